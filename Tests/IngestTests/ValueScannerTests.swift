import Testing

@testable import Ingest

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
}
