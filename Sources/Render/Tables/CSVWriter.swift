// Takes a report, gives bytes of pages and tables; never reads or writes a file.

import Bytes
import Civil
import Ingest

/// A table as CSV: RFC 4180, UTF-8 with a byte order mark, CRLF, every field
/// quoted. Text cells are made safe for spreadsheets; columns of our own numbers,
/// dates and paths are not, as they stay what they are.
struct CSVWriter: ~Copyable {
  private(set) var bytes = Bytes(capacity: 1 << 11)
  private(set) var rows = 0
  private var isFirstField = true

  init(header: [StaticString]) {
    for byte in [0xEF, 0xBB, 0xBF] as [UInt8] { bytes.append(byte) }
    for name in header { plain { $0.append(name) } }
    endRow()
    rows = 0
  }

  mutating func endRow() {
    if !isFirstField { bytes.append(UInt8(ascii: "\"")) }
    bytes.append(13)
    bytes.append(10)
    isFirstField = true
    rows += 1
  }

  // Not inlined, nor what prints values with them: each table has a form of its own of the loop that
  // calls them, and copies of all in thirty forms took a third of compiling this module.

  @inline(never)
  mutating func text(_ text: Text) { field(text.bytes) }

  @inline(never)
  mutating func text(_ string: String) {
    var string = string
    string.withUTF8 { field($0) }
  }

  @inline(never)
  mutating func text(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { field($0) } }

  @inline(never)
  mutating func word(_ word: StaticString) { plain { $0.append(word) } }

  @inline(never)
  mutating func empty() { plain { _ in } }

  @inline(never)
  mutating func number(_ number: Int) { plain { Digits.append(number, to: &$0) } }

  @inline(never)
  mutating func number(_ number: Int?) {
    plain { bytes in
      if let number { Digits.append(number, to: &bytes) }
    }
  }

  mutating func flag(_ flag: Bool) { word(flag ? "true" : "false") }

  @inline(never)
  mutating func date(_ day: Day) { plain { $0.append(day) } }

  @inline(never)
  mutating func time(_ instant: Instant?, _ zone: Zone) {
    plain { bytes in
      if let instant { bytes.append(local: zone.local(instant)) }
    }
  }

  /// A field of our own making, which needs no guard.
  mutating func plain(_ append: (inout Bytes) -> Void) {
    open()
    append(&bytes)
  }

  /// Closes the field before, and opens the next one.
  private mutating func open() {
    if isFirstField {
      bytes.append(UInt8(ascii: "\""))
      isFirstField = false
    } else {
      bytes.append(UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\""))
    }
  }

  private mutating func field(_ text: UnsafeBufferPointer<UInt8>) {
    open()
    SpreadsheetGuard.append(text, to: &bytes)
  }
}
