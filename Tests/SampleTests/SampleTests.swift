import Foundation
import Testing

@testable import Sample

/// The small organization that most tests look at.
private let options = Result { try SampleOptions(users: 250, events: 12_000, ndjson: true) }

private func bytes(_ options: SampleOptions) -> [UInt8] {
  var bytes: [UInt8] = []
  writeSample(options) { bytes.append(contentsOf: $0) }
  return bytes
}

private typealias Record = [String: Any]

/// The records of an NDJSON dump, each line read by Foundation.
private func records(_ options: SampleOptions) throws -> [Record] {
  try bytes(options).split(separator: UInt8(ascii: "\n")).map { line in
    try #require(try JSONSerialization.jsonObject(with: Data(line)) as? Record)
  }
}

private func instant(_ value: Any?) throws -> Int {
  if let seconds = value as? Int { return seconds }
  let date = ISO8601DateFormatter().date(from: try #require(value as? String))
  return Int(try #require(date).timeIntervalSince1970)
}

extension [Record] {
  fileprivate func of(_ kind: String) -> [Record] { filter { $0["kind"] as? String == kind } }

  fileprivate func texts(_ key: String) -> [String] { compactMap { $0[key] as? String } }
}

@Suite struct SampleTests {
  @Test func givesTheSameBytesForTheSameOptions() throws {
    let small = try SampleOptions(users: 40, events: 500, seed: 7)
    #expect(bytes(small) == bytes(small))
  }

  @Test func givesOtherBytesForAnotherSeed() throws {
    let seven = bytes(try SampleOptions(users: 40, events: 500, seed: 7))
    #expect(seven != bytes(try SampleOptions(users: 40, events: 500, seed: 8)))
  }

  /// People, and what they do, are the same in each; what they and workspaces are called is not.
  @Test(arguments: ["ar", "de", "es", "fr", "ja", "pl"])
  func writesTitlesAndWorkspacesInTheLanguage(language: String) throws {
    let own = try records(
      SampleOptions(users: 250, events: 500, ndjson: true, language: language))
    let english = try records(SampleOptions(users: 250, events: 500, ndjson: true))
    #expect(own.of("user").texts("email") == english.of("user").texts("email"))
    #expect(own.of("event").texts("at") == english.of("event").texts("at"))
    // An auditor is one in Spanish too.
    #expect(Set(own.texts("title")).intersection(english.texts("title")).count < 2)
    let names = Set(own.of("workspace").texts("name"))
    #expect(names.count == 14)
    #expect(names.intersection(english.of("workspace").texts("name")).count < 3)
  }

  @Test func writesBuffersOfAboutOneMebibyte() throws {
    var sizes: [Int] = []
    writeSample(try SampleOptions(events: 30_000)) { sizes.append($0.count) }
    #expect(sizes.dropLast().allSatisfy { (1 << 20..<(1 << 20) + (1 << 14)).contains($0) })
    #expect(sizes.count == 3)
  }

  @Test func passesOnWhatTheWriterThrows() throws {
    struct Full: Error {}
    let options = try SampleOptions(users: 1, events: 0)
    #expect(throws: Full.self) {
      try writeSample(options) { (_) throws(Full) in throw Full() }
    }
  }

  @Test(arguments: [
    (1, 0, 0, 1), (1, 5, 0, 1), (1, 100, 300, 3), (5, 99, 1, 2), (30, 2_000, 14, 10_000),
    (700, 3, 20, 400), (250, 12_000, 14, 400),
  ])
  func givesExactlyTheCountsAskedFor(users: Int, events: Int, workspaces: Int, days: Int) throws {
    let all = try records(
      SampleOptions(
        users: users, events: events, workspaces: workspaces, days: days, ndjson: true))
    #expect(all.of("organization").count == 1)
    #expect(all.of("user").count == users)
    #expect(all.of("workspace").count == workspaces)
    #expect(all.of("event").count == events)
    #expect(Set(all.of("user").texts("id")).count == users)
  }

  @Test func givesOneDocumentWithTheSameRecordsAsNDJSON() throws {
    let json = try SampleOptions(users: 60, events: 400)
    let lines = try records(SampleOptions(users: 60, events: 400, ndjson: true))
    let parsed = try JSONSerialization.jsonObject(with: Data(bytes(json)))
    let document = try #require(parsed as? Record)
    for (section, kind) in [
      ("users", "user"), ("workspaces", "workspace"), ("memberships", "membership"),
      ("events", "event"),
    ] {
      let inDocument = try #require(document[section] as? [Record])
      let inLines = lines.of(kind).map { $0.filter { $0.key != "kind" } }
      #expect(inDocument as NSArray == inLines as NSArray)
    }
    #expect(document["organization"] != nil)
  }

  @Test func putsEveryRecordOfTheDocumentOnALineOfItsOwn() throws {
    let text = String(decoding: bytes(try SampleOptions(users: 2, events: 3)), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("{\"id\":\"u") }.count == 2)
    #expect(lines.filter { $0.contains("\"at\":") }.count == 3)
  }

  @Test func givesOnlyReferencesThatExistAndPairsThatAreUnique() throws {
    let all = try records(options.get())
    let users = Set(all.of("user").texts("id"))
    let workspaces = Set(all.of("workspace").texts("id"))
    for record in all.of("membership") + all.of("event") {
      #expect(users.contains(try #require(record["user_id"] as? String)))
      if let workspace = record["workspace_id"] as? String {
        #expect(workspaces.contains(workspace))
      }
    }
    let pairs = zip(
      all.of("membership").texts("user_id"), all.of("membership").texts("workspace_id"))
    #expect(Set(pairs.map { "\($0) \($1)" }).count == all.of("membership").count)
  }

  @Test func ordersEventsByTimeUpToTheExportAndLetsNobodyActBeforeBeingCreated() throws {
    let all = try records(options.get())
    let organization = try #require(all.of("organization").first)
    let export = try instant(organization["exported_at"])
    #expect(organization["exported_at"] as? String == "2026-11-24T10:00:00Z")
    var created: [String: Int] = [:]
    for user in all.of("user") {
      let id = try #require(user["id"] as? String)
      created[id] = try instant(user["created_at"])
      if user["last_login_at"] != nil {
        #expect(try (instant(user["created_at"])...export).contains(instant(user["last_login_at"])))
      }
    }
    var previous = 0
    for event in all.of("event") {
      let at = try instant(event["at"])
      #expect(at >= previous && at < export)
      #expect(at > created[event["user_id"] as? String ?? ""] ?? Int.max)
      previous = at
    }
  }

  @Test func letsALoginPrecedeWhatAPersonDoesOnADay() throws {
    let all = try records(options.get())
    let bots = Set(
      all.of("user").filter { $0["bot"] != nil || $0["role"] as? String == "bot" }.texts("id"))
    var seen: Set<String> = []
    for event in all.of("event") {
      let user = try #require(event["user_id"] as? String)
      guard !bots.contains(user) else { continue }
      let at = try instant(event["at"])
      let local = at + WorkCalendar.offset(.init(at / 86_400), hour: at % 86_400 / 3_600)
      if seen.insert("\(user) \(local / 86_400)").inserted {
        #expect(event["type"] as? String == "login")
      }
    }
  }

  @Test func keepsAtLeast85PercentOfEventsOnWeekdays() throws {
    let events = try records(options.get()).of("event")
    // Day 0 of the Unix era is a Thursday, so remainders 2 and 3 are a weekend.
    let weekend = try events.filter { [2, 3].contains(try instant($0["at"]) / 86_400 % 7) }
    #expect(weekend.count > 0 && weekend.count * 100 < events.count * 15)
  }

  @Test func hasBotsGuestsAdminsAndEveryStatus() throws {
    let users = try records(options.get()).of("user")
    #expect(users.filter { $0["bot"] as? Bool == true }.count == 2)
    #expect(Set(users.texts("role")) == ["admin", "member", "guest", "bot"])
    #expect(Set(users.texts("status")) == ["active", "invited", "suspended", "deactivated"])
    #expect(users.filter { $0["status"] as? String == "active" }.count > 180)
  }

  @Test func hasPeopleWhoNeverSignedInAndBusyOnes() throws {
    let all = try records(options.get())
    let never = all.of("user").filter {
      $0["status"] as? String == "active" && $0["last_login_at"] == nil && $0["email"] != nil
    }
    let done = Dictionary(grouping: all.of("event").texts("user_id")) { $0 }.mapValues(\.count)
    #expect(never.texts("id").allSatisfy { done[$0] == nil })
    #expect((1...20).contains(never.count))
    #expect(done.values.max() ?? 0 > 5 * 12_000 / 250)
  }

  @Test func hasEmptyAndArchivedWorkspacesAndAccessesThatNobodyUses() throws {
    let all = try records(options.get())
    let used = Set(
      all.of("event").map { "\($0["user_id"] ?? "") \($0["workspace_id"] ?? "")" })
    let unused = all.of("membership").filter {
      !used.contains("\($0["user_id"] ?? "") \($0["workspace_id"] ?? "")")
    }
    #expect(all.of("workspace").filter { $0["archived"] as? Bool == true }.count == 2)
    #expect(!all.of("membership").texts("workspace_id").contains("w14"))
    #expect(unused.count > 20 && unused.count < all.of("membership").count / 2)
  }
}
