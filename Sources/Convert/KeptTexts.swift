import Bytes
import CSimdjson

/// Ids and texts that a worker keeps when the record that they are of is gone.
extension Sink {
  /// `SYSTEM-ID`, kept.
  func keepID(_ id: UnsafeRawBufferPointer, isLogin: Bool = false) -> Text {
    prefixed(id, isLogin)
    return scratch.withUnsafeBytes { arena.keep($0) }
  }

  func prefixed(_ id: UnsafeRawBufferPointer, _ isLogin: Bool) {
    scratch.removeAll(keepingCapacity: true)
    scratch += system.rawValue.utf8
    scratch.append(UInt8(ascii: "-"))
    if isLogin { scratch += id.lazy.map(lowercased) } else { scratch += id }
  }

  /// `SYSTEM-FIRST/SECOND`, kept.
  func keepID(
    _ first: UnsafeRawBufferPointer, _ between: StaticString, _ second: UnsafeRawBufferPointer
  ) -> Text {
    keepID(scratchID(first, between, second))
  }

  /// `FIRST/SECOND`, good until the next one.
  func scratchID(
    _ first: UnsafeRawBufferPointer, _ between: StaticString, _ second: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let count = first.count + between.utf8CodeUnitCount + second.count
    if count > pair.count {
      pair.deallocate()
      pair = .allocate(byteCount: count * 2, alignment: 1)
    }
    pair.copyMemory(from: first)
    UnsafeMutableRawBufferPointer(rebasing: pair[first.count...]).copyMemory(
      from: UnsafeRawBufferPointer(start: between.utf8Start, count: between.utf8CodeUnitCount))
    UnsafeMutableRawBufferPointer(rebasing: pair[(count - second.count)...]).copyMemory(
      from: second)
    return UnsafeRawBufferPointer(rebasing: pair[..<count])
  }

  func keep(_ text: UnsafeRawBufferPointer?) -> Text { text.map(arena.keep) ?? .empty }

  /// The JSON text of a value that is there.
  func keepJSON(_ value: json_value) -> Text {
    guard !value.isAbsent else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.print(value, into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }

  func keepJSON(_ text: UnsafeRawBufferPointer?) -> Text {
    guard let text else { return .empty }
    var bytes: [UInt8] = []
    NativeLines.quote(text, into: &bytes)
    return bytes.withUnsafeBytes { arena.keep($0) }
  }

  func keepJSON(word: StaticString) -> Text {
    keepJSON(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}
