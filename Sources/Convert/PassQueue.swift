import Bytes
import Synchronization

/// Hands the chunks of the files of one pass to the workers, an archive's as its entries stand
/// in it. Reading and cutting happen under the lock.
final class PassQueue: @unchecked Sendable {
  private static let headSize = 64 << 10

  private let lock = Mutex(())
  /// Files side by side that one archive holds, or one file.
  private var groups: ArraySlice<[ForeignFile]>
  private var archive: Archive?
  private var wanted: [Int: ForeignFile] = [:]
  private var current: (file: ForeignFile, reader: any ChunkReader)?
  private let progress: @Sendable (Int) -> Void
  private var bytes = 0
  /// How many chunks were handed out.
  private var count = 0
  /// Of several failures that of the earliest chunk, whatever worker met it.
  private var failed: (chunk: Int, error: InputError)?
  var failure: InputError? { lock.withLock { _ in failed?.error } }

  init(_ files: [ForeignFile], progress: @escaping @Sendable (Int) -> Void) {
    self.progress = progress
    var groups: [[ForeignFile]] = []
    for file in files {
      let isSame =
        file.source.entry != nil
        && groups.last?.last.map { $0.source.entry != nil && $0.container == file.container }
          ?? false
      if isSame { groups[groups.count - 1].append(file) } else { groups.append([file]) }
    }
    self.groups = groups[...]
  }

  /// Puts the next chunk into `window`; nil at the end, or after a failure. Chunks have numbers
  /// in the order in which they are handed out.
  func next(into window: Window) -> (file: ForeignFile, chunk: Chunk, number: Int)? {
    lock.withLock { _ -> (file: ForeignFile, chunk: Chunk, number: Int)? in
      guard failed == nil else { return nil }
      defer { count += 1 }
      do throws(InputError) {
        return try nextChunk(into: window).map { ($0.file, $0.chunk, count) }
      } catch {
        failed = (count, error)
        return nil
      }
    }
  }

  /// Stops all: a record of the document `file` at `offset`, in the chunk with this number,
  /// is no JSON.
  func fail(_ file: ForeignFile, at offset: Int, chunk number: Int) {
    lock.withLock { _ in
      if let failed, failed.chunk < number { return }
      failed = (number, InputError(.badValue(.noJSON), at: PassQueue.place(of: offset, in: file)))
    }
  }

  private static func place(of offset: Int, in file: ForeignFile) -> Place {
    Locator(file.source, isLines: false, copy: StandardInputCopy()).place(of: offset)
  }

  private func nextChunk(
    into window: Window
  ) throws(InputError) -> (file: ForeignFile, chunk: Chunk)? {
    while true {
      if let (file, reader) = current {
        if let chunk = try reader.next(into: window) {
          bytes += chunk.count
          progress(bytes)
          return (file, chunk)
        }
        current = nil
      }
      guard try openNext() else { return nil }
    }
  }

  /// Opens the next file; false behind the last one.
  private func openNext() throws(InputError) -> Bool {
    while true {
      if let archive {
        while let entry = try archive.next() {
          guard let file = wanted[entry.number] else { continue }
          try begin(file, try ByteStream(of: archive, file.source))
          return true
        }
        self.archive = nil
      }
      guard let group = groups.popFirst(), let first = group.first else { return false }
      guard first.source.entry != nil else {
        try begin(first, try ByteStream(first.source, copy: StandardInputCopy()))
        return true
      }
      archive = try Archive(first.source)
      wanted = Dictionary(group.map { ($0.source.entry ?? -1, $0) }) { first, _ in first }
    }
  }

  private func begin(_ file: ForeignFile, _ stream: ByteStream) throws(InputError) {
    let head = Window(capacity: PassQueue.headSize)
    _ = try head.fill(from: stream)
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let offset = head.bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    head.removeFirst(offset)
    let bytes = Array(head.bytes)
    guard let layout = file.layout.document else {
      current = (
        file, LineReader(source: file.number, stream: stream, head: bytes, offset: offset)
      )
      return
    }
    let reader = DocumentReader(
      source: file.number, stream: stream, head: bytes, offset: offset, layout: layout,
      skipsLeniently: true
    ) { PassQueue.place(of: $0, in: file) }
    current = (file, reader)
  }
}
