import Bytes

/// A chunk with something to pass on.
struct PassedChunk {
  let read: ReadChunk
  let grouped: GroupedRows
}

/// The passed records of one source.
final class PassedSource {
  var isDocument: Bool { document != nil }
  private let source: Source
  private let copy: StandardInputCopy
  private let judge: PassedJudge
  /// The next one last.
  private var chunks: [PassedChunk]
  private var bytes: SecondReading?
  /// nil for lines.
  private var document: DocumentWriter?
  private var longRecord = LongRecord.none

  /// What is longer than a record may be is never in memory: its end is still to come.
  private enum LongRecord {
    case none, line
    case value(ValueScanner)

    var isOpen: Bool { if case .none = self { false } else { true } }
  }

  init(
    _ source: Source, _ document: DocumentWriter?, copy: StandardInputCopy, judge: PassedJudge,
    chunks: [PassedChunk]
  ) {
    self.source = source
    self.copy = copy
    self.document = document
    self.judge = judge
    self.chunks = chunks.reversed()
  }

  /// The next records as they go into a file, which may be no bytes; nil at the end.
  func next() throws(InputError) -> [UInt8]? {
    guard !chunks.isEmpty || longRecord.isOpen else { return document?.end() }
    let bytes = try reading()
    switch longRecord {
    case .line: return try restOfLine(bytes)
    case .value(let scanner): return try restOfValue(bytes, scanner)
    case .none: break
    }
    guard let chunk = chunks.popLast() else { return document?.end() }
    try bytes.move(to: chunk.read.chunk.offset)
    if chunk.read.fate == .tooLong { return startOfTooLong(chunk.read.chunk.kind) }
    try bytes.fill(chunk.read.chunk.count)
    return try passed(chunk, bytes)
  }

  private func reading() throws(InputError) -> SecondReading {
    if let bytes { return bytes }
    let opened = try SecondReading(source, copy: copy)
    bytes = opened
    return opened
  }

  private func passed(
    _ chunk: PassedChunk, _ bytes: SecondReading
  ) throws(InputError) -> [UInt8] {
    let trial = PassedTrial(chunk, bytes.window, judge)
    var passed: [UInt8] = []
    for record in trial.records(isDocument: isDocument) {
      switch trial.fate(of: record) {
      case .leftOut: break
      case .passed: add(bytes.window.bytes[record.range], chunk.read, to: &passed)
      case .replaced(let replacement): add(replacement, chunk.read, to: &passed)
      }
    }
    guard trial.isComplete else { throw bytes.changed() }
    return passed
  }

  private func add(
    _ record: some Collection<UInt8>, _ read: ReadChunk, to passed: inout [UInt8]
  ) {
    if let kind = read.chunk.kind {
      document?.begin(kind, isSection: read.fate == .notAnArray, in: &passed)
      passed += record
    } else {
      passed += record
      passed.append(10)
    }
  }

  /// What it says cannot be known, and so not whom it names.
  private func startOfTooLong(_ kind: RecordKind?) -> [UInt8] {
    var passed: [UInt8] = []
    guard judge.keeps(kind) else { return passed }
    if let kind { document?.begin(kind, isSection: false, in: &passed) }
    if !judge.dropped.isEmpty {
      passed += PassedJudge.unreadable + (kind == nil ? [10] : [])
    } else {
      longRecord = kind == nil ? .line : .value(ValueScanner())
    }
    return passed
  }

  private func restOfLine(_ bytes: SecondReading) throws(InputError) -> [UInt8] {
    try bytes.fill(Window.size, orLess: true)
    let end = bytes.window.bytes.firstIndex(of: 10)
    guard end != nil || bytes.window.count == 0 else { return bytes.take(upTo: bytes.window.count) }
    longRecord = .none
    return bytes.take(upTo: end ?? 0) + [10]
  }

  private func restOfValue(
    _ bytes: SecondReading, _ scanner: ValueScanner
  ) throws(InputError) -> [UInt8] {
    var scanner = scanner
    try bytes.fill(Window.size, orLess: true)
    guard bytes.window.count > 0 else { throw bytes.changed() }
    let end = scanner.end(in: bytes.window.bytes, from: 0)
    longRecord = end == nil ? .value(scanner) : .none
    return bytes.take(upTo: end ?? bytes.window.count)
  }
}
