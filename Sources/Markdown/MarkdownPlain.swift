import Bytes

/// A text shown as it is, for one that may not be rendered.
enum MarkdownPlain {
  /// The most bytes of HTML that a text from a dump gives, in either form.
  static let outputLimit = 256 << 10

  /// The most bytes of text that are shown. A byte becomes at most six.
  static let maximumBytes = 40 << 10

  static func write(_ text: Span<UInt8>, _ texts: MarkdownTexts, into output: inout [UInt8]) {
    let isCut = text.count > maximumBytes
    let shown = text.extracting(first: maximumBytes).withUnsafeBufferPointer {
      Array(String(decoding: $0, as: UTF8.self).utf8)
    }
    // A line feed directly after the tag would be taken as part of it.
    output += "<pre class=\"plain\" tabindex=\"0\">\n".utf8
    HTMLEscape.append(shown, to: &output)
    output += "</pre>\n<p class=\"plain-note\">".utf8
    output += isCut ? texts.plainCut : texts.plain
    output += "</p>\n".utf8
  }
}
