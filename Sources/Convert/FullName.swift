import Bytes

/// The name of somebody of whom two are told: those that are there, a blank between; nil where
/// neither is.
func fullName(_ first: UnsafeRawBufferPointer?, _ last: UnsafeRawBufferPointer?) -> [UInt8]? {
  let parts = [first, last].compactMap { $0 }
  guard !parts.isEmpty else { return nil }
  return Array(parts.map { Array($0) }.joined(separator: " ".utf8))
}
