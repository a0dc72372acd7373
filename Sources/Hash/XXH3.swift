import CXXHash

/// XXH3 (xxhash.com, of the library's version 0.8), which is many times as fast as SHA-256 and made
/// for no enemy: a seed that nobody knows beforehand keeps two contents with one digest from being
/// chosen.
package struct XXH3: ~Copyable {
  private let state: OpaquePointer?

  /// Begins without bytes.
  package init(seed: UInt64) {
    state = XXH3_createState()
    precondition(
      state != nil && XXH3_128bits_reset_withSeed(state, seed) == XXH_OK, "no memory to hash")
  }

  deinit { XXH3_freeState(state) }

  /// Adds all of `bytes`.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// The digest of all that was added.
  package consuming func digest() -> UInt128 { XXH3.number(XXH3_128bits_digest(state)) }

  /// The digest of what was added so far.
  package var digestSoFar: UInt128 { XXH3.number(XXH3_128bits_digest(state)) }

  /// 128 bits of `bytes`.
  package static func digest(of bytes: [UInt8], seed: UInt64) -> UInt128 {
    number(XXH3_128bits_withSeed(bytes, bytes.count, seed))
  }

  /// 64 bits of `bytes`.
  package static func shortDigest(of bytes: [UInt8], seed: UInt64) -> UInt64 {
    XXH3_64bits_withSeed(bytes, bytes.count, seed)
  }

  private static func number(_ hash: XXH128_hash_t) -> UInt128 {
    UInt128(hash.high64) << 64 | UInt128(hash.low64)
  }
}
