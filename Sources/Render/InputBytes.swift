import Bytes
import Civil
import Configure
import Ingest
import Measure
import Rank

/// The bytes of a value that a page is filled from: others for whatever differs in it.
///
/// Each number takes 8 bytes, texts and lists begin with how long they are, what may be absent with
/// whether it is there. That no stored property is forgotten is checked in debug builds, so in all
/// tests, for every struct that is added. `Encodable`, which the compiler derives, would need no such
/// check and took 140,000 instructions a page, where the page itself takes 280,000.
struct InputBytes {
  private(set) var all: [UInt8] = []
  /// How many values were added of the one that is being added now.
  private var count = 0

  mutating func removeAll() { all.removeAll(keepingCapacity: true) }

  mutating func add<Value: PageInput>(_ value: Value) {
    let outer = count
    count = 0
    value.add(to: &self)
    assert(isWhole(value), "a stored property of \(Value.self) is not added")
    count = outer + 1
  }

  private func isWhole(_ value: some PageInput) -> Bool {
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle != .struct || mirror.children.count == count
  }

  mutating func add(_ memory: UnsafeRawBufferPointer) {
    append(memory.count)
    all.append(contentsOf: memory)
    count += 1
  }

  mutating func add(_ number: Int) {
    append(number)
    count += 1
  }

  mutating func add(_ number: Int?) {
    all.append(number == nil ? 0 : 1)
    add(number ?? 0)
  }

  mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }
  mutating func add(_ day: Day) { add(day.number) }
  mutating func add(_ day: Day?) { add(day?.number) }
  mutating func add(_ text: Text) { add(text.memory) }
  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }
  mutating func add(_ numbers: [Int]) { numbers.withUnsafeBytes { add($0) } }

  mutating func add(_ string: String) {
    var string = string
    string.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ values: [some PageInput]) {
    let outer = count
    append(values.count)
    for value in values { add(value) }
    count = outer + 1
  }

  /// Something else stands for it.
  mutating func leaveOut(_ value: some Any) { count += 1 }

  private mutating func append(_ number: Int) {
    withUnsafeBytes(of: number.littleEndian) { all.append(contentsOf: $0) }
  }
}

/// What knows its parts: all of its stored properties, or its case and what that has.
protocol PageInput {
  func add(to bytes: inout InputBytes)
}

extension Frame: PageInput {
  func add(to bytes: inout InputBytes) {
    // The publisher's files, and what workspaces are called, are among what the base stands for.
    bytes.leaveOut(words)
    bytes.leaveOut(markdownTexts)
    bytes.add(menu)
    bytes.add(reportTitle)
    bytes.add(organization)
    bytes.add(zone)
    bytes.add(firstEvent)
    bytes.add(updated)
    bytes.add(logo)
    bytes.add(baseURL.text)
    bytes.add(markdownCeiling)
    bytes.add(fileStem)
  }
}

extension Frame.Entry: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(label)
    bytes.add(href)
    bytes.add(isOutside)
  }
}

extension Zone: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(name)
    bytes.add(starts)
    bytes.add(offsets)
  }
}

extension UserPage: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(user)
    bytes.add(figures)
    bytes.add(lastActiveFrom)
    bytes.add(isLoginEvent)
    // Numbers only, without gaps.
    assert(MemoryLayout<DayCell>.stride == 4 * MemoryLayout<Int>.stride)
    days.withUnsafeBytes { bytes.add($0) }
    bytes.add(workspaces)
    bytes.add(ranks)
    bytes.add(monday)
    bytes.add(firstOfMonth)
    bytes.add(download)
  }
}

extension User: PageInput {
  func add(to bytes: inout InputBytes) {
    for text in [id, shownName, name, email, role, title, status, description] { bytes.add(text) }
    bytes.add(isBot)
    bytes.add(createdAt)
    bytes.add(lastLoginAt)
    bytes.add(accounts)
  }
}

extension UserAccount: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(system)
    bytes.add(id)
    bytes.add(email)
  }
}

extension UserPage.Figures: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(lastActive)
    bytes.add(lastLogin)
    bytes.add(state.rawValue)
    bytes.add(events)
    bytes.add(score)
    bytes.add(events28)
    bytes.add(activeDays28)
    bytes.add(workspaces)
  }
}

extension UserWorkspaceRow: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(workspace)
    bytes.add(state.rawValue)
    bytes.add(lastActive)
    bytes.add(events28)
    bytes.add(score)
  }
}

extension WorkspaceLink: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(name)
    bytes.add(detail)
    bytes.add(path)
  }
}

extension UserPage.Ranks: PageInput {
  func add(to bytes: inout InputBytes) {
    switch self {
    case .excluded(.bot): bytes.add(0)
    case .excluded(.status): bytes.add(1)
    case .excluded(.setting): bytes.add(2)
    case .ranked(let ranks):
      bytes.add(3)
      bytes.add(ranks)
    }
  }
}

extension PeriodRank: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(period)
    bytes.add(score)
    bytes.add(rank)
  }
}

extension PeriodRank.Rank: PageInput {
  func add(to bytes: inout InputBytes) {
    switch self {
    case .none: bytes.add(0)
    case .running: bytes.add(1)
    case .final(let rank, .none): bytes.add([2, rank])
    case .final(let rank, .new): bytes.add([3, rank])
    case .final(let rank, .by(let ranks)): bytes.add([4, rank, ranks])
    }
  }
}

extension Period: PageInput {
  func add(to bytes: inout InputBytes) {
    switch self {
    case .always(let period): bytes.add(period.rawValue)
    case .calendarMonth(let day): bytes.add(day)
    }
  }
}

extension Download: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(path)
    bytes.add(size)
  }
}

extension TableSize: PageInput {
  func add(to bytes: inout InputBytes) {
    bytes.add(self.bytes)
    bytes.add(rows)
  }
}
