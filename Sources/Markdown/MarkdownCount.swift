/// What the bytes of a text say about how long it may take to render, counted
/// without parsing. Debian's libcmark-gfm takes quadratic time for
/// several patterns (CVE-2023-22483, -22486, -24824, -37463), so whatever comes
/// from a dump must pass these bounds.
struct MarkdownCount: Equatable {
  let bytes: Int
  /// ASCII punctuation and line ends: what Markdown is made of.
  private(set) var marks = 0
  /// Places where a bare address may be: `@`, `://` and `www.`.
  private(set) var addresses = 0
  private(set) var lines = 1
  /// The most containers (quotes, list items) that one line opens.
  private(set) var containers = 0
  /// The most columns that a line may have as a row of a table.
  private(set) var columns = 1
  /// Whether a mark or a unit comes too often in a row.
  private(set) var isRepetitive = false
  private let bounds: MarkdownBounds

  init(_ text: Span<UInt8>, _ bounds: MarkdownBounds = .dump) {
    self.bounds = bounds
    bytes = text.count
    guard bytes <= bounds.bytes else { return }
    countMarks(in: text)
    countContainers(in: text)
    isRepetitive = hasRun(in: text) || (1...8).contains { repeats($0, in: text) }
  }

  var isWithinBounds: Bool {
    bytes <= bounds.bytes && containers <= bounds.containers && !isRepetitive
      && cost <= bounds.cost
  }

  /// Whether tables are read as such.
  var allowsTables: Bool { columns <= bounds.columns && columns * lines <= bounds.cells }

  /// About the nanoseconds that rendering takes at worst: a share for each
  /// byte, and two squares for patterns that pass the other bounds and still
  /// are quadratic. Brackets and the like make the library look back over
  /// earlier marks, addresses make it look ahead to the end. The factors are
  /// measured, by repeating random pieces of Markdown.
  var cost: Int { 64 * bytes + marks * marks / 2 + 5 * addresses * bytes }

  private mutating func countMarks(in text: Span<UInt8>) {
    var pipes = 0
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        marks += 1
        lines += 1
        pipes = 0
      case UInt8(ascii: "|"):
        marks += 1
        pipes += 1
        columns = max(columns, pipes + 1)
      case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E:
        marks += 1
        addresses += Self.isAddress(in: text, at: index) ? 1 : 0
      default: break
      }
    }
  }

  private static func isAddress(in text: Span<UInt8>, at index: Int) -> Bool {
    func follows(_ tail: StaticString) -> Bool {
      let length = tail.utf8CodeUnitCount
      guard index >= length else { return false }
      return tail.withUTF8Buffer { tail in
        tail.indices.allSatisfy { text[index - length + $0] == tail[$0] }
      }
    }
    switch text[index] {
    case UInt8(ascii: "@"): return true
    case UInt8(ascii: "/"): return follows(":/")
    case UInt8(ascii: "."): return follows("www")
    default: return false
    }
  }

  private mutating func countContainers(in text: Span<UInt8>) {
    var isAtHead = true
    var opened = 0
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isAtHead = true
        opened = 0
      } else if isAtHead {
        let next = index + 1 < text.count ? text[index + 1] : UInt8(ascii: "\n")
        let opens = Self.opensContainer(byte, before: next)
        opened += opens ? 1 : 0
        containers = max(containers, opened)
        isAtHead = opens || Self.isBlank(byte) || (0x30...0x39).contains(byte)
      }
    }
  }

  /// Whether `byte`, at the head of a line, starts a quote or ends the marker
  /// of a list's item.
  private static func opensContainer(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"): true
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: ")"):
      isBlank(next)
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
  }

  private func hasRun(in text: Span<UInt8>) -> Bool {
    var run = 0
    var previous: UInt8 = 0
    for index in text.indices {
      run = text[index] == previous ? run + 1 : 1
      previous = text[index]
      if run > bounds.run, Self.isRunMark(previous) { return true }
    }
    return false
  }

  private static func isRunMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "<"), UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether some unit of `length` bytes comes too often in a row.
  private func repeats(_ length: Int, in text: Span<UInt8>) -> Bool {
    guard text.count > length * bounds.repeats else { return false }
    var run = 0
    for index in length..<text.count {
      run = text[index] == text[index - length] ? run + 1 : 0
      // The first of the units has nothing to be equal to.
      if run >= length * bounds.repeats { return true }
    }
    return false
  }
}
