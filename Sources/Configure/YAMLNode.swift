import CYAML

/// A part of a YAML 1.1 document as libyaml reads it: a text, a list or a mapping, with its place.
///
/// An alias is the node that it names, not a copy, so that aliases of aliases cost nothing until
/// somebody goes through them: look only as deep as what is asked for.
struct YAMLNode {
  fileprivate enum Content {
    case text(String, isPlain: Bool)
    case list([Int])
    /// Places of keys and values, in the order of the file.
    case mapping([(key: Int, value: Int)])
  }

  fileprivate struct Part {
    let content: Content
    let line: Int
    let column: Int
  }

  private let parts: [Part]
  private let place: Int

  /// 1-based.
  var line: Int { parts[place].line }
  /// 1-based, in Unicode scalars.
  var column: Int { parts[place].column }

  /// nil for a list or a mapping.
  var text: String? {
    if case .text(let text, _) = parts[place].content { text } else { nil }
  }

  /// Whether there is nothing, not even quotes.
  var isEmpty: Bool {
    if case .text("", isPlain: true) = parts[place].content { true } else { false }
  }

  /// Whether there is nothing, or `~` or `null` without quotes.
  var isNull: Bool {
    guard case .text(let text, isPlain: true) = parts[place].content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// nil unless a list.
  var items: [YAMLNode]? {
    guard case .list(let places) = parts[place].content else { return nil }
    return places.map { YAMLNode(parts: parts, place: $0) }
  }

  /// In the order of the file; nil unless a mapping.
  var pairs: [(key: YAMLNode, value: YAMLNode)]? {
    guard case .mapping(let places) = parts[place].content else { return nil }
    return places.map { key, value in
      (YAMLNode(parts: parts, place: key), YAMLNode(parts: parts, place: value))
    }
  }

  /// The value of a key, nil where there is none.
  subscript(key: String) -> YAMLNode? { pairs?.first { $0.key.text == key }?.value }
}

extension YAMLNode {
  /// What is wrong with a text that should be YAML, and where: 1-based.
  struct Failure: Error {
    let line: Int
    let column: Int
    let problem: String
  }

  /// The one document of `yaml`, nil without any.
  static func parse(_ yaml: String) throws(Failure) -> YAMLNode? {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw Failure(line: 1, column: 1, problem: "no memory")
    }
    defer { yaml_parser_delete(&parser) }
    let bytes = Array(yaml.utf8)
    // Left in place while documents are read, as the parser keeps the address.
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { input.deallocate() }
    _ = input.initialize(from: bytes)
    yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
    guard let root = try next(&parser) else { return nil }
    if let second = try next(&parser) {
      throw Failure(line: second.line, column: second.column, problem: "a second document")
    }
    return root
  }

  private static func next(_ parser: inout yaml_parser_t) throws(Failure) -> YAMLNode? {
    var document = yaml_document_t()
    guard yaml_parser_load(&parser, &document) == 1 else {
      let problem = parser.problem.map { String(cString: $0) } ?? "no memory"
      // A reader's error, such as bad UTF-8, has no mark.
      let mark = parser.error == YAML_READER_ERROR ? parser.mark : parser.problem_mark
      throw Failure(line: Int(mark.line) + 1, column: Int(mark.column) + 1, problem: problem)
    }
    defer { yaml_document_delete(&document) }
    guard yaml_document_get_root_node(&document) != nil else { return nil }
    let nodes = UnsafeBufferPointer(
      start: document.nodes.start, count: document.nodes.top - document.nodes.start)
    return YAMLNode(parts: nodes.map(part), place: 0)
  }

  /// libyaml counts nodes from 1.
  private static func part(_ node: yaml_node_t) -> Part {
    let content: Content
    switch node.type {
    case YAML_SEQUENCE_NODE:
      let items = node.data.sequence.items
      let places = UnsafeBufferPointer(start: items.start, count: items.top - items.start)
      content = .list(places.map { Int($0) - 1 })
    case YAML_MAPPING_NODE:
      let pairs = node.data.mapping.pairs
      let places = UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start)
      content = .mapping(places.map { (Int($0.key) - 1, Int($0.value) - 1) })
    default:
      let scalar = node.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      content = .text(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
    }
    return Part(
      content: content, line: Int(node.start_mark.line) + 1,
      column: Int(node.start_mark.column) + 1)
  }
}
