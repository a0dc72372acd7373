import Testing

@testable import Bytes

@Suite struct ValueScannerTests {
  private func end(_ text: String) -> Int? {
    Array(text.utf8).withUnsafeBytes { bytes in
      var scanner = ValueScanner()
      return scanner.end(in: bytes, from: 0)
    }
  }

  @Test(arguments: [
    ("{} x", 2), ("[1, 2]]", 6), ("{\"a\": \"}\"}, 5", 10), ("{\"a\\\"}\": [{}]}x", 14),
    ("\"a\\\\\" ", 5), ("\"a\\\"b\",", 6), ("12,", 2), ("true}", 4), ("-1.5e3]", 6), ("nul\n", 3),
    ("{[}]", 4), (",", 0), ("5\"", 1),
  ])
  func findsTheEndOfAValue(text: String, expected: Int) {
    #expect(end(text) == expected)
  }

  @Test(arguments: ["", "{", "{\"a\": [}", "\"a", "\"a\\\"", "123", "{\"}\""])
  func asksForMoreBytes(text: String) {
    #expect(end(text) == nil)
  }

  /// Stopped after any byte and gone on behind it, the end is the same.
  @Test(arguments: [
    #"{"a": [1, {"b\"}": "\\"}], "c": "é\u0022]"} "#, #"["\\\"", "x", [[]], {"\\": 1}],"#,
    #""a \\\" b\\" "#, #"{"\\":"\"","{":"}"}}"#,
  ])
  func goesOnAtEverySplit(text: String) throws {
    let expected = try #require(end(text))
    Array(text.utf8).withUnsafeBytes { bytes in
      for split in 1..<bytes.count {
        var scanner = ValueScanner()
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<split])
        if let found = scanner.end(in: head, from: 0) {
          #expect(found == expected)
        } else {
          #expect(scanner.end(in: bytes, from: split) == expected, "split at \(split)")
        }
      }
      var scanner = ValueScanner()
      var found: Int?
      for count in 1...bytes.count where found == nil {
        found = scanner.end(in: UnsafeRawBufferPointer(rebasing: bytes[..<count]), from: count - 1)
      }
      #expect(found == expected)
    }
  }

  /// Byte by byte, as one would write it without blocks of 64.
  private func plainEnd(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInString: isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += isInString ? 0 : 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= isInString ? 0 : 1
      default: break
      }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  /// Brackets, quotes and backslashes in any order, also where JSON has none, at
  /// every place in the blocks that are scanned at once.
  @Test func findsTheSameEndsAsByteByByte() {
    var random = Seeded(state: 6)
    let few = Array("{}[]\"\\".utf8)
    for round in 0..<20_000 {
      let density = [2, 6, 40, 200][round % 4]
      var bytes = [few[round & 2]]
      for _ in 0..<Int.random(in: 0..<400, using: &random) {
        let isSpecial = Int.random(in: 0..<density, using: &random) < 2
        bytes.append(
          isSpecial
            ? few.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random))
      }
      let expected = plainEnd(bytes)
      bytes.withUnsafeBytes { bytes in
        var whole = ValueScanner()
        #expect(whole.end(in: bytes, from: 0) == expected, "round \(round)")
        var split = ValueScanner()
        let place = Int.random(in: 0...bytes.count, using: &random)
        let head = split.end(in: UnsafeRawBufferPointer(rebasing: bytes[..<place]), from: 0)
        #expect(head ?? split.end(in: bytes, from: place) == expected, "round \(round) at \(place)")
      }
    }
  }
}
