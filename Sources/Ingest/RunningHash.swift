import Bytes
import Hash

/// The digest of all bytes of a stream, taken while they are read.
final class RunningHash {
  private var hash = XXH3(seed: 0)

  init(of stream: ByteStream) {
    stream.observer = { [unowned self] in hash.add($0) }
  }

  /// Of the bytes so far.
  var digest: UInt128 { hash.digestSoFar }
}
