import Bytes
import CSimdjson

/// What a file holds, by its beginning.
final class FileSurvey {
  /// As much of a file is looked at, as no record is longer.
  private static let longest = Window.longestRecord + (1 << 16)
  private static let sections: [Formats.Field] = [
    .organization, .users, .workspaces, .memberships, .events,
  ]
  private static let lists: [Formats.Field] = [
    .members, .channels, .messages, .logins, .value, .items, .users,
  ]

  enum Finding {
    /// Without a record.
    case empty
    case known(Format, FileLayout)
    /// JSON of some other kind, with how near it comes to a known one.
    case unknown(near: String?)
    /// Neither an object nor an array.
    case noJSON
  }

  private let formats = Formats()
  private var near: String?

  /// Looks at `stream` from its start.
  func look(at stream: ByteStream) throws(InputError) -> Finding {
    near = nil
    let window = Window(capacity: 1 << 16)
    var isOpen = true
    var isFirst = true
    while true {
      if isOpen { isOpen = try window.fill(from: stream) }
      if isFirst, window.bytes.starts(with: [0xEF, 0xBB, 0xBF] as [UInt8]) {
        window.removeFirst(3)
      }
      isFirst = false
      dropSpace(window)
      if let finding = finding(in: window, isWhole: !isOpen) { return finding }
      if !isOpen { return window.count == 0 ? .empty : .unknown(near: near) }
      if window.count > FileSurvey.longest { return giveUp(window) }
      while window.capacity < window.count * 2 { window.grow() }
    }
  }

  private func dropSpace(_ window: Window) {
    let start = window.bytes.firstIndex { !isJSONSpace($0) } ?? window.count
    window.removeFirst(start)
  }

  /// nil where more is to be seen first.
  private func finding(in window: Window, isWhole: Bool) -> Finding? {
    let bytes = window.bytes
    guard let first = bytes.first else { return nil }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return hasKindLine(bytes, isWhole: isWhole) ? .known(.native, .lines) : .noJSON
    }
    let end = bytes.firstIndex(of: 10)
    guard end != nil || isWhole || bytes.count > FileSurvey.longest else { return nil }
    let line = UnsafeRawBufferPointer(rebasing: bytes[..<(end ?? bytes.count)])
    if formats.record.readLeniently(line, formats.reader) != nil { return lines(bytes, isWhole) }
    if hasNativeLine(bytes) { return .known(.native, .lines) }
    return first == UInt8(ascii: "[") ? array(bytes, isWhole) : object(bytes, isWhole)
  }

  private func giveUp(_ window: Window) -> Finding {
    window.bytes.first == UInt8(ascii: "[")
      ? array(window.bytes, true) ?? .unknown(near: near)
      : object(window.bytes, true) ?? .unknown(near: near)
  }

  // MARK: Lines

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
        if let list = page(line) {
          if let format = format(ofElements: list.range, in: line) { return .known(format, .lines) }
          continue
        }
        isKind = isKind || hasKind
        hasRecord = hasRecord || !isEmptyObject(line)
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

  private func isEmptyObject(_ line: UnsafeRawBufferPointer) -> Bool {
    members(line).isEmpty
  }

  private func isDump(_ bytes: UnsafeRawBufferPointer) -> Bool {
    members(bytes).contains { member in FileSurvey.sections.contains { member.key == $0.rawValue } }
  }

  /// Whether a line is a complete record with a `kind`, as in native lines that begin badly.
  private func hasKindLine(_ bytes: UnsafeRawBufferPointer, isWhole: Bool) -> Bool {
    bytes.prefix(1 << 16).split(separator: 10).contains { line in
      let line = UnsafeRawBufferPointer(rebasing: line)
      return formats.record.readLeniently(line, formats.reader)?.kind == VALUE_OBJECT
        && formats.record[.kind].kind == VALUE_STRING
    }
  }

  /// Whether a line further on is a native record.
  private func hasNativeLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.prefix(1 << 16).split(separator: 10).dropFirst().contains {
      formats.format(of: UnsafeRawBufferPointer(rebasing: $0)) == .native
    }
  }

  // MARK: Documents

  private func array(_ bytes: UnsafeRawBufferPointer, _ isWhole: Bool) -> Finding? {
    let elements = wholeElements(bytes, from: 1)
    if let format = format(of: elements, in: bytes) {
      return .known(format, .array)
    }
    guard isWhole else { return nil }
    return elements.isEmpty ? .empty : .unknown(near: near)
  }

  private func object(_ bytes: UnsafeRawBufferPointer, _ isWhole: Bool) -> Finding? {
    let isClosed = isComplete(bytes)
    guard isClosed || isWhole else { return nil }
    let members = members(bytes)
    if let list = page(members, in: bytes) {
      let format = format(ofElements: list.range, in: bytes)
      return format.map { .known($0, .page(list.key)) } ?? .empty
    }
    if members.contains(where: { $0.key == "zerver_realm" || $0.key == "zerver_message" }) {
      return .known(.zulip, .zulip)
    }
    if isClosed {
      guard !members.isEmpty else { return .empty }
      // The native reader says where a document is no JSON.
      guard formats.record.readLeniently(whole(bytes), formats.reader) != nil else {
        return .known(.native, .record)
      }
      if let format = formats.format(of: whole(bytes)) {
        return .known(format, layout(format, .record))
      }
      note(whole(bytes))
    }
    let isNative = members.contains { member in
      FileSurvey.sections.contains { $0.rawValue == member.key }
    }
    // The native reader says where a document breaks off.
    return isNative || !isClosed ? .known(.native, .record) : .unknown(near: near)
  }

  private func whole(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var scanner = ValueScanner()
    let end = scanner.end(in: bytes, from: 0) ?? bytes.count
    return UnsafeRawBufferPointer(rebasing: bytes[..<end])
  }

  private func isComplete(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var scanner = ValueScanner()
    return scanner.end(in: bytes, from: 0) != nil
  }

  private func note(_ record: UnsafeRawBufferPointer) {
    if near == nil { near = formats.nearest(to: record) }
  }

  private func format(of elements: [Range<Int>], in bytes: UnsafeRawBufferPointer) -> Format? {
    for range in elements {
      let element = UnsafeRawBufferPointer(rebasing: bytes[range])
      if let format = formats.format(of: element) { return format }
      note(element)
    }
    return nil
  }

  private func format(ofElements range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Format? {
    let list = UnsafeRawBufferPointer(rebasing: bytes[range])
    return format(of: wholeElements(list, from: 1), in: list)
  }
}

