import Civil
import Yams

extension Settings {
  static let keys = [
    "title", "time_zone", "points", "leaderboard_exclude", "opt_out", "accent", "logo",
    "navigation",
  ]

  /// Reads the text of a `site.yml`, which messages call `file`.
  package static func parse(_ yaml: String, file: String) throws(SettingsError) -> Settings {
    var reader = SettingsReader(file: file)
    try reader.read(yaml)
    return reader.settings
  }
}

private struct SettingsReader {
  let file: String
  private(set) var settings = Settings()

  init(file: String) { self.file = file }

  mutating func read(_ yaml: String) throws(SettingsError) {
    guard let root = try compose(yaml), !isNull(root) else { return }
    guard let mapping = root.mapping else {
      throw error(root, "expected keys and values such as 'title: Usage report'")
    }
    for (key, value) in mapping {
      guard let name = key.string, Settings.keys.contains(name) else {
        throw unknown(key, Settings.keys)
      }
      if !isNull(value) { try set(name, value) }
    }
  }

  private func compose(_ yaml: String) throws(SettingsError) -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch let failure as YamlError {
      switch failure {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw SettingsError(
          file: file, line: mark.line, column: mark.column,
          what: "not valid YAML (\(problem)); compare with the site.yml that rollcall ships")
      case .duplicatedKeysInMapping(let keys, let context):
        throw SettingsError(
          file: file, line: context.mark.line, column: context.mark.column,
          what: "the key '\(keys.first ?? "?")' comes more than once; keep one of them")
      default:
        throw SettingsError(
          file: file, line: 1, column: 1,
          what: "not valid YAML; compare with the site.yml that rollcall ships")
      }
    } catch {
      throw SettingsError(
        file: file, line: 1, column: 1,
        what: "not valid YAML; compare with the site.yml that rollcall ships")
    }
  }

  private mutating func set(_ key: String, _ value: Node) throws(SettingsError) {
    switch key {
    case "title": settings.title = try text(key, value)
    case "time_zone": settings.timeZone = try zone(key, value)
    case "points": try setPoints(value)
    case "leaderboard_exclude": settings.leaderboardExclude = try texts(key, value)
    case "opt_out": settings.optOut = try texts(key, value)
    case "accent": settings.accent = try colour(key, value)
    case "logo": settings.logo = try fileName(key, value)
    default: settings.navigation = try links(key, value)
    }
  }

  private func text(_ key: String, _ value: Node) throws(SettingsError) -> String {
    guard let text = value.scalar?.string, !text.isEmpty else {
      throw error(value, "\(key): expected a text")
    }
    return text
  }

  private func texts(_ key: String, _ value: Node) throws(SettingsError) -> [String] {
    guard let sequence = value.sequence else {
      throw error(value, "\(key): expected a list of ids, one a line after '- '")
    }
    var ids: [String] = []
    for item in sequence { ids.append(try text(key, item)) }
    return ids
  }

  private func zone(_ key: String, _ value: Node) throws(SettingsError) -> String {
    let name = try text(key, value)
    do {
      _ = try Zone.load(name)
    } catch {
      switch error {
      case .unknown(_, let suggestion):
        let cure =
          suggestion.map { "; did you mean '\($0)'?" } ?? "; use a name such as Europe/Berlin"
        throw self.error(value, "\(key): no time zone '\(name)'\(cure)")
      case .noZoneFiles(let folder):
        throw self.error(value, "\(key): \(ZoneError.noZoneFiles(in: folder))")
      }
    }
    return name
  }

  private mutating func setPoints(_ value: Node) throws(SettingsError) {
    guard let mapping = value.mapping else {
      throw error(value, "points: expected a number for each event type, such as 'login: 0'")
    }
    for (type, points) in mapping {
      guard let name = type.scalar?.string, let number = points.scalar?.string,
        number.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(number),
        (0...1000).contains(count)
      else { throw error(points, "points: expected a whole number from 0 to 1000") }
      settings.points[name] = count
    }
  }

  private func colour(_ key: String, _ value: Node) throws(SettingsError) -> String {
    let colour = try text(key, value)
    let digits = colour.utf8.dropFirst()
    let isHex = digits.allSatisfy { byte in
      (48...57).contains(byte) || (97...102).contains(byte | 0x20)
    }
    guard colour.utf8.first == UInt8(ascii: "#"), digits.count == 6, isHex else {
      throw error(value, "\(key): expected a colour such as \"#2456c7\", in quotes")
    }
    return colour
  }

  private func fileName(_ key: String, _ value: Node) throws(SettingsError) -> String {
    let name = try text(key, value)
    guard !name.utf8.contains(UInt8(ascii: "/")), name.utf8.first != UInt8(ascii: ".") else {
      throw error(value, "\(key): expected the name of a file in site/assets")
    }
    return name
  }

  private func links(_ key: String, _ value: Node) throws(SettingsError) -> [Settings.Link] {
    guard let sequence = value.sequence else {
      throw error(value, "\(key): expected a list of '- title: …' with 'to: …'")
    }
    var links: [Settings.Link] = []
    for item in sequence {
      guard let mapping = item.mapping else {
        throw error(item, "\(key): expected 'title' and 'to'")
      }
      for (name, _) in mapping where name.string != "title" && name.string != "to" {
        throw unknown(name, ["title", "to"])
      }
      guard let title = mapping["title"]?.scalar?.string, let to = mapping["to"]?.scalar?.string,
        !title.isEmpty, isSafe(to)
      else {
        throw error(item, "\(key): expected 'title', and 'to' with a page or an https address")
      }
      links.append(Settings.Link(title: title, address: to))
    }
    return links
  }

  /// A relative path without scheme, or `https://`.
  private func isSafe(_ address: String) -> Bool {
    if address.hasPrefix("https://") { return address.utf8.count > 8 }
    let bytes = address.utf8
    return !bytes.isEmpty && bytes.first != UInt8(ascii: "/")
      && !bytes.contains(UInt8(ascii: ":")) && !bytes.contains(UInt8(ascii: "\\"))
  }

  private func isNull(_ node: Node) -> Bool { node.null != nil }

  private func unknown(_ key: Node, _ known: [String]) -> SettingsError {
    let name = key.string ?? "?"
    let cure =
      nearest(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? "known are \(known.joined(separator: ", "))"
    return error(key, "unknown key '\(name)'; \(cure)")
  }

  private func error(_ node: Node, _ what: String) -> SettingsError {
    let mark = node.mark
    return SettingsError(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, what: what)
  }
}
