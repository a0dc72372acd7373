import Bytes

// What files of settings and of words have alike: their faults, each with its place.

extension YAMLNode {
  /// The one document of `yaml`, which messages call `file`; nil without any.
  static func parse(_ yaml: String, file: String) throws(SettingsError) -> YAMLNode? {
    do {
      return try parse(yaml)
    } catch {
      throw SettingsError(
        file: file, line: error.line, column: error.column,
        what: "not valid YAML (\(error.problem)); compare with the file that rollcall ships")
    }
  }

  /// Keys and values, no key twice; nil unless a mapping.
  func uniquePairs(file: String) throws(SettingsError) -> [(key: YAMLNode, value: YAMLNode)]? {
    guard let pairs else { return nil }
    var seen: Set<[UInt8]> = []
    for (key, _) in pairs {
      guard let name = key.text else { continue }
      if !seen.insert(Array(name.utf8)).inserted {
        throw key.error(file, "the key '\(name)' comes more than once; keep one of them")
      }
    }
    return pairs
  }

  func unknownKey(_ file: String, among known: [String]) -> SettingsError {
    let name = text ?? "?"
    let cure =
      nearest(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? (known.count > 40
        ? "the keys are those of the program's words/en.yml"
        : "known are \(known.joined(separator: ", "))")
    return error(file, "unknown key '\(name)'; \(cure)")
  }

  func error(_ file: String, _ what: String) -> SettingsError {
    SettingsError(file: file, line: line, column: column, what: what)
  }
}
