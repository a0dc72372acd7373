import Bytes
import Civil

extension Settings {
  static let keys = [
    "title", "time_zone", "points", "leaderboard_exclude", "opt_out", "accent", "logo",
    "navigation", "keep", "people", "language", "words", "contact", "zip",
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
    guard let root = try YAMLNode.parse(yaml, file: file), !root.isNull else { return }
    guard let pairs = try root.uniquePairs(file: file) else {
      throw error(root, "expected keys and values such as 'title: Usage report'")
    }
    for (key, value) in pairs {
      guard let name = key.text, Settings.keys.contains(name) else {
        throw unknown(key, Settings.keys)
      }
      // What stands below it may be a comment still, as in `opt_out:` with `# - u42`.
      guard !value.isEmpty else {
        throw error(key, "\(name): has no value; give one, or take the key out")
      }
      if !value.isNull { try set(name, value) }
    }
  }

  private mutating func set(_ key: String, _ value: YAMLNode) throws(SettingsError) {
    switch key {
    case "title": settings.title = try text(key, value)
    case "contact": settings.contact = try text(key, value)
    case "zip": settings.zip = try flag(key, value)
    case "time_zone": settings.timeZone = try zone(key, value)
    case "points": try setPoints(value)
    case "leaderboard_exclude": settings.leaderboardExclude = try texts(key, value)
    case "opt_out": settings.optOut = try texts(key, value)
    case "people": settings.people = try people(key, value)
    case "accent": settings.accent = try colour(key, value)
    case "logo": settings.logo = try fileName(key, value)
    case "language": settings.language = try language(key, value)
    case "words": settings.words = try WordsFile(value, file: file)
    case "keep": settings.keep = try paths(key, value)
    default: settings.navigation = try links(key, value)
    }
  }

  private func text(_ key: String, _ value: YAMLNode) throws(SettingsError) -> String {
    guard let text = value.text, !text.isEmpty else {
      throw error(value, "\(key): expected a text")
    }
    return text
  }

  private func flag(_ key: String, _ value: YAMLNode) throws(SettingsError) -> Bool {
    switch value.text {
    case "true": return true
    case "false": return false
    default: throw error(value, "\(key): expected true or false")
    }
  }

  /// The name of a file of words, without its ending.
  private func language(_ key: String, _ value: YAMLNode) throws(SettingsError) -> String {
    let code = try text(key, value)
    guard code.utf8.count <= 35, code.utf8.first != UInt8(ascii: "-"),
      code.utf8.allSatisfy({ BaseURL.isAlphanumeric($0) || $0 == UInt8(ascii: "-") })
    else { throw error(value, "\(key): expected a language's tag such as de or pt-BR") }
    return code
  }

  private func texts(_ key: String, _ value: YAMLNode) throws(SettingsError) -> [String] {
    guard let items = value.items else {
      throw error(value, "\(key): expected a list of ids, one a line after '- '")
    }
    var ids: [String] = []
    for item in items { ids.append(try text(key, item)) }
    return ids
  }

  /// A slash at the end changes nothing.
  private func paths(_ key: String, _ value: YAMLNode) throws(SettingsError) -> [String] {
    guard let items = value.items else {
      throw error(value, "\(key): expected a list of paths in the report, one a line after '- '")
    }
    var paths: [String] = []
    for item in items {
      let path = try text(key, item)
      var names = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      if names.last == "" { names.removeLast() }
      guard !names.isEmpty, names != [".rollcall"], !path.utf8.contains(0),
        !names.contains(where: ["", ".", ".."].contains)
      else {
        throw error(
          item, "\(key): expected a path in the report, such as .well-known or robots.txt")
      }
      paths.append(names.joined(separator: "/"))
    }
    return paths
  }

  private func people(_ key: String, _ value: YAMLNode) throws(SettingsError) -> [PeopleRule] {
    let shape = "expected a list of '- same: [ID, ID]' and '- apart: [ID, ID]'"
    guard let items = value.items else { throw error(value, "\(key): \(shape)") }
    var rules: [PeopleRule] = []
    for item in items {
      guard let pairs = try item.uniquePairs(file: file), pairs.count == 1,
        let (name, ids) = pairs.first
      else {
        throw error(item, "\(key): \(shape)")
      }
      switch name.text {
      case "same": rules.append(.same(try texts("same", ids)))
      case "apart": rules.append(.apart(try texts("apart", ids)))
      default: throw error(name, "\(key): \(shape)")
      }
    }
    return rules
  }

  private func zone(_ key: String, _ value: YAMLNode) throws(SettingsError) -> String {
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

  private mutating func setPoints(_ value: YAMLNode) throws(SettingsError) {
    guard let pairs = try value.uniquePairs(file: file) else {
      throw error(value, "points: expected a number for each event type, such as 'login: 0'")
    }
    for (type, points) in pairs {
      guard let name = type.text, let number = points.text,
        number.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(number),
        (0...1000).contains(count)
      else { throw error(points, "points: expected a whole number from 0 to 1000") }
      settings.points[Array(name.utf8)] = count
    }
  }

  private func colour(_ key: String, _ value: YAMLNode) throws(SettingsError) -> String {
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

  private func fileName(_ key: String, _ value: YAMLNode) throws(SettingsError) -> String {
    let name = try text(key, value)
    guard !name.utf8.contains(UInt8(ascii: "/")), name.utf8.first != UInt8(ascii: ".") else {
      throw error(value, "\(key): expected the name of a file in site/assets")
    }
    return name
  }

  private func links(_ key: String, _ value: YAMLNode) throws(SettingsError) -> [Settings.Link] {
    guard let items = value.items else {
      throw error(value, "\(key): expected a list of '- title: …' with 'to: …'")
    }
    var links: [Settings.Link] = []
    for item in items {
      guard let pairs = try item.uniquePairs(file: file) else {
        throw error(item, "\(key): expected 'title' and 'to'")
      }
      for (name, _) in pairs where name.text != "title" && name.text != "to" {
        throw unknown(name, ["title", "to"])
      }
      guard let title = item["title"]?.text, let to = item["to"]?.text,
        !title.isEmpty, isSafe(to)
      else {
        throw error(item, "\(key): expected 'title', and 'to' with a page or an https address")
      }
      links.append(Settings.Link(title: title, address: to))
    }
    return links
  }

  /// A relative path in the report, without scheme, or `https://`.
  private func isSafe(_ address: String) -> Bool {
    if address.hasPrefix("https://") { return address.utf8.count > 8 }
    let bytes = address.utf8
    // Browsers drop blanks and control characters before they look where an address leads.
    return !bytes.isEmpty && bytes.first != UInt8(ascii: "/")
      && !address.split(whereSeparator: "/?#".contains).contains("..")
      && bytes.allSatisfy {
        $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "\\")
      }
  }

  private func unknown(_ key: YAMLNode, _ known: [String]) -> SettingsError {
    key.unknownKey(file, among: known)
  }

  private func error(_ node: YAMLNode, _ what: String) -> SettingsError { node.error(file, what) }
}
