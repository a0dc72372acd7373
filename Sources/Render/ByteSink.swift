import Bytes
import Civil
import Ingest

/// What bytes are appended to: `Bytes` where it must be quick, else an array.
package protocol ByteSink: ~Copyable {
  mutating func append(_ byte: UInt8)
  mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>)
}

extension [UInt8]: ByteSink {}

extension ByteSink where Self: ~Copyable {
  package mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(array bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  mutating func append(utf8 string: String) {
    var string = string
    string.withUTF8 { append(contentsOf: $0) }
  }

  /// A text of the dump as it is shown where an element isolates it.
  @inline(__always)
  mutating func append(shown text: Text) { append(shown: text.bytes) }

  @inline(__always)
  mutating func append(shown text: UnsafeBufferPointer<UInt8>) {
    if ShownText.isPlain(text) { return append(contentsOf: text) }
    var shown: [UInt8] = []
    ShownText.append(text, to: &shown)
    append(array: shown)
  }

  /// A text of the dump as it is shown where nothing isolates it.
  mutating func append(isolated text: Text) { append(isolated: text.bytes) }

  mutating func append(isolated text: String) {
    var text = text
    text.withUTF8 { append(isolated: $0) }
  }

  private mutating func append(isolated text: UnsafeBufferPointer<UInt8>) {
    if ShownText.isPlainIsolated(text) { return append(contentsOf: text) }
    var shown: [UInt8] = []
    ShownText.appendIsolated(text, to: &shown)
    append(array: shown)
  }

  /// `YYYY-MM-DD`, for the years 1969 to 2101 that reports have.
  mutating func append(_ day: Day) {
    let date = day.civil
    appendTwo(date.year / 100)
    appendTwo(date.year % 100)
    append(UInt8(ascii: "-"))
    appendTwo(date.month)
    append(UInt8(ascii: "-"))
    appendTwo(date.day)
  }

  /// `YYYY-MM-DD HH:MM:SS` of a local clock's reading in seconds.
  mutating func append(local: Int) {
    let day = floorDivide(local, 86_400)
    let second = local - day * 86_400
    append(Day(day))
    append(32)
    appendTwo(second / 3600)
    append(UInt8(ascii: ":"))
    appendTwo(second / 60 % 60)
    append(UInt8(ascii: ":"))
    appendTwo(second % 60)
  }

  mutating func appendTwo(_ number: Int) {
    append(UInt8(48 + number / 10 % 10))
    append(UInt8(48 + number % 10))
  }

  /// Thousandths as `0.123`.
  mutating func appendThousandths(_ number: Int) {
    Digits.append(number / 1000, to: &self)
    append(UInt8(ascii: "."))
    append(UInt8(48 + number / 100 % 10))
    appendTwo(number % 100)
  }
}
