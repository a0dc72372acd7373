import Bytes
import Hash

/// Digests of what pages are made of, under a report's seed: where a page has the same one as in the
/// report before, it is not rendered again. 128 bits by XXH3.
package struct PageInputs {
  private let seed: UInt64
  private let encoder = CanonicalEncoder()

  /// - Parameters:
  ///   - base: stands for all that pages have from elsewhere: the program, templates, words, settings.
  ///   - frame: what all pages have alike.
  init(seed: UInt64, base: [UInt8], _ frame: Frame) {
    let own = encoder.withBytes(of: frame) { XXH3.digest(of: Array($0), seed: seed) }
    let bytes = withUnsafeBytes(of: own ?? .random(in: .min ... .max)) { base + $0 }
    self.seed = XXH3.shortDigest(of: bytes, seed: seed)
  }

  /// Of the value that a page is filled from.
  func digest(of page: some Encodable) -> UInt128? {
    encoder.withBytes(of: page) { bytes in
      var hash = XXH3(seed: seed)
      hash.add(bytes)
      return hash.digest()
    }
  }

  /// Of what a page is filled with: of lists, which an hour changes as a rule, that is quicker than
  /// to write down a value with all of their rows.
  func digest(of fields: borrowing Fields) -> UInt128 {
    var hash = XXH3(seed: seed)
    fields.withBytes { hash.add($0) }
    return hash.digest()
  }
}
