import Glibc

// Unsafe on purpose: a `Text` is an address into an `Arena`. Strings of a dump
// are written once and never move, and a million users have seven each, which
// as `String`s would cost an allocation and a UTF-8 check a piece.

/// A piece of UTF-8 that an arena keeps, compared by its bytes.
///
/// Valid as long as the arena that made it; every `Dump` keeps its arenas.
package struct Text: @unchecked Sendable {
  package let start: UnsafePointer<UInt8>?
  package let count: Int

  package static let empty = Text(start: nil, count: 0)

  /// A word of the program's own.
  package init(_ word: StaticString) {
    self.init(start: word.utf8Start, count: word.utf8CodeUnitCount)
  }

  init(start: UnsafePointer<UInt8>?, count: Int) {
    self.start = start
    self.count = count
  }

  package var isEmpty: Bool { count == 0 }

  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: count)
  }

  /// A copy at the end of the way: messages and the like.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount
      && memory.elementsEqual(
        UnsafeRawBufferPointer(start: text.utf8Start, count: count))
  }

  /// The first sixteen bytes, the first one on top, zeros behind the last: where two texts differ
  /// in it, they are in its order.
  package var prefix: UInt128 {
    var prefix: UInt128 = 0
    for index in 0..<16 { prefix = prefix << 8 | UInt128(index < count ? bytes[index] : 0) }
    return prefix
  }

  package var memory: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}

extension Text: Comparable {
  package static func == (left: Text, right: Text) -> Bool {
    left.count == right.count && compared(left, right) == 0
  }

  /// Code-point order, which is byte order in UTF-8.
  package static func < (left: Text, right: Text) -> Bool {
    let order = compared(left, right)
    return order != 0 ? order < 0 : left.count < right.count
  }

  /// As memcmp, of as many bytes as both have.
  private static func compared(_ left: Text, _ right: Text) -> Int32 {
    guard let a = left.start, let b = right.start else { return 0 }
    return memcmp(a, b, min(left.count, right.count))
  }
}

extension Text: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(bytes: memory) }
}
