import Foundation
import SharedCorpus
import Testing

@testable import Markdown

@Suite struct MarkdownCorpusTests {
  private static let kibibytes = [4, 16, 64, 256]

  @Test(arguments: Corpus.all, kibibytes)
  func keepsPathologicalTextsSmall(corpus: Corpus, kibibytes: Int) throws {
    let file = try corpus.read("markdown/pathological.json", as: Pathological.self)
    #expect(file.cases.count >= 20)
    for item in file.cases {
      let text = Array(item.text(bytes: kibibytes << 10).utf8)
      var output: [UInt8] = []
      let outcome = Markdown.html(
        from: text.span, under: 1, source: .dump(ceiling: .max), texts: .english, into: &output)
      #expect(output.count <= 256 << 10, "\(item.id)")
      #expect(kibibytes <= 16 || outcome == .plain, "\(item.id)")
    }
  }

  /// In whatever place of a text a payload stands, nothing but what the writer
  /// writes itself comes out.
  @Test(
    arguments: Corpus.all,
    ["%", "[a](%)", "[a](<%>)", "![%](http://b)", "<%>", "[%]: %\n\n[%]", "`%`"])
  func letsNoPayloadThrough(corpus: Corpus, place: String) throws {
    let payloads = try corpus.lines(in: "xss")
    #expect(payloads.count >= 40)
    var forms = TagForms()
    for payload in payloads {
      let text = place.replacing("%", with: payload)
      for source in [Markdown.Source.dump(ceiling: .max), .publisherPage] {
        let stray = forms.firstStray(in: html(text, source: source))
        #expect(stray == nil, "\(text.debugDescription)")
      }
    }
  }

  /// Compared without links, images and raw tags, where we differ on purpose.
  @Test(arguments: Corpus.all)
  func agreesWithTheSpecification(corpus: Corpus) throws {
    let examples = try corpus.files(in: "markdown", ending: ".txt")
      .flatMap { SpecExample.all(in: try corpus.text($0)) }
    let compared = examples.filter(\.isComparable)
    #expect(compared.count >= 10)
    for example in compared {
      #expect(
        example.ours == example.theirs, "example \(example.number): \(example.markdown)")
    }
  }
}

/// A case of `pathological.json`, built as its `kinds` say.
private struct Pathological: Decodable {
  struct Case: Decodable {
    let id: String
    let kind, line, prefix, `repeat`, infix, repeat2, suffix: String?

    func text(bytes: Int) -> String {
      switch kind {
      case nil: return repeated(bytes)
      case "depth":
        return grown(to: bytes) { String(repeating: " ", count: 2 * $0) + (line ?? "") + "\n" }
      case "backticks": return grown(to: bytes) { "e" + String(repeating: "`", count: $0 + 1) }
      case "table_cols":
        return times("a|", bytes / 8) + "\n" + times("-|", bytes / 8) + "\n"
          + times("a\n", bytes / 4)
      case "refdefs": return grown(to: bytes / 2) { "[\($0)]: u\n" } + times("[0] ", bytes / 8)
      case "refblowup": return "[x]: /" + times("u", bytes / 2) + "\n\n" + times("[x] ", bytes / 8)
      case "refcollide":
        return grown(to: bytes) { Self.collides($0) ? "[x\($0)]: /url\n\n[x0]\n\n" : "" }
      case "footdefs": return grown(to: bytes) { "[^\($0)]: u [^\($0)]\n\n" }
      default: return grown(to: bytes) { "[^\($0)]: u [^\($0 + 1)] [^\($0 + 1)]\n\n" }
      }
    }

    private func repeated(_ bytes: Int) -> String {
      let fixed = [prefix, infix, suffix].reduce(0) { $0 + ($1 ?? "").utf8.count }
      let unit = (self.repeat ?? "").utf8.count + (repeat2 ?? "").utf8.count
      let count = (bytes - fixed) / max(unit, 1)
      return (prefix ?? "") + times(self.repeat ?? "", count) + (infix ?? "")
        + times(repeat2 ?? "", count) + (suffix ?? "")
    }

