import Bytes
import CPlatform
import Civil
import Dispatch
import Glibc
import Hash
import Ingest
import Synchronization

/// A digest of everything that a report is made of: the program, its options,
/// the publisher's files, the dump and the time zone. Two runs with the same one
/// give the same report. By SHA-256 (FIPS 180-4), the dump before that by XXH3
/// under the report's seed.
///
/// - Important: Add what may change before it is read for the report, and see that the dump's files
///   are still as they were when it has been read (`InputStates`): of other ones it says nothing.
struct Fingerprint {
  /// Those of the parts, one after the other.
  private var digests: [UInt8] = []

  /// Begins with the program: its build id, which changes with its code.
  init() {
    var size: Int32 = 0
    let bytes = platform_build_id(&size)
    add(Array(UnsafeBufferPointer(start: bytes, count: Int(size))))
  }

  /// Parts are hashed each by itself, so that no two lists of texts look alike.
  mutating func add(_ bytes: [UInt8]) { digests += SHA256.digest(of: bytes) }

  mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// A piece of a file that one worker hashes.
  private struct Piece {
    static let size = 8 << 20
    let path: FilePath
    let offset: Int
  }

  /// The bytes of a dump, hashed in pieces by all workers. False when one cannot be
  /// read, or only once.
  mutating func add(_ files: InputFiles, seed: UInt64, threads: Int) -> Bool {
    var pieces: [Piece] = []
    add(Array(files.arguments.flatMap(\.leftOut).map(\.bytes).joined(separator: [0])))
    for source in files.sources {
      var status = stat()
      guard stat(source.path.cString, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return false
      }
      add(source.name)
      add("\(status.st_size)")
      for offset in stride(from: 0, to: Int(status.st_size), by: Piece.size) {
        pieces.append(Piece(path: source.path, offset: offset))
      }
    }
    let found = Mutex([UInt128?](repeating: nil, count: pieces.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { [pieces] _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < pieces.count else { return }
        let digest = Fingerprint.digest(of: pieces[index], seed)
        found.withLock { $0[index] = digest }
      }
    }
    for digest in found.withLock({ $0 }) {
      guard let digest else { return false }
      withUnsafeBytes(of: digest.bigEndian) { digests += $0 }
    }
    return true
  }

  /// nil when the piece cannot be read.
  private static func digest(of piece: Piece, _ seed: UInt64) -> UInt128? {
    let file = open(piece.path.cString, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      var hash = XXH3(seed: seed)
      var offset = piece.offset
      let end = piece.offset + Piece.size
      while offset < end {
        let count = uninterrupted {
          pread(file, buffer.baseAddress, min(buffer.count, end - offset), offset)
        }
        guard count >= 0 else { return nil }
        if count == 0 { break }
        hash.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += count
      }
      return hash.digest()
    }
  }

  /// Of all that was added.
  var bytes: [UInt8] { Array(SHA256.digest(of: digests)) }

  /// In hexadecimal, with the rules of a zone, which come from the system.
  func text(in zone: Zone) -> String {
    var whole = self
    whole.add("\(zone.name) \(zone.starts) \(zone.offsets)")
    return Hex.text(SHA256.digest(of: whole.digests))
  }
}
