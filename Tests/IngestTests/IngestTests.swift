import Bytes
import Testing

@testable import Ingest

@Suite struct IngestTests {
  private let files: DumpFile
  init() throws { files = try DumpFile() }

  private let document = Array(
    #"""
    {"organization": {"id": "o", "time_zone": "UTC"}, "users": [{"id": "a\u00e9"}, {"id": "b"}],
     "x": {"y": [1, "\\"]}, "memberships": [{"user_id": "b", "workspace_id": "w"}],
     "workspaces": [{"id": "w"}], "events": [{"user_id": "b", "type": "t", "at": "2026-02-01"}]}
    """#.utf8)

  /// Whether reading ends with a dump; every other end is an `InputError`, and no crash.
  private func ends(_ bytes: [UInt8]) throws -> Bool {
    let inputs = try files.inputs(bytes)
    do throws(InputError) {
      _ = try Ingest.read(inputs, IngestOptions())
      return true
    } catch {
      #expect(!error.description.isEmpty)
      return false
    }
  }

  @Test func refusesADocumentThatIsCutAnywhere() throws {
    for length in 0...document.count {
      let isWhole = length == 0 || length == document.count
      #expect(try ends(Array(document[..<length])) == isWhole, "\(length)")
    }
  }

  /// Lines that are whole count; only before the first of them there is none.
  @Test func readsLinesThatAreCutAnywhere() throws {
    let lines = Array(
      "{\"kind\": \"user\", \"id\": \"a\"}\n{\"kind\": \"user\", \"id\": \"b\"}\n".utf8)
    for length in 0...lines.count {
      let isRead = length == 0 || length >= 27
      #expect(try ends(Array(lines[..<length])) == isRead, "\(length)")
      guard length >= 27 else { continue }
      let dump = try files.read(Array(lines[..<length]))
      #expect(dump.users.count == (length >= 55 ? 2 : 1))
      #expect(dump.rejects == ((29..<55).contains(length) ? 1 : 0))
    }
  }

  @Test func refusesGzipThatIsCutAnywhere() throws {
    let packed = Gzip.stored(document)
    for length in 0...packed.count {
      let isWhole = length == 0 || length == packed.count
      #expect(try ends(Array(packed[..<length])) == isWhole, "\(length)")
    }
  }

  /// A file of several gzip members is their contents one after the other (RFC 1952).
  @Test func readsEveryMemberOfAGzipFile() throws {
    let pieces = [document[..<7], document[7..<90], [], document[90...]]
    let dump = try files.read(pieces.flatMap { Gzip.stored(Array($0)) })
    #expect(dump.words == (try files.read(document).words))
    #expect(dump.userIDs == ["aé", "b"])
  }

  /// The bad record stands across the end of the window that places are looked for in.
  @Test(arguments: Array(stride(from: 1, through: 40, by: 3)))
  func showsTheWholeOfAnExample(before: Int) throws {
    let bad = #"{"kind": "user",        "name": "A       B"}"#
    let first = "{\"kind\": \"user\", \"id\": \"a\"}\n{\"kind\": \"user\", \"id\": \"b\", \"x\": \""
    let padding = String(repeating: "x", count: Window.size - before - first.utf8.count - 3)
    let dump = try files.read("\(first)\(padding)\"}\n\(bad)\r\n")
    #expect(dump.reasons.first == "missing_field 1")
    #expect(dump.quality.first?.example == bad)
  }

  /// 40,000 records, about 5 MB: borders of the head (64 KiB) and of the windows (2 MiB) fall
  /// into records, wherever `shift` puts them.
  private func large(lines: Bool, shift: Int) -> String {
    var records: [String] = []
    func kind(_ name: String) -> String { lines ? "\"kind\": \"\(name)\", " : "" }
    let users = (0..<500).map { "{\(kind("user"))\"id\": \"u\($0)\", \"name\": \"{]\\\"é\($0)\"}" }
    let events = (0..<39_500).map { number in
      let user = number % 97 == 0 ? "nobody" : "u\(number % 500)"
      let count = number % 1013 == 0 ? "0" : "\(1 + number % 5)"
      return "{\(kind("event"))\"user_id\": \"\(user)\", \"type\": \"t\(number % 7)\", "
        + "\"workspace_id\": \"w\(number % 3)\", \"at\": \(1_700_000_000 + number * 60), \"count\": \(count)}"
    }
    let padding = String(repeating: " ", count: shift)
    if lines {
      records = users + [padding] + events + ["{\"kind\": \"workspace\", \"id\": \"w1\"}"]
      return records.joined(separator: "\n")
    }
    return
      "{\"users\": [\(users.joined(separator: ","))],\(padding) \"workspaces\": [{\"id\": \"w1\"}],"
      + " \"events\": [\(events.joined(separator: ",\n"))]}"
  }

  @Test(arguments: [true, false])
  func readsTheSameWithAnyNumberOfWorkers(lines: Bool) throws {
    let text = large(lines: lines, shift: 0)
    let one = try files.read(text).words
    #expect(one.count > 39_000)
    for threads in [2, 7] { #expect(try files.read(text, threads: threads).words == one) }
    // Of 39,500 events 408 are of nobody, 39 have no count, and one is both.
    #expect(one.contains { $0.contains("unknownUser") && $0.contains("records: 407") })
    #expect(one.contains { $0.contains("invalidCount") && $0.contains("records: 39") })
  }

  @Test(arguments: [true, false])
  func readsRecordsThatCrossWindows(lines: Bool) throws {
    let expected = try files.read(large(lines: lines, shift: 0))
    for shift in [1, 17, 101] {
      let dump = try files.read(large(lines: lines, shift: shift))
      #expect(dump.userIDs == expected.userIDs)
      #expect(dump.reasons == expected.reasons)
      #expect(dump.events.count == expected.events.count)
    }
  }
}

// MARK: Limits

extension IngestTests {
  /// Just under and over 16 MiB for a record: it is rejected, and the run goes on.
  @Test(arguments: [true, false])
  func rejectsARecordAbove16MiB(lines: Bool) throws {
    func record(_ id: String, _ size: Int) -> String {
      let start = (lines ? "{\"kind\": \"user\", " : "{") + "\"id\": \"\(id)\", \"x\": ["
      let string = "\"" + String(repeating: "x", count: 1 << 20) + "\","
      let many = String(
        repeating: string, count: max(0, (size - start.utf8.count) / string.utf8.count - 1))
      let rest = size - start.utf8.count - many.utf8.count - 4
      return start + many + "\"" + String(repeating: "x", count: rest) + "\"]}"
    }
    let limit = 16 << 20
    let records = [record("fits", limit), record("big", limit + 1), record("last", 4000)]
    #expect(records[0].utf8.count == limit)
    let text =
      lines ? records.joined(separator: "\n") : "{\"users\": [\(records.joined(separator: ", "))]}"
    let dump = try files.read(lines ? "{\"kind\": \"user\", \"id\": \"first\"}\n" + text : text)
    #expect(dump.userIDs == (lines ? ["first", "fits", "last"] : ["fits", "last"]))
    #expect(dump.reasons.first == "invalid_json 1")
  }

  @Test func rejectsAStringAbove4MiB() throws {
    let text = String(repeating: "x", count: 4 << 20)
    let dump = try files.read(
      "{\"users\": [{\"id\": \"a\", \"name\": \"\(text)\"}, {\"id\": \"b\", \"name\": \"\(text)y\"}]}"
    )
    #expect(dump.userIDs == ["a"])
    #expect(dump.users[0].name.count == 4 << 20)
    #expect(dump.reasons.first == "invalid_json 1")
  }

  /// 64 levels in a field that is read (the record is the first), 512 in one that is not.
  @Test func rejectsNestingAboveTheLimits() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    let dump = try files.read(
      """
      {"users": [{"id": "a", "name": \(nested(63))}, {"id": "b", "name": \(nested(64))},
       {"id": "c", "x": \(nested(511))}, {"id": "d", "x": \(nested(512))}], "skipped": \(nested(512))}
      """)
    #expect(dump.userIDs == ["a", "c"])
    #expect(
      dump.reasons == [
        "invalid_json 2", "note: no organization 1", "note: user.name of the wrong type 1",
      ])
    let error = #expect(throws: InputError.self) {
      try files.read("{\"users\": [{\"id\": \"a\"}], \"skipped\": \(nested(513))}")
    }
    #expect(
      error?.description
        == "dump.json:1:37: this value has more than 512 levels of objects and lists in each other, "
        + "which is the limit; export the dump without it")
  }
}
