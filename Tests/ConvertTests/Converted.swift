import Bytes
import Configure
import Convert
import Foundation
import Synchronization

/// What inputs become, each record in one spelling.
struct Converted {
  /// Sorted.
  private(set) var lines: [String] = []
  private(set) var text = ""

  init(_ inputs: [String], people rules: [PeopleRule] = [], threads: Int = 2) throws {
    let inputs = try Inputs(InputFiles(inputs.map { FilePath($0) }, archives: true))
    let exports = Exports(inputs, threads: threads)
    let printed = Mutex<[UInt8]>([])
    try exports.learn { lines in printed.withLock { $0 += lines.bytes } }
    try exports.readNames()
    let natives = NativeUsers()
    var users: [String: [String: Any]] = [:]
    for user in try inputs.native.flatMap(Converted.users) {
      users[user["id"] as? String ?? ""] = user.filter { $0.key != "kind" }
      let bytes = try JSONSerialization.data(withJSONObject: user)
      let window = Window(capacity: bytes.count)
      window.append(Array(bytes))
      natives.add(window.bytes, at: Position(source: 0, offset: users.count))
    }
    let population = Population(
      exports.told(), natives: natives,
      isNative: { [ids = Set(users.keys)] in ids.contains($0.string) }, rules: rules)
    printed.withLock {
      $0 += population.joinedNatives.bytes
      $0 += population.lines(without: [], aliases: population.aliases).bytes
    }
    try exports.printEvents(of: PrintedPeople(population, dropped: [])) { lines in
      printed.withLock { $0 += lines.bytes }
    }
    text = printed.withLock { String(decoding: $0, as: UTF8.self) }
    lines = text.split(separator: "\n").map { Converted.spelling(String($0)) }
    let replaced = Set(population.replaced.map(\.string))
    for (id, user) in users where !replaced.contains(id) {
      lines.append(Converted.spelling("user", user))
    }
    lines += population.notes.map { "note: \($0.key.name): \($0.value.records)" }
    lines.sort()
  }

  /// Users of a native dump, a document or lines.
  private static func users(of source: Source) throws -> [[String: Any]] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: source.path.text))
    if let document = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any],
      let users = document["users"] as? [[String: Any]]
    {
      return users
    }
    return try bytes.split(separator: 10).compactMap {
      try JSONSerialization.jsonObject(with: $0) as? [String: Any]
    }
  }

  /// `KIND {…}` with sorted keys and without what is absent; of a record that the native rules
  /// reject for its shape the reason.
  static func spelling(_ line: String) -> String {
    let json = try? JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
    guard let value = json else { return "invalid_json" }
    guard var record = value as? [String: Any] else { return "wrong_type" }
    let kind = record.removeValue(forKey: "kind") as? String ?? ""
    return spelling(kind, record)
  }

  /// An example's line in the same spelling.
  static func spelling(example line: String) -> String {
    guard let brace = line.firstIndex(of: "{"), !line.hasPrefix("note: "),
      let record = try? JSONSerialization.jsonObject(with: Data(line[brace...].utf8)),
      let record = record as? [String: Any]
    else { return line }
    return spelling(String(line[..<line.index(before: brace)]), record)
  }

  private static func spelling(_ kind: String, _ all: [String: Any]) -> String {
    var record = all
    record["accounts"] = nil
    record = record.filter { !($0.value is NSNull) && $0.value as? String != "" }
    // Both are what a record without them means.
    for flag in ["bot", "archived"] where record[flag] as? Bool == false { record[flag] = nil }
    let required: [String: [String]] = [
      "user": ["id"], "workspace": ["id"], "membership": ["user_id", "workspace_id"],
      "event": ["user_id", "type", "at"],
    ]
    for field in required[kind] ?? [] {
      guard let value = record[field] else { return "missing_field" }
      if field == "at", (value as? NSNumber)?.doubleValue == 0 { return "missing_field" }
      if field != "at", !(value is String) { return "wrong_type" }
    }
    let sorted = try? JSONSerialization.data(
      withJSONObject: record, options: [.sortedKeys, .withoutEscapingSlashes])
    return "\(kind) \(String(decoding: sorted ?? Data(), as: UTF8.self))"
  }
}