    private func times(_ unit: String, _ count: Int) -> String {
      String(repeating: unit, count: count)
    }

    private func grown(to bytes: Int, _ piece: (Int) -> String) -> String {
      var text = ""
      var index = 0
      while text.utf8.count < bytes {
        text += piece(index)
        index += 1
      }
      return text
    }

    private static func collides(_ index: Int) -> Bool {
      let hash = "x\(index)".utf8.reduce(UInt32(0)) {
        UInt32($1) &+ ($0 << 6) &+ ($0 << 16) &- $0
      }
      return hash % 16 == 0
    }
  }

  let cases: [Case]
}

/// The tags that the writer may write, each in full.
private struct TagForms {
  private var known: Set<Substring> = []

  /// The first tag of `page`, or whatever a browser may take for one, that has
  /// none of the forms.
  mutating func firstStray(in page: String) -> Substring? {
    for piece in page.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let tag = piece.prefix { $0 != ">" }
      if known.contains(tag) { continue }
      guard Self.forms.contains(where: { tag.wholeMatch(of: $0) != nil }) else { return tag }
      known.insert(tag)
    }
    return nil
  }

  private static var forms: [Regex<Substring>] {
    [
      #//?(?:p|a|em|strong|del|code|pre|ul|ol|li|blockquote|h[2-6]|div|table|thead|tbody|tr|th|td|span)/#,
      #/br|hr|pre tabindex="0"|ol start="[0-9]+"|h[2-6] id="[^"<>\s]+"/#,
      #/pre class="plain" tabindex="0"|p class="plain-note"|li class="task"/#,
      #/div class="table-scroll" tabindex="0" role="group" aria-label="Table"/#,
      #/(?:td|th scope="col")(?: class="align-(?:left|right|center)")?/#,
      #/span role="img" aria-label="(?:done|to do)"/#,
      #/a href="(?i:https?://|mailto:)[^"<>\s]+"(?: rel="nofollow noopener noreferrer")?(?: title="[^"<>]*")?/#,
      #/(?:a href|img src)="[^":/?#<>\s]*(?:[/?#][^"<>\s]*)?"(?: (?:title|alt)="[^"<>]*")?/#,
    ]
  }
}

private struct SpecExample {
  let number: Int
  let markdown: String
  let html: String

  static func all(in spec: String) -> [SpecExample] {
    let fence = String(repeating: "`", count: 32)
    return spec.components(separatedBy: "\n" + fence + " example").dropFirst().enumerated()
      .compactMap { index, piece in
        guard let body = piece.components(separatedBy: "\n" + fence).first,
          let start = body.firstIndex(of: "\n"),
          let middle = body[start...].range(of: "\n.\n")
        else { return nil }
        return SpecExample(
          number: index + 1,
          markdown: body[start..<middle.lowerBound].dropFirst().replacing("→", with: "\t") + "\n",
          html: String(body[middle.upperBound...]).replacing("→", with: "\t"))
      }
  }

  /// Whether what is expected has no raw tag, image, heading, table or task.
  var isComparable: Bool {
    let known = ["p", "a", "em", "strong", "del", "code", "pre", "br", "hr", "ul", "ol", "li"]
    return html.matches(of: #/</?([^\s>]*)[^>]*>?/#).allSatisfy { tag in
      (known.contains(String(tag.output.1)) || tag.output.1 == "blockquote")
        && !markdown.contains(tag.output.0)
    }
  }

  var theirs: String {
    Self.withoutLinks(
      html.replacing(" />", with: ">").replacing(#/ class="language-[^"]*"/#, with: "")) + "\n"
  }

  var ours: String {
    Self.withoutLinks(
      Self.rendered(markdown).replacing("&#39;", with: "'").replacing(" tabindex=\"0\"", with: ""))
  }

  private static func rendered(_ markdown: String) -> String {
    var output: [UInt8] = []
    Markdown.html(
      from: Array(markdown.utf8).span, under: 1, source: .publisher, texts: .english, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func withoutLinks(_ html: String) -> String {
    html.replacing(#/</?a(?: [^>]*)?>/#, with: "")
  }
}
