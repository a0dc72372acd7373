// Unsafe on purpose: every id of a dump passes here; offsets stay below the count.

/// A hash that nobody can invert who does not know the run's secret, for tables whose keys come
/// from a dump: each eight bytes are multiplied by one secret, and the halves of the product
/// folded together (as in wyhash, Wang Yi, public domain).
///
/// Nothing that a run gives may depend on it.
package struct SeededHash: Sendable {
  /// Of two random numbers that are drawn once.
  package static let ofThisRun = SeededHash(
    start: .random(in: .min ... .max), factor: .random(in: .min ... .max))

  private let start: UInt64
  private let factor: UInt64

  /// An even `factor` loses bits, so the next odd one is taken.
  package init(start: UInt64, factor: UInt64) {
    self.start = start
    self.factor = factor | 1
  }

  @inline(__always)
  package func hash(_ value: UInt64) -> UInt32 { upper(fold(start ^ value)) }

  /// A hash of bytes. Beside it, for up to 7 bytes, those bytes below their number plus one.
  @inline(__always)
  package func hashAndKey(_ bytes: UnsafeRawBufferPointer) -> (hash: UInt32, key: UInt64?) {
    let count = bytes.count
    if count < 8 {
      let key = UInt64(truncatingIfNeeded: count &+ 1) << 56 | upTo7(bytes)
      return (hash(key), key)
    }
    var hash = start ^ UInt64(truncatingIfNeeded: count)
    var index = 0
    while index &+ 8 <= count {
      hash = fold(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    let last = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    return (upper(fold(hash ^ last)), nil)
  }

  /// Tables take a hash's lower bits: those that here hang on all others.
  @inline(__always)
  private func upper(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }

  @inline(__always)
  private func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}

@inline(__always)
private func upTo7(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  let count = bytes.count
  if count >= 4 {
    let first = UInt64(bytes.loadUnaligned(as: UInt32.self))
    let last = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
    // What both have is shifted out of the last.
    return first | (last >> UInt64(8 &* (8 &- count))) << 32
  }
  var value: UInt64 = 0
  for index in 0..<count { value = value << 8 | UInt64(bytes[index]) }
  return value
}
