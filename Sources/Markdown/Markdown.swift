// Takes Markdown, from a dump or from whoever publishes the report.
// Gives safe HTML without styles, scripts, images from elsewhere or raw tags.
// Never lets a hostile text cost more than a bounded time, memory or output.

/// GitHub Flavored Markdown with tables, strikethrough, autolinks and task
/// lists, as HTML that a strict parser takes.
///
/// Unlike GitHub's own output: raw HTML is dropped; links keep their text but
/// not their target unless `MarkdownLink` allows it; images become links; task
/// lists carry signs instead of checkboxes; tables are aligned by class; code
/// blocks have no language; headings are renumbered.
package enum Markdown {
  /// Where a text comes from, hence what it may do.
  package enum Source: Equatable, Sendable {
    /// A field of a dump: bounded, linking only to the web and to mail.
    /// `ceiling` is that of the run's `MarkdownBudget`.
    case dump(ceiling: Int)
    /// A text of the publisher within a page: no bounds, links within the
    /// report too.
    case publisher
    /// A page of the publisher: as `publisher`, and its headings have ids.
    /// The first heading of level 1 is left out, as it is the page's title.
    case publisherPage
  }

  package enum Outcome: Equatable, Sendable {
    case rendered
    /// Escaped in a `<pre>` with a note beneath, because of the bounds.
    case plain
  }

  /// Appends `text` as HTML to `output`, ending in a line feed unless empty.
  ///
  /// Headings stand below one of level `level` (1…6). The outermost becomes
  /// `level + 1`, each inner one exactly one deeper, whatever levels the text
  /// skips; none is deeper than 6.
  ///
  /// The outcome depends on the bytes of `text` alone. Output for a dump is at
  /// most 256 KiB.
  @discardableResult
  package static func html(
    from text: Span<UInt8>, under level: Int, source: Source,
    into output: inout [UInt8]
  ) -> Outcome {
    let count = MarkdownCount(text)
    if source.isAdmitted(count),
      let written = render(text, under: level, source: source, tables: source.allowsTables(count))
    {
      output += written
      return .rendered
    }
    MarkdownPlain.write(text, into: &output)
    return .plain
  }

  /// The HTML, or nil when it outgrows what the source allows.
  private static func render(
    _ text: Span<UInt8>, under level: Int, source: Source, tables: Bool
  ) -> [UInt8]? {
    MarkdownNode.withTree(of: text, tables: tables) { root in
      var writer = MarkdownWriter(
        under: level, source: source, limit: source.outputLimit(for: text.count))
      root.walk { writer.visit($0, $1) }
      return writer.isOverLimit ? nil : writer.output
    }
  }
}

extension Markdown.Source {
  var isDump: Bool {
    if case .dump = self { true } else { false }
  }

  fileprivate func isAdmitted(_ count: MarkdownCount) -> Bool {
    switch self {
    case .dump(let ceiling): count.isWithinBounds && count.cost <= ceiling
    // The library counts in 32 bits and aborts beyond.
    case .publisher, .publisherPage: count.bytes <= 16 << 20
    }
  }

  fileprivate func allowsTables(_ count: MarkdownCount) -> Bool {
    !isDump || count.allowsTables
  }

  fileprivate func outputLimit(for bytes: Int) -> Int {
    isDump ? min(MarkdownPlain.outputLimit, 64 * bytes) : .max
  }
}
