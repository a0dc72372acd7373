import Foundation

/// A report that the program built from a dump, seen from outside.
struct Report {
  let folder: Scratch
  let ending: Ending

  /// The report as published, by path relative to the site's root.
  func table(_ path: String) throws -> Table {
    let file = folder.url.appendingPathComponent("public").appendingPathComponent(path)
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw Missing(what: "\(path); exit \(ending.status), \(ending.errors)")
    }
    return try Table(bytes)
  }

  func text(_ path: String) throws -> String {
    let file = folder.url.appendingPathComponent("public").appendingPathComponent(path)
    return try String(contentsOf: file, encoding: .utf8)
  }

  /// Table `path`: see `Table.lines`.
  func lines(_ path: String, _ columns: String...) throws -> [String] {
    let table = try table(path)
    let all = try columns.map { try table.lines($0) }
    guard !all.isEmpty else { return try table.lines() }
    return table.rows.indices.map { row in all.map { $0[row] }.joined(separator: "|") }
  }

  /// The figures on top of a page as `label|figure|change`, as read.
  func tiles(_ path: String) throws -> [String] {
    try text(path).components(separatedBy: "<div class=\"tile").dropFirst().map { tile in
      ["dt", "dd class=\"fig\"", "dd class=\"chg\""].map { start in
        let rest = tile.components(separatedBy: "<\(start)>").dropFirst().first ?? ""
        return rest.components(separatedBy: "</\(start.prefix(2))>")[0]
          .replacing(/<[^>]*>/, with: "")
      }.joined(separator: "|")
    }
  }

  /// The rows of a page's tables below the heads, cells between `|`, as read.
  func shownRows(_ path: String) throws -> [String] {
    try text(path).components(separatedBy: "<tr><th scope=\"row\">").dropFirst().map { row in
      row.components(separatedBy: "</tr>")[0].replacing(/<\/t[hd]><td[^>]*>/, with: "|")
        .replacing("<small>", with: " ").replacing(/<[^>]*>/, with: "")
    }
  }

  /// A figure of `index.csv`.
  func figure(_ metric: String) throws -> String { try table("index.csv").cell(metric, "value") }

  /// A cell of `users.csv`.
  func user(_ id: String, _ column: String) throws -> String {
    try table("users.csv").cell(id, column)
  }

  func days(of user: String) throws -> [String] {
    try page(try self.user(user, "page")).lines()
  }

  func workspace(_ id: String) throws -> Table {
    try page(try table("workspaces.csv").cell(id, "page"))
  }

  private func page(_ path: String) throws -> Table {
    guard path.hasSuffix(".html") else { throw Missing(what: ".html at the end of '\(path)'") }
    return try table(path.dropLast(5) + ".csv")
  }

  /// The reasons of `quality.csv` that have records, as `reason|records`, sorted.
  func rejects() throws -> [String] {
    try quality().filter { !$0.hasPrefix("note:") }
  }

  func notes() throws -> [String] {
    try quality().filter { $0.hasPrefix("note:") }
  }

  private func quality() throws -> [String] {
    try lines("quality.csv", "reason", "records").filter { !$0.hasSuffix("|0") }.sorted()
  }

  /// Where the first example of `reason` stands, as `file|line|column`.
  func place(_ reason: String) throws -> String {
    let table = try table("quality.csv")
    return try ["file", "line", "column"].map { try table.cell(reason, $0) }
      .joined(separator: "|")
  }

  /// Hours of `hours.csv` with events, as `weekday|hour|events`.
  func hours() throws -> [String] { try lines("hours.csv").filter { !$0.hasSuffix("|0") } }

  /// Rows of a leaderboard as `rank|change|user_id|score`.
  func board(_ period: String) throws -> [String] {
    try lines("leaderboard/\(period).csv", "rank", "change", "user_id", "score")
  }

  /// The names of all leaderboards, sorted.
  func periods() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("public/leaderboard"))
      .filter { $0.hasSuffix(".csv") && $0 != "index.csv" }.map { String($0.dropLast(4)) }.sorted()
  }

  /// The days of a period with anybody on its leaderboard, as `from|to`.
  func span(_ period: String) throws -> String? {
    try lines("leaderboard/\(period).csv", "from", "to").first
  }
}

/// Builds `dump`, one file `dump.json`, with `options`; `settings` is the text of a `site.yml`.
func build(_ dump: String, _ options: String..., settings: String? = nil) throws -> Report {
  try build(files: ["dump.json": Data(dump.utf8)], options: options, settings: settings)
}

/// Writes `files` to a folder of their own and builds from `arguments`, paths
/// in that folder (all of `files`, by name, where none is given), and `-`.
func build(
  files: [String: Data], from arguments: [String]? = nil, options: [String] = [],
  settings: String? = nil, input: Data = Data()
) throws -> Report {
  let scratch = try Scratch()
  for (name, bytes) in files { try scratch.write(bytes, to: "in/\(name)") }
  let dumps = (arguments ?? files.keys.sorted()).map { $0 == "-" ? $0 : scratch.path("in/\($0)") }
  var options = options
  if let settings {
    try scratch.write(settings, to: "site/site.yml")
    options += ["--site", scratch.path("site")]
  }
  let ending = try Program.run(
    ["build"] + dumps + ["--output", scratch.path("public")] + options, input: input)
  return Report(folder: scratch, ending: ending)
}

/// A dump in short. A user, workspace, membership or event that begins with `{`
/// is JSON as it stands; else a user or workspace is its id, a membership is
/// `user workspace`, and an event `user type time [count [workspace]]`.
func dump(
  zone: String = "UTC", asOf: String, users: [String], workspaces: [String] = [],
  memberships: [String] = [], events: [String] = []
) -> String {
  func records(_ lines: [String], _ keys: [String]) -> String {
    lines.map { line in
      if line.utf8.first == UInt8(ascii: "{") { return line }
      let fields = zip(keys, line.split(separator: " ")).map { key, value in
        key == "count" ? "\"count\": \(value)" : "\"\(key)\": \"\(value)\""
      }
      return "{\(fields.joined(separator: ", "))}"
    }.joined(separator: ",\n")
  }
  return """
    {"organization": {"id": "acme", "name": "Acme", "time_zone": "\(zone)", "exported_at": "\(asOf)"},
    "users": [\(records(users, ["id"]))],
    "workspaces": [\(records(workspaces, ["id"]))],
    "memberships": [\(records(memberships, ["user_id", "workspace_id"]))],
    "events": [\(records(events, ["user_id", "type", "at", "count", "workspace_id"]))]}
    """
}
