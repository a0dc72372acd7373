/// Plain text as `format=flowed; delsp=yes` (RFC 3676): paragraphs are broken into lines of at most 72
/// columns, which a reader's program may join again. A blank that ends a line says that the
/// paragraph goes on and is no part of it.
struct FlowedText {
  static let widest = 72
  /// UTF-8 whose lines end with LF.
  private(set) var bytes: [UInt8] = []

  mutating func addBlank() { bytes.append(10) }

  /// A paragraph; blanks at its end are lost.
  mutating func add(_ paragraph: String) {
    var text = paragraph
    while text.utf8.last == 32 { text.removeLast() }
    var line = Line()
    for piece in FlowedText.pieces(text) {
      while !line.hasRoom(for: piece), !line.isEmpty {
        let next = line.breakAtBlank()
        append(line.text + " ")
        line = next
      }
      line.add(piece)
    }
    append(line.text)
  }

  /// What programs cut off or set apart: what is said below it is not the message.
  mutating func addSignature() { bytes += "-- \n".utf8 }

  /// A line that begins like one which is stuffed, quoted or takes it for a mailbox's gets a blank
  /// before it, which readers take away.
  private mutating func append(_ line: String) {
    let isOdd =
      [32, UInt8(ascii: ">")].contains(line.utf8.first) || line.utf8.starts(with: "From ".utf8)
    bytes += "\(isOdd ? " " : "")\(line)\n".utf8
  }

  /// What stays on one line: characters, or scalars of one that is wider than a line.
  private struct Piece {
    let text: String
    let width: Int
    var isBlank: Bool { text == " " }
  }

  private static func pieces(_ text: String) -> [Piece] {
    text.flatMap { character in
      let whole = Piece(text: String(character), width: columns(character.unicodeScalars))
      guard whole.width > widest else { return [whole] }
      return character.unicodeScalars.map { Piece(text: String($0), width: columns([$0])) }
    }
  }

  private struct Line {
    private var pieces: [Piece] = []
    /// Without the blanks at the end.
    private(set) var width = 0
    private var blanks = 0

    var isEmpty: Bool { pieces.isEmpty }
    var text: String { pieces.map(\.text).joined() }

    func hasRoom(for piece: Piece) -> Bool {
      piece.isBlank || width + blanks + piece.width <= FlowedText.widest
    }

    mutating func add(_ piece: Piece) {
      pieces.append(piece)
      if piece.isBlank {
        blanks += 1
      } else {
        width += blanks + piece.width
        blanks = 0
      }
    }

    /// Ends the line behind its last blanks, or at its end where it has none but at its head; gives
    /// what follows.
    mutating func breakAtBlank() -> Line {
      var next = Line()
      guard let last = pieces.lastIndex(where: \.isBlank),
        let first = pieces.firstIndex(where: { !$0.isBlank }), first < last
      else { return next }
      let (kept, rest) = (pieces[...last], pieces[(last + 1)...])
      for piece in rest { next.add(piece) }
      self = Line()
      for piece in kept { add(piece) }
      return next
    }
  }

  /// How wide a terminal shows them, rather too wide than too narrow: two columns for East Asian wide
  /// ones (Unicode, UAX #11) and emoji, none for marks.
  private static func columns(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x300: return 1
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23F3, 0x25FD...0x25FE,
      0x2614...0x27BF, 0x2B1B...0x2B55, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
      0x1F000...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
