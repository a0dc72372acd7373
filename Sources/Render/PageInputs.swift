import Hash

/// Digests of what pages are made of, under a report's seed: where a page has the same one as in the
/// report before, it is not rendered again. 128 bits by XXH3.
package final class PageInputs {
  private let seed: UInt64
  private var bytes = InputBytes()

  /// - Parameters:
  ///   - base: stands for all that pages have from elsewhere: the program, templates, words, settings.
  ///   - frame: what all pages have alike.
  init(seed: UInt64, base: [UInt8], _ frame: Frame) {
    bytes.add(base)
    bytes.add(frame)
    self.seed = XXH3.shortDigest(of: bytes.all, seed: seed)
  }

  /// Of the value that a page is filled from.
  func digest(of page: some PageInput) -> UInt128 {
    bytes.removeAll()
    bytes.add(page)
    return XXH3.digest(of: bytes.all, seed: seed)
  }

  /// Of what a page is filled with: of lists, which an hour changes as a rule, that is quicker than
  /// to go through all of their rows twice.
  func digest(of fields: borrowing Fields) -> UInt128 {
    var hash = XXH3(seed: seed)
    fields.withBytes { hash.add($0) }
    return hash.digest()
  }
}