// MARK: Pages

extension FileSurvey {
  struct Member {
    var key: String
    var range: Range<Int>
  }

  /// The list of a page; nil where the object is none.
  func page(_ object: UnsafeRawBufferPointer) -> Member? { page(members(object), in: object) }

  private func page(_ members: [Member], in object: UnsafeRawBufferPointer) -> Member? {
    guard !members.contains(where: { $0.key == "id" }) else { return nil }
    func isArray(_ member: Member) -> Bool { object[member.range.lowerBound] == UInt8(ascii: "[") }
    if let kind = members.last(where: { $0.key == "kind" }) {
      let text = UnsafeRawBufferPointer(rebasing: object[kind.range])
      if text.equals("\"admin#reports#activities\"") || text.equals("\"admin#directory#users\"") {
        let key = text.equals("\"admin#directory#users\"") ? "users" : "items"
        let list = members.last { $0.key == key && isArray($0) }
        return list ?? Member(key: key, range: kind.range.lowerBound..<kind.range.lowerBound)
      }
    }
    for list in members.reversed() where isArray(list) {
      guard FileSurvey.lists.contains(where: { $0.rawValue == list.key }) else { continue }
      let isNative = members.contains { member in
        member.key != list.key && FileSurvey.sections.contains { $0.rawValue == member.key }
      }
      if isNative { continue }
      let text = UnsafeRawBufferPointer(rebasing: object[list.range])
      let elements = wholeElements(text, from: 1)
      if elements.isEmpty, list.key != "users", isClosedEmpty(text) { return list }
      let isOfFormat = elements.contains { range in
        formats.format(of: UnsafeRawBufferPointer(rebasing: text[range])).map {
          $0.lists.contains(list.key)
        } ?? false
      }
      if isOfFormat { return list }
    }
    return nil
  }

  private func isClosedEmpty(_ list: UnsafeRawBufferPointer) -> Bool {
    list.dropFirst().first { !isJSONSpace($0) } == UInt8(ascii: "]")
  }

  /// The members of an object, as far as they are there; the value of the last may be cut.
  private func members(_ object: UnsafeRawBufferPointer) -> [Member] {
    var members: [Member] = []
    var index = (object.firstIndex(of: UInt8(ascii: "{")) ?? object.count) + 1
    while let start = next(object, from: index), object[start] == UInt8(ascii: "\"") {
      var scanner = ValueScanner()
      guard let end = scanner.end(in: object, from: start),
        let key = StrictParser.string(UnsafeRawBufferPointer(rebasing: object[start..<end])),
        let colon = next(object, from: end), object[colon] == UInt8(ascii: ":"),
        let value = next(object, from: colon + 1)
      else { return members }
      scanner = ValueScanner()
      let last = scanner.end(in: object, from: value) ?? object.count
      members.append(Member(key: String(decoding: key, as: UTF8.self), range: value..<last))
      guard let comma = next(object, from: last), object[comma] == UInt8(ascii: ",") else {
        return members
      }
      index = comma + 1
    }
    return members
  }

  private func next(_ bytes: UnsafeRawBufferPointer, from index: Int) -> Int? {
    guard index <= bytes.count else { return nil }
    return bytes[index...].firstIndex { !isJSONSpace($0) }
  }

  /// Where the elements stand whole in `bytes`, from `start` on; up to so many of them.
  private func wholeElements(_ bytes: UnsafeRawBufferPointer, from start: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = start
    while let next = next(bytes, from: index), bytes[next] != UInt8(ascii: "]") {
      var scanner = ValueScanner()
      guard let end = scanner.end(in: bytes, from: next), end > next else { return found }
      found.append(next..<end)
      guard let comma = self.next(bytes, from: end), bytes[comma] == UInt8(ascii: ",") else {
        return found
      }
      index = comma + 1
    }
    return found
  }
}
