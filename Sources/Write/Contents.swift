import Hash

/// What a report holds, in ascending order: for each file the first 128 bits of a SHA-256 (FIPS
/// 180-4) over its path, a zero and its bytes; for each file and folder the first 64 bits of one
/// over its path.
///
/// So that the next run knows without reading them which files stay (of an hour later, when the
/// old ones are not in memory any more, reading them took nine tenths), and which are not the
/// report's.
struct Contents: Sendable {
  private let digests: [UInt128]
  /// nil in a report of rollcall 1.0.0.
  private let paths: [UInt64]?

  init(_ digests: [UInt128], paths: [UInt64]? = nil) {
    self.digests = digests.sorted()
    self.paths = paths?.sorted()
  }

  /// From the end of what `bytes` gives; nil where nothing of that form is there.
  init?(endOf file: [UInt8]) {
    var rest = file[...]
    while let line = Contents.line(&rest) {
      guard let count = Contents.count(line, Contents.heading) else { continue }
      guard let digests: [UInt128] = Contents.numbers(&rest, count) else { return nil }
      self.digests = digests
      if rest.isEmpty {
        paths = nil
        return
      }
      guard let line = Contents.line(&rest),
        let count = Contents.count(line, Contents.pathsHeading),
        let paths: [UInt64] = Contents.numbers(&rest, count), rest.isEmpty
      else { return nil }
      self.paths = paths
      return
    }
    return nil
  }

  static let heading = "contents "
  /// In bytes, more than 40 million files need; a mark that somebody made longer is not all read.
  static let largest = 1 << 30
  private static let pathsHeading = "paths "

  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: 10) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }

  private static func count(_ line: ArraySlice<UInt8>, _ heading: String) -> Int? {
    guard line.starts(with: heading.utf8) else { return nil }
    return Int(String(decoding: line.dropFirst(heading.utf8.count), as: UTF8.self)) ?? -1
  }

  /// The next `count` numbers, big-endian; nil where there are not so many.
  private static func numbers<Number: FixedWidthInteger>(
    _ rest: inout ArraySlice<UInt8>, _ count: Int
  ) -> [Number]? {
    let width = Number.bitWidth / 8
    guard count >= 0, count <= rest.count / width else { return nil }
    defer { rest = rest.dropFirst(count * width) }
    return rest.withUnsafeBytes { bytes in (0..<count).map { number(bytes, at: $0 * width) } }
  }

  private static func number<Number: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> Number {
    Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  static func digest(_ bytes: [UInt8], at path: ReportPath) -> UInt128 {
    var hash = SHA256()
    hash.add(path.bytes)
    hash.add([0])
    hash.add(bytes)
    return hash.digest().withUnsafeBytes { number($0, at: 0) }
  }

  static func digest(of path: ReportPath) -> UInt64 {
    SHA256.digest(of: path.bytes).withUnsafeBytes { number($0, at: 0) }
  }

  /// Whether a file of the report has this digest.
  func contains(_ digest: UInt128) -> Bool { Contents.contains(digest, in: digests) }

  /// Whether a file or folder of the report is at `path`; nil where that is not known.
  func has(_ path: ReportPath) -> Bool? {
    paths.map { Contents.contains(Contents.digest(of: path), in: $0) }
  }

  private static func contains<Number: Comparable>(_ number: Number, in sorted: [Number]) -> Bool {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == number
  }

  /// A line with the number of digests, then these, 16 bytes each; so for paths, 8 bytes each.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digests.count * 16 + (paths?.count ?? 0) * 8 + 64)
    Contents.add(digests, Contents.heading, to: &bytes)
    if let paths { Contents.add(paths, Contents.pathsHeading, to: &bytes) }
    return bytes
  }

  private static func add(
    _ numbers: [some FixedWidthInteger], _ heading: String, to bytes: inout [UInt8]
  ) {
    bytes += "\(heading)\(numbers.count)\n".utf8
    for number in numbers {
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
  }
}
