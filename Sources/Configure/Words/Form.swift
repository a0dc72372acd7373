extension Phrase {
  /// What a text has in braces: `{n}`.
  package enum Place: String, CaseIterable, Sendable {
    /// The number that a text changes with.
    case n
    case ago, before, change, closed, column, date, dates, day, days, dormant, events, file, files
    case from, line, month, name, names, never, opted, organization, period, role, shown, size
    case status, time, title, to, total, type, weekday, year, zone
  }
}

/// A text, cut at its places.
package struct Form: Equatable, Sendable {
  package enum Piece: Equatable, Sendable {
    /// UTF-8.
    case bytes([UInt8])
    case place(Phrase.Place)
  }

  package let pieces: [Piece]
  let places: Places

  /// Without what is at its places.
  var bytes: [UInt8] {
    pieces.flatMap { piece -> [UInt8] in
      if case .bytes(let bytes) = piece { bytes } else { [] }
    }
  }

  /// Why a text is none.
  enum Fault: Error {
    case brace
    case unknownPlace(String)
  }

  init(_ text: String) throws(Fault) {
    var pieces: [Piece] = []
    var places: Places = []
    var rest = Array(text.utf8)[...]
    while let open = rest.firstIndex(where: { [UInt8(ascii: "{"), UInt8(ascii: "}")].contains($0) })
    {
      guard rest[open] == UInt8(ascii: "{"),
        let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
      else { throw .brace }
      if open > rest.startIndex { pieces.append(.bytes(Array(rest[..<open]))) }
      let name = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
      guard let place = Phrase.Place(rawValue: name) else { throw .unknownPlace(name) }
      pieces.append(.place(place))
      places.insert(Places(place))
      rest = rest[(close + 1)...]
    }
    if !rest.isEmpty { pieces.append(.bytes(Array(rest))) }
    self.pieces = pieces
    self.places = places
  }

  private init() {
    pieces = []
    places = []
  }

  /// Of a key that no file has, which no program's own file may lack.
  static let none = Form()
}

/// Places as a set of bits, as the texts of all files are compared at each start.
struct Places: OptionSet, Sendable {
  let rawValue: UInt64

  init(rawValue: UInt64) { self.rawValue = rawValue }

  init(_ place: Phrase.Place) {
    self.init(rawValue: 1 << UInt64(Phrase.Place.allCases.firstIndex(of: place) ?? 63))
  }

  static let n = Places(Phrase.Place.n)

  /// In the order of their names.
  var names: [String] {
    Phrase.Place.allCases.filter { contains(Places($0)) }.map { "{\($0.rawValue)}" }.sorted()
  }
}
