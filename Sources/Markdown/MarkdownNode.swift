// Unsafe: the only file that talks to libcmark-gfm. Nodes are valid inside
// `withTree` alone, which frees the tree; what leaves a node is copied.

import CMarkGFM
import Synchronization

/// A node of a parsed text. Must not outlive the body of `withTree`.
struct MarkdownNode {
  enum Kind {
    case document, quote, list, item, task, codeBlock, paragraph, heading, rule
    case table, headerRow, row, cell
    case text, softBreak, lineBreak, code, emphasis, strong, strikethrough, link, image
    /// Raw HTML and whatever else the library may come to know.
    case dropped
  }

  enum Step { case enter, exit }

  /// How a walk goes on after a step. A node that is entered and passed with
  /// its children is not left.
  enum Course { case onwards, pastChildren, stop }

  private let pointer: OpaquePointer
  let kind: Kind

  private init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    kind = Kind(of: pointer)
  }

  // MARK: - Reading a text

  // The library keeps the bytes that open inline extensions in one table of
  // the process and changes it around each pass over inlines: two passes at
  // once would give texts that differ from run to run.
  private static let inlinePass = Mutex(())

  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// The result of `body` for the tree of `text`. Invalid UTF-8 and NUL have
  /// become U+FFFD in it. Nil if the library gives no tree.
  static func withTree<Result>(
    of text: Span<UInt8>, tables: Bool, _ body: (MarkdownNode) -> Result?
  ) -> Result? {
    guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return nil }
    defer { cmark_parser_free(parser) }
    () = registered
    for name in ["strikethrough", "autolink", "tasklist"] + (tables ? ["table"] : []) {
      guard let syntax = cmark_find_syntax_extension(name) else { return nil }
      cmark_parser_attach_syntax_extension(parser, syntax)
    }
    text.withUnsafeBytes { bytes in
      // An empty span may have no address, which the library must not see.
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return }
      cmark_parser_feed(parser, start, bytes.count)
    }
    guard let root = inlinePass.withLock({ _ in Finished(root: cmark_parser_finish(parser)) }).root
    else { return nil }
    defer { cmark_node_free(root) }
    return body(MarkdownNode(root))
  }

  // A tree belongs to the thread that parsed it; nothing else points to it.
  private struct Finished: @unchecked Sendable { let root: OpaquePointer? }

  // MARK: - Walking

  /// Visits this node and all below it in document order, each on entering
  /// and, where it may have children, on leaving. Uses no stack for depth.
  func walk(_ visit: (MarkdownNode, Step) -> Course) {
    guard let iterator = cmark_iter_new(pointer) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event == CMARK_EVENT_ENTER || event == CMARK_EVENT_EXIT,
        let current = cmark_iter_get_node(iterator)
      else { return }
      switch visit(MarkdownNode(current), event == CMARK_EVENT_ENTER ? .enter : .exit) {
      case .onwards: break
      // Only a node with an exit to come may be left early.
      case .pastChildren: cmark_iter_reset(iterator, current, CMARK_EVENT_EXIT)
      case .stop: return
      }
    }
  }

  // MARK: - What a node holds

  var parent: MarkdownNode? { cmark_node_parent(pointer).map(MarkdownNode.init) }
  var previous: MarkdownNode? { cmark_node_previous(pointer).map(MarkdownNode.init) }
  var isLeaf: Bool { cmark_node_first_child(pointer) == nil }
  var isLast: Bool { cmark_node_next(pointer) == nil }

  var literal: [UInt8] { Self.bytes(cmark_node_get_literal(pointer)) }
  /// As written, entities and backslashes resolved, nothing encoded.
  var url: [UInt8] { Self.bytes(cmark_node_get_url(pointer)) }
  var title: [UInt8] { Self.bytes(cmark_node_get_title(pointer)) }
  /// 1…6.
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  /// The first number of an ordered list; nil for a list of bullets.
  var listStart: Int? {
    cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      ? Int(cmark_node_get_list_start(pointer)) : nil
  }
  var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }
  var isChecked: Bool { cmark_gfm_extensions_get_tasklist_item_checked(pointer) }
  /// One byte a column of a table: `l`, `c`, `r` or 0.
  var alignments: [UInt8] {
    let columns = Int(cmark_gfm_extensions_get_table_columns(pointer))
    guard let start = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: columns))
  }

  private static func bytes(_ string: UnsafePointer<CChar>?) -> [UInt8] {
    guard let string else { return [] }
    return Array(String(cString: string).utf8)
  }
}

extension MarkdownNode.Kind {
  fileprivate init(of pointer: OpaquePointer) {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_TEXT: self = .text
    case CMARK_NODE_PARAGRAPH: self = .paragraph
    case CMARK_NODE_SOFTBREAK: self = .softBreak
    case CMARK_NODE_LINEBREAK: self = .lineBreak
    case CMARK_NODE_LINK: self = .link
    case CMARK_NODE_EMPH: self = .emphasis
    case CMARK_NODE_STRONG: self = .strong
    case CMARK_NODE_CODE: self = .code
    case CMARK_NODE_IMAGE: self = .image
    case CMARK_NODE_LIST: self = .list
    // The one extension that claims items is the one for tasks.
    case CMARK_NODE_ITEM:
      self = cmark_node_get_syntax_extension(pointer) == nil ? .item : .task
    case CMARK_NODE_HEADING: self = .heading
    case CMARK_NODE_CODE_BLOCK: self = .codeBlock
    case CMARK_NODE_BLOCK_QUOTE: self = .quote
    case CMARK_NODE_THEMATIC_BREAK: self = .rule
    case CMARK_NODE_DOCUMENT: self = .document
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: self = .dropped
    default: self.init(extensionNode: pointer)
    }
  }

  // The numbers of these types are handed out at run time.
  private init(extensionNode pointer: OpaquePointer) {
    switch String(cString: cmark_node_get_type_string(pointer)) {
    case "table": self = .table
    case "table_header": self = .headerRow
    case "table_row": self = .row
    case "table_cell": self = .cell
    case "strikethrough": self = .strikethrough
    default: self = .dropped
    }
  }
}
