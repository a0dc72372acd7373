import Bytes
import Hash
import Synchronization

package enum InputFormat: String, CaseIterable, Sendable {
  case auto, json, ndjson
}

/// Hands the chunks of all sources to the workers, in order. Reading and cutting
/// happen under the lock, parsing outside it; whoever wants a chunk cuts one.
final class ChunkQueue: @unchecked Sendable {
  private static let headSize = 64 << 10

  private let lock = Mutex(())
  private let sources: [Source]
  private let format: InputFormat
  private let copy: StandardInputCopy
  private let rereads: Bool
  private let hashes: Bool
  private let progress: @Sendable (Int) -> Void
  private var nextSource = 0
  private var stream: ByteStream?
  private var reader: (any ChunkReader)?
  private var hash: RunningHash?
  private var finishedBytes = 0
  private(set) var failure: InputError?
  /// What each source turned out to be, as far as they were opened.
  private(set) var facts: [SourceFacts] = []
  /// The numbers of the sources that were opened, by which file each is, however it was named.
  private var numbers: [ByteStream.File: Int] = [:]
  /// Whether there was anything but white space in the input.
  private(set) var hasContent = false

  /// With `rereads`, standard input is read from its copy; with `hashes`, facts have a digest of all
  /// bytes. `progress` is told how many bytes of
  /// the files are read.
  init(
    _ sources: [Source], format: InputFormat, copy: StandardInputCopy, rereads: Bool = false,
    hashes: Bool = false, progress: @escaping @Sendable (Int) -> Void
  ) {
    self.rereads = rereads
    self.hashes = hashes
    self.sources = sources
    self.format = format
    self.copy = copy
    self.progress = progress
  }

  /// Puts the next chunk into `window`; nil at the end, or after a failure.
  func next(into window: Window) -> Chunk? {
    lock.withLock { _ -> Chunk? in
      guard failure == nil else { return nil }
      do throws(InputError) {
        return try nextChunk(into: window)
      } catch {
        failure = error
        return nil
      }
    }
  }

  private func nextChunk(into window: Window) throws(InputError) -> Chunk? {
    while true {
      if let reader {
        if let chunk = try reader.next(into: window) {
          note(chunk, window)
          progress(finishedBytes + (stream?.rawOffset ?? 0))
          return chunk
        }
        finishedBytes += stream?.rawOffset ?? 0
        facts[facts.count - 1].size = stream?.offset ?? 0
        facts[facts.count - 1].digest = hash?.digest
        facts[facts.count - 1].absentSections = reader.absentSections.map {
          RecordKind.inDocuments[$0]
        }
        self.reader = nil
        stream = nil
        hash = nil
      }
      guard nextSource < sources.count else { return nil }
      try openNext()
    }
  }

  /// A chunk of lines may have blank ones alone.
  private func note(_ chunk: Chunk, _ window: Window) {
    guard !facts[facts.count - 1].hasRecord else { return }
    let hasRecord = chunk.records != nil || window.bytes.contains { !isJSONSpace($0) }
    facts[facts.count - 1].hasRecord = hasRecord
  }

  private func openNext() throws(InputError) {
    let source = sources[nextSource]
    let stream = try ByteStream(source, copy: copy, rereads: rereads)
    hash = hashes ? RunningHash(of: stream) : nil
    if source.part == nil, let file = stream.file,
      let same = numbers.updateValue(nextSource, forKey: file)
    {
      throw source.error(.sameFile(as: sources[same].shownPath))
    }
    let head = Window(capacity: ChunkQueue.headSize)
    let isWhole = try !head.fill(from: stream)
    let digest = SHA256.digest(of: Array(head.bytes))
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let isMarked = source.beginsFile && head.bytes.starts(with: byteOrderMark)
    let offset = isMarked ? byteOrderMark.count : 0
    head.removeFirst(offset)
    if head.bytes.contains(where: { !isJSONSpace($0) }) { hasContent = true }
    let isLines = format == .auto ? hasLineRecord(head, isWhole: isWhole) : format == .ndjson
    facts.append(
      SourceFacts(format: isLines ? .ndjson : .json, head: digest))
    let bytes = Array(head.bytes)
    if isLines {
      reader = LineReader(source: nextSource, stream: stream, head: bytes, offset: offset)
    } else {
      let copy = copy
      reader = DocumentReader(
        source: nextSource, stream: stream, head: bytes, offset: offset,
        layout: .object(
          sections: RecordKind.inDocuments.map(\.section), single: RecordKind.organization.section)
      ) { Locator(source, isLines: false, copy: copy).place(of: $0) }
    }
    self.stream = stream
    nextSource += 1
  }

  /// Whether a line of the head is a complete record with a `kind`.
  private func hasLineRecord(_ head: Window, isWhole: Bool) -> Bool {
    let probe = RecordProbe()
    let bytes = head.bytes
    var start = 0
    while start < bytes.count {
      let newline = bytes[start...].firstIndex(of: 10)
      guard let end = newline ?? (isWhole ? bytes.count : nil) else { return false }
      if probe.hasKind(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) { return true }
      start = end + 1
    }
    return false
  }
}
