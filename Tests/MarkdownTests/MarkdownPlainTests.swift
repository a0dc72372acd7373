import Testing

@testable import Markdown

@Suite struct MarkdownPlainTests {
  private func plain(_ text: [UInt8]) -> String {
    var output: [UInt8] = []
    MarkdownPlain.write(text.span, .english, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func showsTheTextEscapedWithANote() {
    #expect(
      plain(Array("\n*a* <b>".utf8)) == """
        <pre class="plain" tabindex="0">

        *a* &lt;b&gt;</pre>
        <p class="plain-note">shown as plain text</p>

        """)
  }

  @Test func cutsALongTextAndSaysSo() {
    let limit = MarkdownPlain.maximumBytes
    let output = plain([UInt8](repeating: 0x22, count: limit + 1))
    #expect(output.hasSuffix("<p class=\"plain-note\">shown as plain text, cut after 40 KiB</p>\n"))
    #expect(output.utf8.count <= MarkdownPlain.outputLimit)
    #expect(!plain([UInt8](repeating: 0x61, count: limit)).contains("cut"))
  }

  @Test func cutsNoScalarInTwoPieces() {
    let text = [UInt8](repeating: 0x61, count: MarkdownPlain.maximumBytes - 1) + [0xC3, 0xA9]
    #expect(plain(text).contains("a\u{FFFD}</pre>"))
  }
}
