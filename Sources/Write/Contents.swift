import Hash

/// What the files of a report hold: for each the first 128 bits of a SHA-256 (FIPS 180-4) over its
/// path, a zero and its bytes, in ascending order.
///
/// So that the next run knows which files stay without reading them: of an hour later, when the old
/// ones are not in memory any more, reading them took nine tenths.
struct Contents: Sendable {
  private let digests: [UInt128]

  init(_ digests: [UInt128]) { self.digests = digests.sorted() }

  /// From the end of what `bytes` gives; nil where nothing of that form is there.
  init?(endOf file: [UInt8]) {
    let heading = Array(Contents.heading.utf8)
    var at = 0
    while let end = file[at...].firstIndex(of: 10) {
      let line = file[at..<end]
      at = end + 1
      guard line.starts(with: heading) else { continue }
      let count = Int(String(decoding: line.dropFirst(heading.count), as: UTF8.self))
      guard let count, count >= 0, (file.count - at).isMultiple(of: Contents.width),
        (file.count - at) / Contents.width == count
      else { return nil }
      digests = file.withUnsafeBytes { file in
        (0..<count).map { Contents.number(file, at: at + $0 * Contents.width) }
      }
      return
    }
    return nil
  }

  static let heading = "contents "
  private static let width = 16

  static func digest(_ bytes: [UInt8], at path: String) -> UInt128 {
    var hash = SHA256()
    var path = path
    path.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
    hash.add([0])
    hash.add(bytes)
    return hash.digest().withUnsafeBytes { number($0, at: 0) }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt128 {
    UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt128.self))
  }

  /// Whether a file of the report has this digest.
  func contains(_ digest: UInt128) -> Bool {
    var low = 0
    var high = digests.count
    while low < high {
      let middle = (low + high) / 2
      if digests[middle] < digest { low = middle + 1 } else { high = middle }
    }
    return low < digests.count && digests[low] == digest
  }

  /// A line with their number, then the digests, 16 bytes each.
  var bytes: [UInt8] {
    var bytes = Array("\(Contents.heading)\(digests.count)\n".utf8)
    bytes.reserveCapacity(bytes.count + digests.count * Contents.width)
    for digest in digests { withUnsafeBytes(of: digest.bigEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
