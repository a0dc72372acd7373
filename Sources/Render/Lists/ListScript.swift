import Bytes
import Configure
import Hash

/// Prints the script that tells what a list has, and keeps the files of its blocks.
struct ListScript {
  /// In bytes: the blocks of a list that has no more are in the script itself.
  static let shortest = 1 << 16
  /// Of a block that is no file of its own.
  private static let smallBlock = 1 << 11

  private let path: String
  private let isShort: Bool
  private var script: [UInt8] = []
  private var files: [ReportFile] = []
  private var names: Set<String> = []
  /// Of what is loaded before rows are shown, in files of their own.
  private var shownBytes = 0
  private var isFirst = true

  init(_ path: String, isShort: Bool) {
    self.path = path
    self.isShort = isShort
  }

  mutating func begin(rows: Int, _ report: Report, isRanked: Bool) {
    script.append("rollcall.columns({")
    add("rows", rows)
    add("today", report.today.number)
    add("ranked", isRanked ? 1 : 0)
    add("zone", Array(report.zone.name.utf8))
    add("base", Array(report.baseURL.text.utf8))
  }

  mutating func add(_ key: StaticString, _ blocks: [[UInt8]], isShown: Bool = true) {
    begin(key)
    script.append("[")
    for (number, block) in blocks.enumerated() {
      if number > 0 { script.append(",") }
      add(block, isShown: isShown)
    }
    script.append("]")
  }

  mutating func beginColumns() {
    begin("columns")
    script.append("[")
  }

  mutating func add<Row>(_ column: Column<Row>, _ blocks: [[UInt8]], _ words: Words) {
    script.append(script.last == UInt8(ascii: "[") ? "\n{" : "},\n{")
    isFirst = true
    if column.name.utf8CodeUnitCount > 0 { add("name", column.name.bytes) }
    add("kind", Array(column.blockKind.rawValue.utf8))
    if let origin = column.origin { add("from", Array(origin.rawValue.utf8)) }
    if !column.isInCSV { add("only", 1) }
    if let filter = column.filter { add("filter", words[filter]) }
    if let shown = column.shown { add(shown, column, words) }
    guard column.isInBlocks else { return }
    add("blocks", blocks, isShown: column.shown != nil || column.filter != nil)
  }

  private mutating func add<Row>(_ shown: Column<Row>.Shown, _ column: Column<Row>, _ words: Words)
  {
    add("place", shown.place)
    add("cell", shown.cell.word.bytes)
    if let missing = shown.missing { add("missing", words[missing]) }
    if shown.absent != .last { add("absent", shown.absent.key.bytes) }
  }

  mutating func end(_ heads: Int) -> [ReportFile] {
    script.append("}]")
    add("bytes", shownBytes)
    script.append("});\n")
    return files + [(script, path + ".js")]
  }

  private mutating func add(_ block: [UInt8], isShown: Bool) {
    guard !isShort, block.count > ListScript.smallBlock else {
      script += block
      return
    }
    var file = Array("rollcall.cells(".utf8)
    file += block
    file.append(");\n")
    // Two lists may have the same block, and are written at the same time.
    let name = Hex.text(SHA256.digest(of: Array(path.utf8) + file).prefix(6))
    if isShown { shownBytes += file.count }
    script.append("\"")
    script += Array(name.utf8)
    script.append("\"")
    if names.insert(name).inserted { files.append((file, "search/\(name).js")) }
  }

  private mutating func begin(_ key: StaticString) {
    if !isFirst { script.append(",") }
    isFirst = false
    script.append(key)
    script.append(":")
  }

  private mutating func add(_ key: StaticString, _ number: Int) {
    begin(key)
    Digits.append(number, to: &script)
  }

  private mutating func add(_ key: StaticString, _ text: some Sequence<UInt8>) {
    begin(key)
    script.append("\"")
    ScriptText.append(Array(text)[...], to: &script)
    script.append("\"")
  }
}

extension StaticString {
  fileprivate var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}

extension Column.Cell {
  /// As scripts call it.
  fileprivate var word: StaticString {
    switch self {
    case .value, .text: "value"
    case .rank: "rank"
    case .person: "person"
    case .workspace: "workspace"
    case .state: "account"
    case .role: "role"
    case .bar: "bar"
    case .names: "names"
    case .head, .weekday, .heat, .made: "none"
    }
  }
}
