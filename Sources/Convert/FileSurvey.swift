import Bytes
import CSimdjson

/// What a file holds, by its beginning; one that is of no known kind is read to its end.
final class FileSurvey {
  /// As much of a file is looked at, as no record is longer.
  private static let longest = Window.longestRecord + (1 << 16)
  /// What is looked at first: the records of most exports tell their format.
  private static let first = 1 << 13
  /// What is looked at before a file is taken for anything else.
  private static let enough = 1 << 16

  enum Finding {
    /// Without a record.
    case empty
    case known(Format, FileLayout)
    /// JSON of some other kind, with how near it comes to a known one.
    case unknown(near: String?)
    /// Neither an object nor an array.
    case noJSON
  }

  /// What the beginning of a file tells.
  private enum Glance {
    case found(Finding)
    /// It is one document, whose beginning tells no format; `isEmpty` where it has no record yet.
    case undecided(DocumentReader.Layout, isEmpty: Bool)
  }

  private let formats = Formats()
  private let source: Source
  private var near: String?

  /// `source` is where places are found.
  init(of source: Source) { self.source = source }

  /// Looks at `stream` from its start.
  func look(at stream: ByteStream) throws(InputError) -> Finding {
    let window = Window(capacity: FileSurvey.first)
    var offset = 0
    var isOpen = true
    while true {
      if isOpen { isOpen = try window.fill(from: stream) }
      if offset == 0, window.bytes.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) {
        offset = 3
        window.removeFirst(3)
      }
      if offset == 0, isUTF16(window.bytes) {
        throw InputError(.utf16, at: Place(file: source.name, line: 1, column: 1))
      }
      offset += dropSpace(window)
      if !isOpen, window.count == 0 { return .empty }
      switch glance(at: window.bytes, isWhole: !isOpen || window.count > FileSurvey.longest) {
      case .found(let finding)?: return finding
      case .undecided(let layout, let isEmpty)?:
        return try read(
          stream, behind: Array(window.bytes), at: offset, layout, isEmpty: isEmpty)
      case nil: break
      }
      while window.capacity < window.count * 2 { window.grow() }
    }
  }

  /// As Windows' older tools write text: after a mark, or with a zero in each ASCII character.
  private func isUTF16(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(2).contains(0)
  }

  private func dropSpace(_ window: Window) -> Int {
    let start = window.bytes.firstIndex { !isJSONSpace($0) } ?? window.count
    window.removeFirst(start)
    return start
  }

  private func place(of offset: Int) -> Place {
    Locator(source, isLines: false, copy: StandardInputCopy()).place(of: offset)
  }

  /// nil where more is to be seen first. `isWhole` where there is no more, or enough.
  private func glance(at bytes: UnsafeRawBufferPointer, isWhole: Bool) -> Glance? {
    guard let first = bytes.first else { return nil }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      if hasKindLine(bytes) { return .found(.known(.native, .lines)) }
      return isWhole || bytes.count >= FileSurvey.enough ? .found(.noJSON) : nil
    }
    if isLargeDump(bytes) { return .found(.known(.native, .record)) }
    let end = bytes.firstIndex(of: 10)
    guard end != nil || isWhole else { return nil }
    let line = UnsafeRawBufferPointer(rebasing: bytes[..<(end ?? bytes.count)])
    if formats.record.readLeniently(line, formats.reader) != nil {
      return lines(bytes, isWhole).map { .found($0) }
    }
    let found = first == UInt8(ascii: "[") ? array(bytes, isWhole) : object(bytes, isWhole)
    if case .found(.known(let format, _)) = found, format != .native { return found }
    guard isWhole || bytes.count >= FileSurvey.enough else { return nil }
    return hasNativeLine(bytes) ? .found(.known(.native, .lines)) : found
  }

  private func note(_ record: UnsafeRawBufferPointer) {
    if near == nil { near = formats.nearestOfAll(in: record) }
  }

  private func format(
    of elements: some Sequence<Range<Int>>, in bytes: UnsafeRawBufferPointer
  ) -> Format? {
    for range in elements {
      let element = UnsafeRawBufferPointer(rebasing: bytes[range])
      if let format = formats.format(of: element) { return format }
      note(element)
    }
    return nil
  }
}

// MARK: Lines

