/// All texts that the readers of a report see, in its language, ready to be printed.
package final class Words: Sendable {
  /// As in `<html lang>`.
  package let language: String
  /// How many of them are English, as the language's files lack them.
  package let borrowed: Int
  package let numbers: NumberFormat
  /// From January, and from Monday on.
  package let months: [[UInt8]]
  package let monthsAlone: [[UInt8]]
  package let weekdays: [[UInt8]]
  /// By phrase: the text, or its form `other`; what is at places is left out.
  private let texts: [[UInt8]]
  /// By phrase: the one form, one for each item of a list, or one for each plural category.
  private let forms: [[Form]]
  /// By phrase; nil where a text does not change with a number.
  private let rules: [PluralRule?]

  init(_ language: String, _ found: [(WordsFile.Entry?, PluralRule)], borrowed: Int) {
    self.language = language
    self.borrowed = borrowed
    rules = found.map { entry, rule in
      if case .plural = entry?.content { rule } else { nil }
    }
    forms = found.map { entry, _ in
      switch entry?.content {
      case .text(let form): [form]
      case .list(let forms): forms
      case .plural(let forms): Words.forms(forms)
      case nil: [Form.none]
      }
    }
    texts = forms.map { $0.last?.bytes ?? [] }
    numbers = NumberFormat(
      sign: texts[Phrase.group.rawValue],
      from: Int(String(decoding: texts[Phrase.groupFrom.rawValue], as: UTF8.self)) ?? 4)
    months = forms[Phrase.months.rawValue].map(\.bytes)
    monthsAlone = forms[Phrase.monthsAlone.rawValue].map(\.bytes)
    weekdays = forms[Phrase.weekdays.rawValue].map(\.bytes)
  }

  /// In the order of the categories; those that the rule never asks for are the last one's.
  private static func forms(_ forms: [PluralRule.Category: Form]) -> [Form] {
    let last = forms[.other] ?? forms[.many] ?? .none
    return PluralRule.Category.allCases.map { forms[$0] ?? last }
  }

  /// A text without places.
  package subscript(phrase: Phrase) -> [UInt8] { texts[phrase.rawValue] }

  /// A text that a template can name by its key: the same on each page, whatever it is about and
  /// whatever workspaces are called; nil where there is none.
  package func ofTemplates(_ key: String) -> [UInt8]? {
    if key == Words.languageKey { return Array(language.utf8) }
    return Phrase(key: key).flatMap { isOfTemplates($0) ? self[$0] : nil }
  }

  /// All that a template can name.
  package var keysOfTemplates: [String] {
    (Phrase.allCases.filter(isOfTemplates).map(\.key) + [Words.languageKey]).sorted()
  }

  private static let languageKey = "language"

  private func isOfTemplates(_ phrase: Phrase) -> Bool {
    phrase.rawValue < Phrase.nouns.startIndex && forms[phrase.rawValue].count == 1
      && forms[phrase.rawValue][0].places.isEmpty
  }

  package func string(_ phrase: Phrase) -> String { String(decoding: self[phrase], as: UTF8.self) }

  /// The pieces of a text, in the form for a number where it changes with one.
  package func pieces(_ phrase: Phrase, _ number: Int?) -> [Form.Piece] {
    let forms = forms[phrase.rawValue]
    guard let rule = rules[phrase.rawValue] else { return forms[0].pieces }
    let category = rule.category(of: Int((number ?? 0).magnitude))
    return forms[category.order].pieces
  }

  /// The items of a list; nil for a text.
  package func list(_ phrase: Phrase) -> [[UInt8]]? {
    switch phrase {
    case .months: months
    case .monthsAlone: monthsAlone
    case .weekdays: weekdays
    default: nil
    }
  }

  /// The plural forms of a text by their categories; nil where it does not change with a number.
  package func plurals(_ phrase: Phrase) -> [(name: String, pieces: [Form.Piece])]? {
    rules[phrase.rawValue]?.categories.map {
      ($0.rawValue, forms[phrase.rawValue][$0.order].pieces)
    }
  }
}

extension PluralRule.Category {
  fileprivate var order: Int {
    switch self {
    case .zero: 0
    case .one: 1
    case .two: 2
    case .few: 3
    case .many: 4
    case .other: 5
    }
  }
}
