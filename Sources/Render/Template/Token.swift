/// A piece of a template: a run of text inside one line, or a tag.
///
/// Comments leave no token, and of a line that holds one section, partial or comment tag and else
/// only blanks (a standalone line, as the Mustache specification has it) only the tag is left.
struct Token {
  enum Kind: Equatable {
    /// Bytes of the source, up to and including a line's end.
    case text(Range<Int>)
    case variable(String)
    case unescaped(String)
    case section(String)
    case inverted(String)
    case close(String)
    /// `indent` is the blanks before a standalone tag.
    case partial(String, indent: Range<Int>)
  }

  var isTag: Bool {
    if case .text = kind { false } else { true }
  }

  let kind: Kind
  /// Where it begins in the source.
  let offset: Int
  /// Whether a line begins here that is more than a standalone tag; there the indentation of
  /// the partial that the template is used as is printed.
  let startsLine: Bool
}
