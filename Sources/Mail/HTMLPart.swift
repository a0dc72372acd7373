import Bytes

/// A digest as HTML for mail programs: tables, styles inline, nothing from elsewhere.
///
/// No text and no ground has a colour of its own, so that a program's light or dark colours hold;
/// what is secondary is told by size. Left out is what Outlook, whose mail Word draws, or Gmail drops.
struct HTMLPart {
  private let letter: Letter

  static func bytes(_ letter: Letter) -> [UInt8] { Array(HTMLPart(letter: letter).page.utf8) }

  private static let fonts = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
  private static let text = "font-size:15px;line-height:21px"
  private static let small = "font-size:13px;line-height:18px"
  private static let figure = "font-size:20px;line-height:26px;font-weight:bold;white-space:nowrap"
  /// For a word that is wider than a phone.
  private static let wrap = "word-wrap:break-word;word-break:break-word"
  /// These differ from a light and from a dark ground by 3 to 1 (WCAG 1.4.11).
  private static let line = "border-top:1px solid #8d939b"
  private static let barColor = "#6790e0"
  private static let table = #"<table width="100%" cellpadding="0" cellspacing="0" border="0""#

  private var page: String {
    """
    <!DOCTYPE html>
    <html lang="\(escaped(letter.digest.language))" dir="\(letter.digest.isRightToLeft ? "rtl" : "ltr")">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(escaped(letter.subject))</title>
    </head>
    <body style="margin:0;padding:0">
    \(HTMLPart.table) role="presentation"><tr><td align="center" style="padding:16px">
    \(HTMLPart.table) role="presentation" style="max-width:600px;\(HTMLPart.fonts)">
    \(title)\(sections)\(letter.attached.map(note) ?? "")\(note(letter.digest.closing))</table>
    </td></tr></table>
    </body>
    </html>

    """
  }

  /// The sides where lines begin and end: Outlook knows no other names for them.
  private var start: String { letter.digest.isRightToLeft ? "right" : "left" }
  private var end: String { letter.digest.isRightToLeft ? "left" : "right" }

  /// Padding above and below, and where lines begin.
  private func padding(_ vertical: String, _ before: String) -> String {
    letter.digest.isRightToLeft
      ? "\(vertical) \(before) \(vertical) 0" : "\(vertical) 0 \(vertical) \(before)"
  }

  /// A row of the layout.
  private func row(_ padding: String, _ content: String) -> String {
    "<tr><td align=\"\(start)\" style=\"padding:\(padding);\(HTMLPart.wrap);\(HTMLPart.text)\">\(content)</td></tr>\n"
  }

  private var title: String {
    let digest = letter.digest
    return row(
      "0",
      """
      <h1 style="margin:0;font-size:24px;line-height:30px;font-weight:bold">\
      \(isolated(digest.organization))</h1>
      <p style="margin:0;\(HTMLPart.text)">\(escaped(digest.title))</p>
      <p style="margin:0;\(HTMLPart.small)">\(escaped(digest.until))</p>
      \(link(Digest.Link(label: digest.open, page: "index.html")))
      """)
  }

  private var sections: String {
    let digest = letter.digest
    return section(digest.figures, rows: figures)
      + section(letter.leaders.board, rows: leaders) + section(digest.attention, rows: tasks)
      + (digest.quality.rows.isEmpty ? "" : section(digest.quality, rows: tasks))
  }

  private func section<Row>(
    _ section: Digest.Section<Row>, rows: ([Row]) -> String
  ) -> String {
    let note =
      section.note.isEmpty
      ? "" : "<p style=\"margin:0;\(HTMLPart.small)\">\(escaped(section.note))</p>"
    let heading = row(
      "28px 0 8px 0",
      """
      <h2 style="margin:0;font-size:17px;line-height:23px;font-weight:bold">\
      \(escaped(section.heading))</h2>\(note)
      """)
    guard !section.rows.isEmpty else { return heading + row("0", escaped(section.empty)) }
    return heading + row("0", "\(HTMLPart.table)>\n\(rows(section.rows))</table>")
      + row("8px 0 0 0", link(section.link))
  }

