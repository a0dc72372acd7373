import Bytes

/// A key of an object, and where its value stands in the object's text.
struct JSONMember {
  var key: String
  var range: Range<Int>
}

/// Borders in JSON that may be cut off: as far as it is there.
enum JSONBorders {
  /// The members of an object; the value of the last may be cut.
  static func members(of object: UnsafeRawBufferPointer) -> [JSONMember] {
    var members: [JSONMember] = []
    var index = (object.firstIndex(of: UInt8(ascii: "{")) ?? object.count) + 1
    while let start = next(object, from: index), object[start] == UInt8(ascii: "\"") {
      var scanner = ValueScanner()
      guard let end = scanner.end(in: object, from: start),
        let key = StrictParser.string(UnsafeRawBufferPointer(rebasing: object[start..<end])),
        let colon = next(object, from: end), object[colon] == UInt8(ascii: ":"),
        let value = next(object, from: colon + 1)
      else { return members }
      scanner = ValueScanner()
      let last = scanner.end(in: object, from: value) ?? object.count
      members.append(JSONMember(key: String(decoding: key, as: UTF8.self), range: value..<last))
      guard let comma = next(object, from: last), object[comma] == UInt8(ascii: ",") else {
        return members
      }
      index = comma + 1
    }
    return members
  }

  /// Where the whole elements of an array stand in it, found as they are asked for.
  static func elements(of array: UnsafeRawBufferPointer) -> some Sequence<Range<Int>> {
    sequence(state: 1) { index in
      guard let start = next(array, from: index), array[start] != UInt8(ascii: "]") else {
        return nil
      }
      var scanner = ValueScanner()
      guard let end = scanner.end(in: array, from: start), end > start else { return nil }
      let comma = next(array, from: end)
      let isLast = comma.map { array[$0] != UInt8(ascii: ",") } ?? true
      index = isLast ? array.count + 1 : (comma ?? 0) + 1
      return start..<end
    }
  }

  /// Whether an array ends before it has an element.
  static func isEmptyArray(_ array: UnsafeRawBufferPointer) -> Bool {
    next(array, from: 1).map { array[$0] == UInt8(ascii: "]") } ?? false
  }

  /// Where the value that `bytes` begin with ends; nil where it is cut.
  static func end(of bytes: UnsafeRawBufferPointer) -> Int? {
    var scanner = ValueScanner()
    return scanner.end(in: bytes, from: 0)
  }

  private static func next(_ bytes: UnsafeRawBufferPointer, from index: Int) -> Int? {
    guard index <= bytes.count else { return nil }
    return bytes[index...].firstIndex { !isJSONSpace($0) }
  }
}
