import CSimdjson
import Glibc
import Testing

@testable import Bytes
@testable import Ingest

/// Batches against each record alone: the same records at the same places, with the same values.
@Suite struct RecordParserTests {
  /// What each of the records is, with its place and its values.
  private func words(_ bytes: [UInt8], batch: Int, isDocument: Bool = false) -> [String] {
    let parser = RecordParser(longestBatch: batch)
    let window = Window(capacity: bytes.count)
    window.append(bytes)
    var words: [String] = []
    func add(_ range: Range<Int>, _ outcome: json_outcome?) {
      var word = "\(range) \(outcome.map { "\($0.rawValue)" } ?? "invalid")"
      if outcome == RECORD_OBJECT {
        word += (0..<Int(FIELD_TOTAL.rawValue)).map { " \(shown(parser.values[$0]))" }.joined()
      }
      words.append(word)
    }
    if isDocument {
      parser.forEach(Chunk.borders(in: window.bytes), of: window) { add($0.range, $1) }
    } else {
      parser.forEachLine(of: window, add)
    }
    return words
  }

  private func shown(_ value: json_value) -> String {
    switch value.kind {
    case VALUE_ABSENT: "-"
    case VALUE_INTEGER: "\(value.integer)"
    case VALUE_NUMBER, VALUE_STRING: "\(value.type):\(Array(value.memory))"
    default: "\(value.type)"
    }
  }

  private static let sizes = [1, 13, 64, 100, 128, 333, 1000, 4096, 16 << 10]

