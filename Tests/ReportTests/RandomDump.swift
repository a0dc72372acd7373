import Foundation

/// A small dump by chance, always the same for a seed, with all that makes hours and
/// records hard: zones with odd offsets, hours that are skipped and that come twice,
/// equal seconds, dates, bad records, ids that need escapes.
struct RandomDump {
  /// Somebody whose id and name stand in no other word.
  static let optedOut = "opted-out-7"
  private static let zones = [
    "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "America/St_Johns",
    "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran", "UTC", "America/Sao_Paulo",
  ]
  /// In 2026 clocks change then in Berlin, on Lord Howe and Chatham, in St John's.
  private static let turns = [
    1_774_746_000, 1_792_890_000, 1_775_314_800, 1_791_043_200, 1_775_311_200, 1_790_431_200,
    1_772_955_000, 1_793_511_000, 0, 1_767_225_600,
  ]

  let zone: String
  /// nil where the newest event says.
  private(set) var asOf: String?
  /// Organization, users, workspaces and memberships.
  private(set) var directory: [(section: String, record: String)] = []
  private(set) var events: [String] = []
  private var seed: UInt64

  init(seed: UInt64) {
    self.seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    zone = RandomDump.zones[Int(seed) % RandomDump.zones.count]
    makeDirectory()
    for _ in 0..<220 { events.append(event()) }
    events += RandomDump.bad
    for index in events.indices.dropFirst() { events.swapAt(index, chance(index + 1)) }
  }

  private mutating func chance(_ bound: Int) -> Int {
    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(seed >> 33) % bound
  }

  private mutating func one(_ texts: [String]) -> String { texts[chance(texts.count)] }

  private static let users = [
    #""u1""#, #""u2""#, "7", #""7 8""#, #""q\"\\uote""#, #""nul\u0000\n""#, #""ä😀""#,
  ]
  private static let workspaces = [#""w1""#, #""w\"2""#, "12345678901234567890"]

  private mutating func makeDirectory() {
    asOf = one(["\"2026-10-25T00:45:30Z\"", "1793511111", "null", "\"2026-11-24\""])
    directory.append(
      (
        "organization",
        #"{"id":"acme","name":"Acme","time_zone":"\#(zone)","exported_at":\#(asOf ?? "")}"#
      ))
    if asOf == "null" { asOf = nil }
    for user in RandomDump.users + ["\"\(RandomDump.optedOut)\"", #""u1""#] {
      let login = one(["null", "\"2026-10-25T00:30:00Z\"", "1792890000", "4000000000", "\"never\""])
      let name = user.contains(RandomDump.optedOut) ? RandomDump.optedOut : "N \(chance(4))"
      directory.append(
        (
          "users",
          #"{"id":\#(user),"name":"\#(name)","bot":\#(chance(6) == 0),"last_login_at":\#(login)}"#
        ))
    }
    directory += RandomDump.workspaces.map { ("workspaces", #"{"id":\#($0),"name":"W"}"#) }
    for _ in 0..<12 {
      let (user, workspace) = (one(RandomDump.users + ["5"]), one(RandomDump.workspaces + ["6"]))
      directory.append(("memberships", #"{"user_id":\#(user),"workspace_id":\#(workspace)}"#))
    }
    directory.append(("users", #"{"name":"no id"}"#))
    directory.append(
      ("memberships", #"{"user_id":"\#(RandomDump.optedOut)","workspace_id":"w1"}"#))
  }

  private mutating func event() -> String {
    let user = one(RandomDump.users + [#""u1""#, #""u1""#, "404", "\"\(RandomDump.optedOut)\""])
    let type = one(["login", "login", "task", "task", "a\\\"b", "logout", "Login"])
    let workspace = one(RandomDump.workspaces + ["null", #""w1""#, "404", "1.5"])
    let count = one(["null", "1", "2", "999999", "1000000", #""""#])
    return #"{"kind":"event","user_id":\#(user),"type":"\#(type)","at":\#(time()),"#
      + #""workspace_id":\#(workspace),"count":\#(count),"x":[1.5,{}]}"#
  }

  /// Near a turn of the clock, now and then on the very second, written in any way.
  private mutating func time() -> String {
    let near = [0, chance(3) * 900, chance(7200) - 3600, chance(3_000_000) - 1_500_000]
    let seconds = max(1, RandomDump.turns[chance(RandomDump.turns.count)] + near[chance(4)])
    switch chance(6) {
    case 0: return "\"\(seconds).9\""
    case 1: return "\(seconds)\(seconds > 100_000_000 ? "500" : "")"
    case 2: return #""2026-10-2\#(chance(10))""#
    case 3:
      return one([#""2011-12-30""#, #""1970-01-01T00:00:00Z""#, #""2026-10-25T03:30:60+02:00""#])
    default: return "\(seconds)"
    }
  }

  private static let bad = [
    #"{"kind":"event","user_id":"u1","type":"task","at":"soon"}"#,
    #"{"kind":"event","user_id":"u1","type":"task","at":1790000000,"count":0}"#,
    #"{"kind":"event","user_id":"u1","type":5,"at":1790000000}"#,
    #"{"kind":"event","user_id":"u1","at":1790000000}"#,
    #"{"kind":"event","user_id":"\#(optedOut)","at":"soon"}"#,
    #"{"kind":"event","user_id":"\#(optedOut)" "at":1790000000}"#,
    #"{"kind":"event",  "user_id":"u1","type":"task","at":1790000000,"count":7}"#, "{x y}", "[]",
    "null", "{}",
  ]

  private var isDocument: Bool { zone.utf8.count % 2 == 0 }
  var name: String { isDocument ? "dump.json" : "dump.ndjson" }

  /// All of it, or one half of its events and, in the first one, its directory.
  func text(half: Int? = nil) -> String {
    let events = events.enumerated().filter { half == nil || $0.offset % 2 == half }.map(\.element)
    let directory = half == 1 ? [] : directory
    return isDocument ? document(directory, events) : lines(directory, events)
  }

  /// Events before and behind the others; blank lines, CRLF, marks that begin no file.
  private func lines(_ directory: [(section: String, record: String)], _ events: [String]) -> String
  {
    let others = directory.map { section, record in
      let kind = section == "organization" ? section : String(section.dropLast())
      return #"{"kind":"\#(kind)",\#(record.dropFirst())"#
    }
    let odd = [
      "", "\u{FEFF}{}", "{\"kind\":\"team\"}", "{\"kind\":\"event\",\r\"user_id\":\"u1\"}",
    ]
    return "\u{FEFF}"
      + (events.prefix(60) + others + odd + events.dropFirst(60))
      .joined(separator: "\r\n")
  }

  private func document(
    _ directory: [(section: String, record: String)], _ events: [String]
  ) -> String {
    func section(_ name: String) -> String {
      let records = directory.filter { $0.section == name }.map(\.record)
      return "\"\(name)\": [\n  \(records.joined(separator: ",\n  "))]"
    }
    let organization = directory.first { $0.section == "organization" }?.record ?? "null"
    return """
      {"events": [\(events.prefix(60).joined(separator: " , "))], "unknown": {"a": [1]},
      "organization": \(organization), "users": {"u1": 5},
      \(["users", "workspaces", "memberships"].map(section).joined(separator: ",\n")),
      "events": [\(events.dropFirst(60).joined(separator: ",\n"))]}
      """
  }
}