extension FileSurvey {
  private func lines(_ bytes: UnsafeRawBufferPointer, _ isWhole: Bool) -> Finding? {
    var start = 0
    var isKind = false
    var hasRecord = false
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: 10)
      guard let end = newline ?? (isWhole ? bytes.count : nil) else { break }
      let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      start = end + 1
      guard let itself = formats.record.readLeniently(line, formats.reader) else { continue }
      if itself.kind == VALUE_OBJECT {
        let hasKind = formats.record[.kind].kind == VALUE_STRING
        if let list = formats.page(line) {
          let text = UnsafeRawBufferPointer(rebasing: line[list.range])
          if let format = format(of: JSONBorders.elements(of: text), in: text) {
            return .known(format, .lines)
          }
          continue
        }
        isKind = isKind || hasKind
        hasRecord = hasRecord || !JSONBorders.members(of: line).isEmpty
        if let format = formats.format(of: line) { return .known(format, layout(format, .lines)) }
        note(line)
      } else if itself.kind == VALUE_ARRAY {
        let elements = JSONReader.elements(of: line)
        hasRecord = hasRecord || !elements.isEmpty
        if let format = format(of: elements, in: line) { return .known(format, .lines) }
      }
    }
    guard isWhole else { return nil }
    if isKind { return .known(.native, .lines) }
    if hasRecord, isDump(bytes) { return .known(.native, .record) }
    return hasRecord ? .unknown(near: near) : .empty
  }

  /// A Zulip document on one line is read by its lists all the same.
  private func layout(_ format: Format, _ layout: FileLayout) -> FileLayout {
    format == .zulip ? .zulip : layout
  }

  /// Whether an object that goes on begins as rollcall's own dumps do: these can be large, and
  /// looking through one costs as much as reading it.
  private func isLargeDump(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= FileSurvey.enough, bytes.first == UInt8(ascii: "{"),
      JSONBorders.end(of: bytes) == nil,
      let member = JSONBorders.members(of: bytes).first
    else { return false }
    return member.key == Formats.Field.organization.rawValue
      && bytes[member.range.lowerBound] == UInt8(ascii: "{")
      && member.range.upperBound < bytes.count
  }

  private func isDump(_ object: UnsafeRawBufferPointer) -> Bool {
    JSONBorders.members(of: object).contains { Formats.isSection($0.key) }
  }

  /// Whether a line is a complete record with a `kind`, as in native lines that begin badly.
  private func hasKindLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.prefix(FileSurvey.enough).split(separator: 10).contains { line in
      let line = UnsafeRawBufferPointer(rebasing: line)
      return formats.record.readLeniently(line, formats.reader)?.kind == VALUE_OBJECT
        && formats.record[.kind].kind == VALUE_STRING
    }
  }

  /// Whether a line further on is a native record.
  private func hasNativeLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var isFirst = true
    var isFound = false
    UnsafeRawBufferPointer(rebasing: bytes.prefix(FileSurvey.enough)).forEachLine { line in
      defer { isFirst = false }
      guard !isFirst, !isFound, bytes[line.lowerBound] == UInt8(ascii: "{") else { return }
      let line = UnsafeRawBufferPointer(rebasing: bytes[line])
      isFound = isObject(line) && formats.format(of: line) == .native
    }
    return isFound
  }

  /// Whether it begins and ends as an object, as few lines of a document do.
  private func isObject(_ line: UnsafeRawBufferPointer) -> Bool {
    line.first == UInt8(ascii: "{") && line.last { !isJSONSpace($0) } == UInt8(ascii: "}")
  }
}

// MARK: Documents

extension FileSurvey {
  private func array(_ bytes: UnsafeRawBufferPointer, _ isWhole: Bool) -> Glance? {
    if let format = format(of: JSONBorders.elements(of: bytes), in: bytes) {
      return .found(.known(format, .array))
    }
    return isWhole ? .undecided(.array, isEmpty: true) : nil
  }

  private func object(_ bytes: UnsafeRawBufferPointer, _ isWhole: Bool) -> Glance? {
    let end = JSONBorders.end(of: bytes)
    guard end != nil || isWhole else { return nil }
    let members = JSONBorders.members(of: bytes)
    let list = formats.page(members, in: bytes)
    if let list {
      let text = UnsafeRawBufferPointer(rebasing: bytes[list.range])
      if let format = format(of: JSONBorders.elements(of: text), in: text) {
        return .found(.known(format, .page(list.key)))
      }
    } else if members.contains(where: { $0.key == "zerver_realm" || $0.key == "zerver_message" }) {
      return .found(.known(.zulip, .zulip))
    } else if let end {
      let record = UnsafeRawBufferPointer(rebasing: bytes[..<end])
      if let format = formats.format(of: record) { return .found(.known(format, .record)) }
      note(record)
    }
    if list == nil, isDump(bytes) { return .found(.known(.native, .record)) }
    let sections = Formats.sections.map(\.rawValue)
    return .undecided(
      .object(sections: sections, single: sections[0]), isEmpty: members.isEmpty || list != nil)
  }

  /// Reads a document to its end: it is of a kind that a record further on tells, or of none;
  /// what is no JSON stops the run all the same.
  private func read(
    _ stream: ByteStream, behind head: [UInt8], at offset: Int, _ layout: DocumentReader.Layout,
    isEmpty: Bool
  ) throws(InputError) -> Finding {
    let reader = DocumentReader(
      source: 0, stream: stream, head: head, offset: offset, layout: layout, skipsLeniently: true,
      place: place)
    let window = Window()
    var hasRecord = !isEmpty
    while let chunk = try reader.next(into: window) {
      guard case .array = layout else { return .known(.native, .record) }
      for record in chunk.records ?? [] {
        hasRecord = true
        guard record.fate == .parsed else { continue }
        let bytes = UnsafeRawBufferPointer(rebasing: window.bytes[record.range])
        if let format = formats.format(of: bytes) { return .known(format, .array) }
        if StrictParser.fault(in: bytes, isLenient: true) == .noJSON {
          let start = chunk.offset + record.range.lowerBound
          throw InputError(.badValue(.noJSON), at: place(of: start))
        }
        note(bytes)
      }
    }
    return hasRecord ? .unknown(near: near) : .empty
  }
}
