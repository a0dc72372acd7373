/// The texts of one file of words, or of `words:` in `site.yml`, with where each stands.
package struct WordsFile: Equatable, Sendable {
  /// A text as the file has it.
  struct Entry: Equatable, Sendable {
    enum Content: Equatable, Sendable {
      case text(Form)
      /// A form for each plural category, in the order of the file.
      case plural([PluralRule.Category: Form])
      /// Names of months or weekdays.
      case list([Form])
    }

    let content: Content
    let file: String
    let line: Int
    let column: Int

    /// All places that any of its forms has.
    var places: Places { forms.reduce(into: []) { $0.formUnion($1.places) } }

    var forms: [Form] {
      switch content {
      case .text(let form): [form]
      case .plural(let forms): Array(forms.values)
      case .list(let forms): forms
      }
    }

    func error(_ what: String) -> SettingsError {
      SettingsError(file: file, line: line, column: column, what: what)
    }
  }

  package static let none = WordsFile()

  var texts: [Phrase: Entry] = [:]
  /// What stands under `nouns`.
  var nouns: [Noun: [Phrase: Entry]] = [:]

  /// Those of a noun, and over them those that hold whatever workspaces are called.
  func texts(_ noun: Noun) -> [Phrase: Entry] {
    texts.merging(nouns[noun] ?? [:]) { whatever, _ in whatever }
  }
}

extension WordsFile {
  /// Reads the text of a file of words, which messages call `file`.
  package init(_ yaml: String, file: String) throws(SettingsError) {
    guard let root = try YAMLNode.parse(yaml, file: file), !root.isNull else {
      self = .none
      return
    }
    try self.init(root, file: file)
  }

  init(_ root: YAMLNode, file: String) throws(SettingsError) {
    self = .none
    let reader = WordsReader(file: file)
    for (key, value) in try reader.pairs(root) {
      if key.text == "nouns" {
        for (name, set) in try reader.pairs(value) {
          guard let noun = name.text.flatMap(Noun.init) else {
            throw reader.unknown(name, Noun.allCases.map(\.rawValue))
          }
          nouns[noun] = try reader.texts(set)
        }
      } else {
        let (phrase, entry) = try reader.text(key, value)
        texts[phrase] = entry
      }
    }
  }
}

private struct WordsReader {
  let file: String

  func pairs(_ node: YAMLNode) throws(SettingsError) -> [(key: YAMLNode, value: YAMLNode)] {
    guard let pairs = try node.uniquePairs(file: file) else {
      throw node.error(file, "expected keys and texts such as 'users: Users'")
    }
    return pairs
  }

  func texts(_ node: YAMLNode) throws(SettingsError) -> [Phrase: WordsFile.Entry] {
    var texts: [Phrase: WordsFile.Entry] = [:]
    for (key, value) in try pairs(node) {
      let (phrase, entry) = try text(key, value)
      texts[phrase] = entry
    }
    return texts
  }

  func text(
    _ key: YAMLNode, _ value: YAMLNode
  ) throws(SettingsError) -> (Phrase, WordsFile.Entry) {
    guard let name = key.text, let phrase = Phrase(key: name) else {
      throw unknown(key, Phrase.keys)
    }
    let entry = WordsFile.Entry(
      content: try content(name, value), file: file, line: key.line, column: key.column)
    return (phrase, entry)
  }

  private func content(
    _ key: String, _ value: YAMLNode
  ) throws(SettingsError) -> WordsFile.Entry.Content {
    if value.text != nil { return .text(try form(key, value)) }
    if let items = value.items {
      var forms: [Form] = []
      for item in items { forms.append(try form(key, item)) }
      return .list(forms)
    }
    var forms: [PluralRule.Category: Form] = [:]
    for (name, text) in try pairs(value) {
      guard let category = name.text.flatMap(PluralRule.Category.init) else {
        throw unknown(name, PluralRule.Category.allCases.map(\.rawValue))
      }
      forms[category] = try form(key, text)
    }
    return .plural(forms)
  }

  private func form(_ key: String, _ value: YAMLNode) throws(SettingsError) -> Form {
    guard let text = value.text, !text.isEmpty else {
      throw value.error(file, "\(key): expected a text")
    }
    do throws(Form.Fault) {
      return try Form(text)
    } catch {
      switch error {
      case .brace:
        throw value.error(file, "\(key): a brace without its other one; write places as {n}")
      case .unknownPlace(let name):
        throw value.error(file, "\(key): there is no place {\(name)}; keep those of en.yml")
      }
    }
  }

  func unknown(_ key: YAMLNode, _ known: [String]) -> SettingsError {
    key.unknownKey(file, among: known)
  }
}
