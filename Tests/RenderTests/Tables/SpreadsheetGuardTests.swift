import Foundation
import SharedCorpus
import Testing

@testable import Render

@Suite struct SpreadsheetGuardTests {
  private func guarded(_ text: String) -> String {
    var bytes = Bytes()
    var text = text
    text.withUTF8 { SpreadsheetGuard.append($0, to: &bytes) }
    return String(decoding: bytes.buffer, as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("Ada", "Ada"), ("a-b", "a-b"), ("1+1", "1+1"), ("a=b", "a=b"), ("a @b", "a @b"),
    ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("--", "'--"), ("=", "'="),
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠x", "'＠x"),
    (" =1", " '=1"), ("\u{A0}=1", "\u{A0}'=1"), ("\u{200B}=1", "\u{200B}'=1"),
    ("\u{202E}\u{2060}\u{FEFF}=1", "\u{202E}\u{2060}\u{FEFF}'=1"), ("\u{3000}=1", "\u{3000}'=1"),
    ("'=1", "''=1"), ("\"=1\"", "\"\"'=1\"\""), ("' \"=1", "' \"\"'=1"),
    ("a;=1;b", "a;'=1;b"), ("a,=1", "a,'=1"), ("a|=1", "a|'=1"), ("a; =1", "a; '=1"),
    ("a;b=1", "a;b=1"), ("q\";=1", "q\"\";'=1"), ("a;;-", "a;;'-"), ("=;=", "'=;'="),
    ("\t=1", " '=1"), ("\r\n=1", " '=1"), ("a\r\nb", "a b"), ("a\0\u{1}\u{7F}\u{85}b", "a b"),
    ("a\u{2028}\u{2029}b", "a b"), ("a \n b", "a   b"), ("a\n=1", "a =1"), ("a;\n=1", "a; '=1"),
    ("\"\u{301}=1", "\"\"\u{301}=1"), (",\u{301}=1", ",\u{301}=1"), ("=\u{338}1", "'=\u{338}1"),
    ("é=1", "é=1"), ("½=1", "½=1"), ("😀=1", "😀=1"), ("\u{2030}=1", "\u{2030}=1"),
  ])
  func guardsWhereACellCouldBegin(text: String, expected: String) {
    #expect(Array(guarded(text).utf8) == Array(expected.utf8))
  }

  /// The documentation's rule over scalars, with Swift's own table of white space.
  private func expected(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var canBegin = true
    var wasControl = false
    for scalar in text.unicodeScalars {
      let isControl = [0...0x1F, 0x7F...0x9F, 0x2028...0x2029].contains {
        $0.contains(scalar.value)
      }
      if isControl {
        if !wasControl { result.append(" ") }
        wasControl = true
        continue
      }
      wasControl = false
      if canBegin, "=+-@＝＋－＠".unicodeScalars.contains(scalar) { result.append("'") }
      let isInvisible = [0x200B...0x200F, 0x2060...0x2060, 0x202A...0x202E, 0xFEFF...0xFEFF]
        .contains { $0.contains(scalar.value) }
      let isPassed =
        isInvisible || scalar.properties.isWhitespace || "\"'".unicodeScalars.contains(scalar)
      if !isPassed { canBegin = ",;|".unicodeScalars.contains(scalar) }
      result.append(scalar)
      if scalar == "\"" { result.append(scalar) }
    }
    return String(result)
  }

  /// Every scalar of the Basic Multilingual Plane before a `=`, alone and behind a separator.
  @Test func knowsEveryScalar() {
    for value in UInt32(0)...0x1_F9FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["\(scalar)=", "a;\(scalar)="] where guarded(text) != expected(text) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  private struct Injections: Decodable { let hostile: [String] }
  private struct Traps: Decodable { let csv: [String] }

  @Test(arguments: Corpus.all)
  func guardsTheCorpus(corpus: Corpus) throws {
    let texts =
      try corpus.read("csv/csv-injection.json", as: Injections.self).hostile
      + corpus.read("text/swift-grapheme-traps.json", as: Traps.self).csv
      + corpus.lines(in: "csv")
    #expect(texts.count > 60)
    for text in texts {
      let result = guarded(text)
      #expect(Array(result.utf8) == Array(expected(text).utf8), "\(text)")
      #expect(isInert(result), "\(result)")
    }
  }

  /// Whether no piece that any separator leaves begins with a formula's sign.
  private func isInert(_ field: String) -> Bool {
    let pieces = field.unicodeScalars.split(omittingEmptySubsequences: false) {
      [",", ";", "|", "\n", "\r", "\t"].contains($0)
    }
    return pieces.allSatisfy { piece in
      let trimmed = piece.drop { $0 == "\"" || $0.properties.isWhitespace }
      return trimmed.first.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true
    }
  }
}
