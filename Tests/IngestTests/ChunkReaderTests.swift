import Testing

@testable import Bytes

/// Both readers, through windows so small that every border falls between any two bytes.
@Suite struct ChunkReaderTests {
  private static let sections = ["organization", "users", "workspaces", "memberships", "events"]
  private static let layout = DocumentReader.Layout.object(
    sections: sections, single: "organization")
  private let files: DumpFile
  init() throws { files = try DumpFile() }

  /// All records as `kind offset text`, cut through windows of `capacity` bytes.
  private func records(
    _ reader: any ChunkReader, capacity: Int
  ) throws -> [String] {
    var found: [String] = []
    let window = Window(capacity: capacity)
    while let chunk = try reader.next(into: window) {
      for record in chunk.records ?? [Chunk.Record(0..<chunk.count)] {
        let text = String(decoding: window.bytes[record.range], as: UTF8.self)
        let kind = chunk.section.map { Self.sections[$0] } ?? "line"
        found.append("\(kind) \(chunk.offset + record.range.lowerBound) \(record.fate) \(text)")
      }
    }
    return found
  }

  /// A reader over `text` that was given its first `head` bytes (none, or 2 and more) before.
  private func stream(_ text: String, head: Int) throws -> (ByteStream, [UInt8]) {
    let source = try files.inputs(Array(text.utf8)).sources[0]
    let stream = try ByteStream(source, copy: StandardInputCopy())
    let window = Window(capacity: max(head, 2))
    if head > 0 { _ = try window.fill(from: stream) }
    return (stream, Array(window.bytes))
  }

  private let document = #"""
    {"users": [{"id": "a\"]}é"}, 5 , [[1], "}"], ""] , "zzz" : {"users": [1, "\\"]},
    "organization": {"id": "x"}, "events" : [ ], "\u0065vents": [{"user_id": "a"}],
    "workspaces": null, "memberships": {"no": 1}, "users": [{"id": "b"}]}
    """#

  @Test func cutsADocumentAtAnyWindow() throws {
    let expected = [
      #"users 11 parsed {"id": "a\"]}é"}"#, "users 30 parsed 5", #"users 34 parsed [[1], "}"]"#,
      #"users 46 parsed """#, #"organization 98 parsed {"id": "x"}"#,
      #"events 143 parsed {"user_id": "a"}"#, #"memberships 197 notAnArray {"no": 1}"#,
      #"users 218 parsed {"id": "b"}"#,
    ]
    for capacity in Array(2...80) + [1 << 16] {
      for head in [0, 2, 13, 60, 500] {
        let (stream, bytes) = try stream(document, head: head)
        let reader = DocumentReader(
          source: 0, stream: stream, head: bytes, offset: 0, layout: Self.layout
        ) { Place(file: "dump.json", line: 1, column: $0) }
        #expect(try records(reader, capacity: capacity) == expected, "\(capacity) \(head)")
      }
    }
  }

  @Test func cutsLinesAtAnyWindow() throws {
    let lines = ["{\"kind\": 1}\n", "\n", "5\r\n", "  {\"é\": 2}\n", "{\"last\": 3}"]
    for capacity in Array(2...80) + [1 << 16] {
      for head in [0, 2, 13, 500] {
        let (stream, bytes) = try stream(lines.joined(), head: head)
        let reader = LineReader(source: 0, stream: stream, head: bytes, offset: 0)
        let window = Window(capacity: capacity)
        var text = ""
        while let chunk = try reader.next(into: window) {
          #expect(chunk.offset == text.utf8.count)
          #expect(chunk.count == window.count)
          text += String(decoding: window.bytes, as: UTF8.self)
          #expect(text.utf8.last == 10 || text.hasSuffix("3}"), "\(capacity) \(head)")
        }
        #expect(text == lines.joined())
      }
    }
  }

  @Test func saysWhereADocumentBreaksAtAnyWindow() throws {
    let text = "{\"users\": [{\"id\": \"a\"}, {\"id\": \"b\"} x"
    for capacity in 2...60 {
      let (stream, bytes) = try stream(text, head: 0)
      let reader = DocumentReader(
        source: 0, stream: stream, head: bytes, offset: 0, layout: Self.layout
      ) { Place(file: "dump.json", line: 1, column: $0) }
      #expect(
        throws: InputError(
          .expected("',' or ']'"), at: Place(file: "dump.json", line: 1, column: 36))
      ) { try records(reader, capacity: capacity) }
    }
  }

  /// Records of 2 to 260 bytes, so that every border falls on every place of the
  /// 64 bytes that are looked at together, and of every window.
  @Test func cutsLongRecordsAtAnyWindow() throws {
    var text = "{\"events\":["
    var expected: [String] = []
    for length in 0..<130 {
      let filling = String(repeating: length % 3 == 0 ? "\\\"}" : "[x", count: length)
      let record = length == 0 ? "{}" : "{\"\(filling)\":[{}]}"
      if length > 0 { text += [",", " ,", ", ", "\n,\t"][length % 4] }
      expected.append("events \(text.utf8.count) parsed \(record)")
      text += record
    }
    text += "]}"
    for capacity in Array(64...330) + [1 << 16] {
      let (stream, bytes) = try stream(text, head: 64)
      let reader = DocumentReader(
        source: 0, stream: stream, head: bytes, offset: 0, layout: Self.layout
      ) { Place(file: "dump.json", line: 1, column: $0) }
      #expect(try records(reader, capacity: capacity) == expected, "\(capacity)")
    }
  }
}
