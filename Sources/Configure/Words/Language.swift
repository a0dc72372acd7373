/// A language's texts from all files that have some, each key from the first one that has it: the
/// publisher's `site.yml` and file, the program's file of the language, English.
package struct Language: Sendable {
  /// As in `<html lang>`: `de`, `pt-BR`.
  package let code: String
  /// From the first to ask to the last, English; with the rule of their language.
  private let layers: [Layer]

  private struct Layer: Sendable {
    let file: WordsFile
    let rule: PluralRule
  }

  /// - Parameters:
  ///   - english: the program's, which says which keys there are, and which places each has.
  ///   - own: the program's of the language, where there is one.
  ///   - overlays: the publisher's, those first that hold over others.
  package init(
    _ code: String, english: WordsFile, own: WordsFile, overlays: [WordsFile]
  ) throws(SettingsError) {
    self.code = code
    let ours = code == Language.english ? [] : overlays + [own]
    let rule = try Language.rule((ours + [english]).compactMap { $0.texts[.plural] }.first)
    let englishRule = try Language.rule(english.texts[.plural])
    let all =
      (code == Language.english ? overlays : ours).map { Layer(file: $0, rule: rule) }
      + [Layer(file: english, rule: englishRule)]
    let models = english.texts(.workspaces)
    for layer in all { try Language.check(layer, models) }
    layers = all
  }

  package static let english = "en"

  private static func rule(_ entry: WordsFile.Entry?) throws(SettingsError) -> PluralRule {
    guard let entry else { return .one }
    let name = entry.forms.first.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    guard let rule = PluralRule(rawValue: name) else {
      let known = PluralRule.allCases.map(\.rawValue).joined(separator: ", ")
      throw entry.error("plural: no rule '\(name)'; there are \(known)")
    }
    return rule
  }

  /// - Parameter models: the entries of English.
  private static func check(
    _ layer: Layer, _ models: [Phrase: WordsFile.Entry]
  ) throws(SettingsError) {
    for phrase in Phrase.allCases {
      guard let model = models[phrase] else { continue }
      try check(layer.file.texts[phrase], phrase, layer.rule, model)
      for noun in Noun.allCases {
        try check(layer.file.nouns[noun]?[phrase], phrase, layer.rule, model)
      }
    }
  }

  /// Whether an entry has the places that English has, and a form for each category.
  private static func check(
    _ entry: WordsFile.Entry?, _ phrase: Phrase, _ rule: PluralRule, _ model: WordsFile.Entry
  ) throws(SettingsError) {
    guard let entry else { return }
    switch (entry.content, model.content) {
    case (.list(let forms), .list(let models)):
      guard forms.count == models.count else {
        throw entry.error("\(phrase.key): expected a list of \(models.count) texts")
      }
    case (.list, _): throw entry.error("\(phrase.key): expected a text, not a list")
    case (_, .list(let models)):
      throw entry.error("\(phrase.key): expected a list of \(models.count) texts")
    case (.plural(let forms), _):
      guard model.isCounted else {
        throw entry.error("\(phrase.key): expected a text, as it changes with no number")
      }
      let categories = rule.categories
      guard Set(forms.keys) == Set(categories) else {
        let names = categories.map(\.rawValue).joined(separator: ", ")
        throw entry.error("\(phrase.key): expected the forms \(names), and no other")
      }
    case (.text, _): break
    }
    for form in entry.forms {
      // A form may say the number in words: "one day ago".
      let needed = model.places.subtracting(model.isCounted ? [.n] : [])
      guard form.places.isSubset(of: model.places), needed.isSubset(of: form.places) else {
        let places = model.places.names.joined(separator: ", ")
        throw entry.error(
          "\(phrase.key): expected "
            + (places.isEmpty ? "no places in braces" : "the places \(places)") + ", as in en.yml")
      }
    }
  }

  /// The texts, with what workspaces are called.
  package func words(_ noun: Noun) -> Words {
    let texts = layers.map { $0.file.texts(noun) }
    var borrowed = 0
    let found = Phrase.allCases.map { phrase in
      let place = texts.firstIndex { $0[phrase] != nil } ?? 0
      if place > 0, place == layers.count - 1 { borrowed += 1 }
      return (texts[place][phrase], layers[place].rule)
    }
    return Words(code, found, borrowed: code == Language.english ? 0 : borrowed)
  }
}

extension WordsFile.Entry {
  /// Whether it changes with a number.
  fileprivate var isCounted: Bool {
    if case .plural = content { true } else { places.contains(.n) }
  }
}