  private func note(_ text: String) -> String {
    row("28px 0 0 0", "<p style=\"margin:0;\(HTMLPart.small)\">\(escaped(text))</p>")
  }

}

// MARK: Tables

extension HTMLPart {
  /// The label and what is said of it, and the figure at the edge.
  private func figures(_ rows: [Digest.Row]) -> String {
    rows.map { row in
      let label = head("0", anchor(escaped(row.label), row.page), small: row.detail)
      return "<tr>\(label)\(number("12px", HTMLPart.figure, row.text))</tr>\n"
    }.joined()
  }

  /// How many, and what of.
  private func tasks(_ rows: [Digest.Row]) -> String {
    rows.map { row in
      let label = head("12px", anchor(escaped(row.label), row.page), small: row.detail)
      return "<tr>\(number("0", HTMLPart.figure, row.text))\(label)</tr>\n"
    }.joined()
  }

  private func leaders(_ rows: [Digest.Leader]) -> String {
    let heads = letter.leaders.heads
    let columns = [
      (end, "0", heads.rank), (end, "12px", heads.moved), (start, "12px", heads.name),
      (end, "12px", heads.score),
    ].map { align, left, head in
      """
      <th scope="col" align="\(align)" style="padding:\(padding("4px", left));white-space:nowrap;\
      font-weight:normal;\(HTMLPart.small)">\(escaped(head))</th>
      """
    }
    let largest = rows.map(\.score).max() ?? 0
    let lines = rows.map { row in
      let name = anchor(isolated(row.name), row.page) + bar(row.score, of: largest)
      return number("0", HTMLPart.text, "\(row.rank)") + number("12px", HTMLPart.text, row.moved)
        + head("12px", name, small: row.detail) + number("12px", HTMLPart.text, row.text)
    }
    return ([columns.joined()] + lines).map { "<tr>\($0)</tr>\n" }.joined()
  }

  /// What a row is about; it takes all the room that numbers leave.
  private func head(_ left: String, _ content: String, small: String) -> String {
    let detail =
      small.isEmpty
      ? ""
      : "<p dir=\"auto\" align=\"\(start)\" style=\"margin:0;\(HTMLPart.small)\">\(escaped(small))</p>"
    return """
      <th scope="row" width="100%" align="\(start)" valign="top" style="padding:\(padding("8px", left));\
      font-weight:normal;\(HTMLPart.line);\(HTMLPart.wrap);\(HTMLPart.text)">\(content)\(detail)</th>
      """
  }

  private func number(_ left: String, _ style: String, _ text: String) -> String {
    """
    <td align="\(end)" valign="top" style="padding:\(padding("8px", left));white-space:nowrap;\
    \(HTMLPart.line);\(style)">\(escaped(text))</td>
    """
  }

  /// As wide as `value` is of `largest`: a cell with a ground of its own, as pictures are not drawn.
  private func bar(_ value: Int, of largest: Int) -> String {
    let percent = largest > 0 ? max(1, Int(Double(value) / Double(largest) * 100)) : 1
    return """
      <table role="presentation" width="\(percent)%" cellpadding="0" cellspacing="0" border="0">\
      <tr><td height="4" bgcolor="\(HTMLPart.barColor)" style="font-size:1px;line-height:4px">\
      &nbsp;</td></tr></table>
      """
  }
}

// MARK: Texts

extension HTMLPart {
  private func link(_ link: Digest.Link) -> String {
    letter.links.address(link.page) == nil ? "" : anchor(escaped(link.label), link.page)
  }

  /// The content, as a link where the report has an address.
  private func anchor(_ content: String, _ page: String) -> String {
    guard !page.isEmpty, let address = letter.links.address(page) else { return content }
    return "<a href=\"\(escaped(address))\">\(content)</a>"
  }

  /// Somebody's text, which may run from right to left.
  private func isolated(_ text: String) -> String { "<span dir=\"auto\">\(escaped(text))</span>" }

  private func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    HTMLEscape.append(Array(text.utf8), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
