/// Which form of a counted text a whole number takes: the cardinal rules of Unicode's CLDR.
package enum PluralRule: String, CaseIterable, Sendable {
  /// Japanese, Chinese, Korean, Indonesian, Thai, Vietnamese.
  case none
  /// English, German, Dutch, the Scandinavian languages, Turkish, Hungarian, Greek.
  case one
  /// French.
  case french
  /// Spanish, Italian.
  case spanish
  case polish
  /// Russian, Ukrainian.
  case russian
  /// Czech, Slovak.
  case czech
  case arabic

  package enum Category: String, CaseIterable, Sendable { case zero, one, two, few, many, other }

  /// Those that a text has a form for.
  package var categories: [Category] {
    switch self {
    case .none: [.other]
    case .one: [.one, .other]
    case .french, .spanish: [.one, .many, .other]
    // Fractions alone are `other` here, and no number of a report is one.
    case .polish, .russian: [.one, .few, .many]
    case .czech: [.one, .few, .other]
    case .arabic: [.zero, .one, .two, .few, .many, .other]
    }
  }

  /// The category of a number, which is not negative.
  package func category(of number: Int) -> Category {
    switch self {
    case .none: .other
    case .one: number == 1 ? .one : .other
    case .french: number < 2 ? .one : isMillions(number) ? .many : .other
    case .spanish: number == 1 ? .one : isMillions(number) ? .many : .other
    case .polish: number == 1 ? .one : isFew(number) ? .few : .many
    case .russian:
      number % 10 == 1 && number % 100 != 11 ? .one : isFew(number) ? .few : .many
    case .czech: number == 1 ? .one : (2...4).contains(number) ? .few : .other
    case .arabic: arabic(number)
    }
  }

  private func isMillions(_ number: Int) -> Bool { number > 0 && number % 1_000_000 == 0 }

  /// 2 to 4 at the end, but not 12 to 14.
  private func isFew(_ number: Int) -> Bool {
    (2...4).contains(number % 10) && !(12...14).contains(number % 100)
  }

  private func arabic(_ number: Int) -> Category {
    switch (number, number % 100) {
    case (0, _): .zero
    case (1, _): .one
    case (2, _): .two
    case (_, 3...10): .few
    case (_, 11...99): .many
    default: .other
    }
  }
}