  /// By batches of all sizes.
  private func expectSame(_ bytes: [UInt8], isDocument: Bool = false, _ note: String = "") {
    let alone = words(bytes, batch: 0, isDocument: isDocument)
    for size in Self.sizes {
      #expect(
        words(bytes, batch: size, isDocument: isDocument) == alone,
        "\(note) batches of \(size): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  private static let event =
    #"{"kind":"event","user_id":"u1","workspace_id":7,"type":"t","at":"2026-02-01"}"#

  /// Else all other tests would compare what is parsed alone with itself.
  @Test func takesAllPlainRecordsOfABatch() throws {
    let batch = try #require(json_batch_create())
    defer { json_batch_destroy(batch) }
    let user = #"{"kind":"user","id":"é\u00e9","name":null,"bot":true,"x":[1.5,{"y":"z"}]}"#
    let lines = [Self.event, "\(Self.event)\r", user, "{}", " \(user)"]
    let starts = lines.indices.map { index in
      lines[..<index].reduce(0) { $0 + $1.utf8.count + 1 } + (index == 4 ? 1 : 0)
    }
    let padding = String(repeating: " ", count: json_padding())
    let text = Array("\(lines.joined(separator: "\n"))\(padding)".utf8CString)
    var record = json_record()
    text.withUnsafeBufferPointer { text in
      json_batch_begin(batch, text.baseAddress, text.count - 1 - json_padding())
      for (index, start) in starts.enumerated() {
        let next = index + 1 < starts.count ? text.baseAddress.map { $0 + starts[index + 1] } : nil
        #expect(json_batch_next(batch, text.baseAddress.map { $0 + start }, next, &record))
      }
    }
  }

  /// Each of them between lines that are plain, as the first and as the last one.
  @Test(arguments: [
    #"{"kind":"user"} {"kind":"user"}"#, #"{"kind":"user"}{"kind":"user"}"#,
    "{\"kind\":\n\"user\"}", "{\"kind\":\"user\"}\n\n \t\r\n{\"kind\":\"user\"}\r",
    "  {\"kind\":\"user\"}", "{\"kind\":\"user\"} \t ", "{\"kind\":\"us\ner\"}", #"{"kind":"user""#,
    #"{"kind":"user"}}"#, #"{"kind":"user"},"#, #"{"kind":"user"} 1"#, #"{"kind":"user"}x"#,
    #"{"kind":"user"}\"#, #"{"kind":"user"}""#, #"{"kind":"user","#, #"{"kind":["#, "{", "}", "\"",
    "[1]", "[{}]", "1", "null", "\"a\"", "{}", "{ }", #"{"kind":"user",}"#, #"{,"kind":"user"}"#,
    #"{"kind" "user"}"#, #"{"kind":}"#, #"{"kind":"user" "id":"1"}"#, #"{kind:"user"}"#,
    #"{"k\u0069nd":"user","id":"a\u00e9\"\\"}"#, #"{"kind":"user","kind":"event"}"#,
    #"{"kind":"user","x\q":1}"#, #"{"kind":"\q"}"#, #"{"kind":"\ud800"}"#, #"{"\ud800":1}"#,
    #"{"x":{"y":[1,{"z":[]},[],{},null,true,"s",-1.5e3]},"kind":"user"}"#, #"{"x":[1,]}"#,
    #"{"x":{"y":1]}"#, #"{"x":[1}}"#, #"{"x":nul}"#, #"{"x":truee}"#, #"{"x":01}"#, #"{"x":1.}"#,
    #"{"x":-}"#, #"{"x":1e}"#, #"{"x":1e999}"#, #"{"x":123456789012345678901234567890}"#,
    #"{"id":9223372036854775807}"#, #"{"id":9223372036854775808}"#, #"{"id":-9223372036854775808}"#,
    #"{"id":1.0}"#, #"{"id":-0}"#, #"{"id":01}"#, #"{"id":1x}"#, #"{"bot":tru}"#, #"{"bot":nullx}"#,
    #"{"bot":true,"archived":false,"name":null,"accounts":[{"id":1}],"title":{}}"#,
    #"{"accounts":[1 2]}"#, #"{"accounts":{"a":[}"#, "\u{FEFF}{\"kind\":\"user\"}",
    "{\"kind\":\"u\u{0}ser\"}", "{\"kind\":\"user\"}\u{0}", "{\"kind\":\"u\tser\"}", "\u{0}",
    "\u{B}", "{\"kind\":\"user\"}\u{A0}", #"{"name":"Ünïcødé 日本語"}"#, "/* */ {}", "NaN", "-",
  ])
  func takesFromABatchWhatIsTakenAlone(_ line: String) {
    let event = Self.event
    for text in [
      "\(event)\n\(event)\n\(line)\n\(event)\n\(event)\n", "\(line)\n\(event)\n\(event)\n",
      "\(event)\n\(event)\n\(line)\n", "\(event)\n\(event)\n\(line)", line,
    ] {
      expectSame(Array(text.utf8))
      expectSame(Array(text.replacing("\n", with: ",\n").utf8), isDocument: true)
    }
  }

  /// simdjson leaves out what looks like the start of a character at the end.
  @Test(arguments: [[0xC3], [0xE6], [0xEF, 0xBC], [0xF0, 0x9F], [0xF0, 0x9F, 0x98], [0xE6, 10]])
  func takesFromABatchWhatIsTakenAloneBeforeACutCharacter(_ cut: [UInt8]) {
    let event = Array(Self.event.utf8)
    for end in [[], [10], [10, 10], [13, 10]] as [[UInt8]] {
      expectSame(event + [10] + event + cut + end)
    }
  }

  @Test func takesFromABatchWhatIsTakenAloneWhateverTheDepth() {
    for depth in [30, 31, 32, 33, 63, 64, 65, 511, 512, 513] {
      for key in ["accounts", "x"] {
        let open = String(repeating: "[", count: depth)
        let line = "{\"\(key)\":\(open)\(open.replacing("[", with: "]"))}"
        expectSame(Array("\(Self.event)\n\(line)\n\(Self.event)\n".utf8))
      }
    }
  }

  @Test func takesFromABatchWhatIsTakenAloneAroundLongLines() {
    for length in [16_200, 16_383, 16_384, 16_385, 40_000] {
      let text = String(repeating: "é", count: length / 2)
      let line = "{\"kind\":\"user\",\"description\":\"\(text)\"}"
      expectSame(Array("\(Self.event)\n\(line)\n\(Self.event)\n\(line)".utf8))
    }
  }

  /// More cases by `ROLLCALL_BATCHES`.
  @Test func takesFromABatchWhatIsTakenAloneOfRandomDamage() throws {
    let cases = getenv("ROLLCALL_BATCHES").flatMap { Int(String(cString: $0)) } ?? 150
    for seed in 0..<cases {
      var damage = Damage(seed)
      let bytes = damage.dump()
      expectSame(bytes, "seed \(seed)")
      expectSame(
        bytes.flatMap { $0 == 10 ? Array(",\n".utf8) : [$0] }, isDocument: true, "seed \(seed)")
    }
  }

  /// Random lines, with damage at random places.
  private struct Damage {
    private var random: Seeded

    init(_ seed: Int) { random = Seeded(state: UInt64(seed)) }

    private static let plain: [String] = [
      event, event, event,
      #"{"kind":"event","user_id":"u2","type":"doc.viewed","at":1700000000,"count":12}"#,
      #"{"kind":"user","id":"u1","name":"Ad\u00e9 \"x\"","bot":true,"title":"日本語 é"}"#,
      #"{"kind":"user","id":9007199254740993,"accounts":[{"source":"slack","id":"1"}],"x":[1.5]}"#,
      #"{ "kind" : "workspace" , "id" : 7 , "archived" : true , "more" : { "a" : [ ] } }"#,
      #"{"kind":"membership","user_id":"u1","workspace_id":7,"since":"2026-02-01"}"#,
      #"{"kind":"unknown","id":null,"count":1.5}"#,
      #"{"kind":"event","count":18446744073709551615}"#,
      "[1]", "", " \t", "12", #"{"id":"\\\\"}"#,
    ]

    private static let bytes =
      Array("{}[]:,\"\\ \n\r\t0-.eEtnfu\u{0}\u{7F}é\u{FEFF}x".utf8) + [0xFF, 0xC3]

    mutating func dump() -> [UInt8] {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        bytes += Self.plain.randomElement(using: &random)?.utf8 ?? "".utf8
        bytes += Int.random(in: 0..<12, using: &random) == 0 ? "\r\n".utf8 : "\n".utf8
      }
      for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty { harm(&bytes) }
      return bytes
    }

    private mutating func harm(_ bytes: inout [UInt8]) {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, start + Int.random(in: 0...60, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: Array(bytes[start..<end]), at: start)
      case 2: bytes[start] = Self.bytes.randomElement(using: &random) ?? 0
      case 3: bytes.insert(Self.bytes.randomElement(using: &random) ?? 0, at: start)
      case 4: bytes[start] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 5: if let newline = bytes[start...].firstIndex(of: 10) { bytes.remove(at: newline) }
      case 6: if let newline = bytes[start...].firstIndex(of: 10) { bytes[newline] = 32 }
      default: bytes.removeSubrange(start...)
      }
    }
  }
}
