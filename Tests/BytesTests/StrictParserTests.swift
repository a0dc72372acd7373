import CSimdjson
import SharedCorpus
import Testing

@testable import Bytes

@Suite struct StrictParserTests {
  /// Of JSONTestSuite, and of our own, which are named likewise.
  private func files(of corpus: Corpus) throws -> [(name: String, bytes: [UInt8])] {
    try ["json/own", "json/jsontestsuite/test_parsing"].flatMap { folder in
      try corpus.files(in: folder, ending: ".json").map {
        (String($0.dropFirst(folder.count + 1)), [UInt8](try corpus.bytes($0)))
      }
    }
  }

  private func fault(_ bytes: [UInt8]) -> StrictParser.Fault? {
    bytes.withUnsafeBytes { StrictParser.fault(in: $0) }
  }

  private func isValid(_ bytes: [UInt8]) -> Bool {
    fault(bytes) == nil
  }

  private func isValid(_ text: String) -> Bool { isValid(Array(text.utf8)) }

  /// What RFC 8259 leaves to the reader: numbers of any size are valid, since digits are
  /// kept; UTF-8 that is ill-formed, lone surrogates, UTF-16 and a BOM inside are not.
  private static let accepted: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json",
    "i_number_neg_int_huge_exp.json", "i_number_pos_double_huge_exp.json",
    "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json",
    "i_number_too_big_pos_int.json", "i_number_very_big_negative_int.json",
    "i_structure_500_nested_arrays.json",
  ]

  @Test(arguments: Corpus.all)
  func judgesTheTestSuiteAsWritten(corpus: Corpus) throws {
    let files = try files(of: corpus)
    #expect(files.count >= 40)
    for (name, bytes) in files {
      let expected = name.hasPrefix("y_") || Self.accepted.contains(name)
      #expect(isValid(bytes) == expected, "\(name)")
      #expect((Parsed.strictly(bytes) != nil) == expected, "\(name)")
    }
  }

  /// simdjson accepting means that this parser does too, with the same values.
  @Test(arguments: Corpus.all)
  func agreesWithSimdjsonOnTheTestSuite(corpus: Corpus) throws {
    for (name, bytes) in try files(of: corpus) {
      guard let quick = Parsed.quickly(bytes) else { continue }
      #expect(Parsed.strictly(bytes) == quick, "\(name)")
    }
  }

  private static let seeds = [
    #"{"kind":"user","id":"u1","name":"Ad\u00e9 \ud83d\ude00","bot":false,"x":[1,{"y":null}]}"#,
    #"{"user_id":7,"workspace_id":"w","type":"t","at":"2026-02-01","count":12,"id":-0}"#,
    #"{"id":9007199254740993,"name":"a\\\"\/\b\f\n\r\t","role":null,"bot":true,"email":1.5e-3}"#,
    #" { "id" : "é😀" , "id" : "b" , "status" : [ ] , "title" : { } , "url" : "" } "#,
  ]
  private static let bytes =
    Array("\"\\{}[]:,0123456789.eE+-tfnu\u{0}\u{1F}\u{7F} \n".utf8)
    + [0x80, 0xBF, 0xC2, 0xE2, 0xED, 0xA0, 0xF0, 0xF4, 0x90, 0xFF]

  /// 20,000 small records with one to three bytes changed, dropped or put in.
  @Test func agreesWithSimdjsonOnBrokenRecords() {
    var random = Seeded(state: 1)
    var accepted = 0
    for round in 0..<20_000 {
      var record = Array(Self.seeds[round % Self.seeds.count].utf8)
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let place = Int.random(in: 0..<record.count, using: &random)
        let byte = Self.bytes[Int.random(in: 0..<Self.bytes.count, using: &random)]
        switch Int.random(in: 0...2, using: &random) {
        case 0: record[place] = byte
        case 1: record.remove(at: place)
        default: record.insert(byte, at: place)
        }
      }
      guard let quick = Parsed.quickly(record) else { continue }
      accepted += 1
      #expect(Parsed.strictly(record) == quick, "\(String(decoding: record, as: UTF8.self))")
    }
    #expect(accepted > 1000)
  }

  private func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  @Test func skipsNestingDownTo512() {
    #expect(isValid(nested(512)))
    #expect(!isValid(nested(513)))
    #expect(Parsed.strictly(Array("{\"x\": \(nested(511))}".utf8)) != nil)
    #expect(Parsed.strictly(Array("{\"x\": \(nested(512))}".utf8)) == nil)
    #expect(!isValid(String(repeating: "[", count: 100_000)))
  }

  @Test func tellsLimitsFromWhatIsNoJSON() {
    #expect(fault(Array(nested(513).utf8)) == .tooDeep)
    #expect(fault(Array("[\"\(String(repeating: "x", count: 4 << 20))y\"]".utf8)) == .tooLong)
    #expect(fault(Array("[\"x]".utf8)) == .noJSON)
    #expect(fault(Array("[1] 2".utf8)) == .noJSON)
  }

  @Test func readsNestingDownTo64() {
    #expect(Parsed.strictly(Array("{\"name\": \(nested(63))}".utf8)) != nil)
    #expect(Parsed.strictly(Array("{\"name\": \(nested(64))}".utf8)) == nil)
    #expect(Parsed.quickly(Array("{\"name\": \(nested(64))}".utf8)) == nil)
  }

  @Test func readsStringsUpTo4MiB() {
    let text = String(repeating: "x", count: 4 << 20)
    #expect(isValid("\"\(text)\""))
    #expect(!isValid("\"\(text)y\""))
    #expect(isValid("\"\(text.dropLast())\\n\""))
  }

  /// The text of a string is what its escapes mean.
  @Test func unescapesStrings() {
    func text(_ json: String) -> String? {
      Array(json.utf8).withUnsafeBytes { StrictParser.string($0) }
        .map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(text(#""\u0041\u00e9\u20AC\ud83d\ude00\u0000""#) == "Aé€😀\0")
    #expect(text(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{C}\n\r\t")
    for wrong in [
      #""\ud83d""#, #""\ude00""#, #""\ud83d\ud83d""#, #""\ud83dx""#, #""\u12g4""#, #""\x""#,
      #""\"#, "\"a\nb\"", "\"a", "a\"", #""\u12"#,
    ] { #expect(text(wrong) == nil, "\(wrong)") }
  }
}
