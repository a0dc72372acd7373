import Bytes

/// Titles that several people have: the index has each once.
struct SearchTitles {
  /// Before the sign of a title, and between a title and its forms.
  static let mark: UInt8 = 14
  static let formsMark: UInt8 = 15
  /// Signs from it on are letters that a script's text may hold as they are.
  private static let firstSign = UInt8(ascii: "0")
  private static let most = 44

  static let none = SearchTitles(EmptyCollection())

  /// The most frequent first, and in code-point order among those that as many have.
  let all: [Text]
  private let places: [Text: Int]

  /// - Parameter titles: of all people.
  init(_ titles: some Sequence<Text>) {
    var counts: [Text: Int] = [:]
    for title in titles where !title.isEmpty { counts[title, default: 0] += 1 }
    let order = counts.filter { $0.value > 1 }
      .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    all = order.prefix(SearchTitles.most).map(\.key)
    places = Dictionary(uniqueKeysWithValues: zip(all, 0...))
  }

  /// What stands for a title in a row; nil for one that stands itself.
  func sign(of title: Text) -> UInt8? {
    places[title].map { SearchTitles.firstSign + UInt8($0) }
  }
}
