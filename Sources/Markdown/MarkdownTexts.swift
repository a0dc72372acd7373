import Bytes

/// What is said of a text beside what is in it, as HTML.
package struct MarkdownTexts: Sendable {
  let table: [UInt8]
  let done: [UInt8]
  let toDo: [UInt8]
  /// Beneath a text that is shown as it is, and one that is cut besides.
  let plain: [UInt8]
  let plainCut: [UInt8]

  package init(
    table: [UInt8], done: [UInt8], toDo: [UInt8], plain: [UInt8], plainCut: [UInt8]
  ) {
    func escaped(_ text: [UInt8]) -> [UInt8] {
      var html: [UInt8] = []
      HTMLEscape.append(text, to: &html)
      return html
    }
    self.table = escaped(table)
    self.done = escaped(done)
    self.toDo = escaped(toDo)
    self.plain = escaped(plain)
    self.plainCut = escaped(plainCut)
  }
}
