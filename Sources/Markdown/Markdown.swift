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
    /// A text of the publisher within a page: wider bounds, links within the
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
    from text: Span<UInt8>, under level: Int, source: Source, texts: MarkdownTexts,
    into output: inout [UInt8]
  ) -> Outcome {
    let count = MarkdownCount(text, source.bounds)
    if source.isAdmitted(count), let written = render(text, under: level, source, count, texts) {
      output += written.output
      return .rendered
    }
    MarkdownPlain.write(text, texts, into: &output)
    return .plain
  }

  /// A text of the publisher as HTML, under a heading of level 1. Links and pictures that lead to
  /// `assets/NAME` get the name that the file has in the report.
  package static func publisherHTML(
    from text: Span<UInt8>, isPage: Bool, assets: MarkdownAssets, texts: MarkdownTexts
  ) throws(MarkdownError) -> [UInt8] {
    let source = isPage ? Source.publisherPage : .publisher
    let count = MarkdownCount(text, source.bounds)
    guard count.bytes <= source.bounds.bytes else {
      throw MarkdownError(.long(limit: source.bounds.bytes))
    }
    guard count.isWithinBounds, count.columns == 1 || count.allowsTables,
      let written = render(text, under: 1, source, count, texts, assets)
    else { throw MarkdownError(.costly) }
    if let missing = written.missingAsset { throw MarkdownError(missing: missing, in: text) }
    return written.output
  }

  /// What was written, or nil when it outgrows what the source allows.
  private static func render(
    _ text: Span<UInt8>, under level: Int, _ source: Source, _ count: MarkdownCount,
    _ texts: MarkdownTexts, _ assets: MarkdownAssets? = nil
  ) -> MarkdownWriter? {
    MarkdownNode.withTree(of: text, tables: count.allowsTables) { root in
      var writer = MarkdownWriter(
        under: level, source: source, limit: source.bounds.outputLimit(for: text.count),
        texts: texts, assets: assets)
      root.walk { writer.visit($0, $1) }
      return writer.isOverLimit ? nil : writer
    }
  }
}

extension Markdown.Source {
  var isDump: Bool {
    if case .dump = self { true } else { false }
  }

  fileprivate var bounds: MarkdownBounds { isDump ? .dump : .publisher }

  fileprivate func isAdmitted(_ count: MarkdownCount) -> Bool {
    guard case .dump(let ceiling) = self else { return count.isWithinBounds }
    return count.isWithinBounds && count.cost <= ceiling
  }
}
