/// What is left of a node without its form: the texts of its blocks, each run
/// of white space one space, raw HTML gone.
struct MarkdownText {
  private(set) var bytes: [UInt8] = []
  private var isSpaceDue = false

  mutating func visit(_ node: MarkdownNode, _ step: MarkdownNode.Step) {
    switch node.kind {
    case .text, .code, .codeBlock: append(node.literal)
    case .image where step == .exit && node.isLeaf: append(node.url)
    case .emphasis, .strong, .strikethrough, .link, .image, .dropped: return
    // Lines and blocks stand apart.
    default: isSpaceDue = true
    }
    if node.kind == .codeBlock { isSpaceDue = true }
  }

  private mutating func append(_ literal: [UInt8]) {
    for byte in literal {
      if byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) {
        isSpaceDue = true
        continue
      }
      if isSpaceDue, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
      isSpaceDue = false
      bytes.append(byte)
    }
  }
}

extension MarkdownNode {
  /// The text of this node and all below it.
  var plainText: [UInt8] {
    var text = MarkdownText()
    walk {
      text.visit($0, $1)
      return .onwards
    }
    return text.bytes
  }
}
