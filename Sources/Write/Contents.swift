import Glibc
import Hash

/// What a report holds, in ascending order: for each file 128 bits over its path and its bytes, with
/// 64 bits over its state on the disk; for each file and folder 64 bits over its path; by XXH3 under
/// the report's own seed.
///
/// So that the next run knows without reading them which files stay (of an hour later, when the
/// old ones are not in memory any more, reading them took nine tenths), and which are not the
/// report's.
struct Contents: Sendable {
  /// Drawn by chance for a first report, and the same in those that replace it. nil in a report of
  /// rollcall 1.0.0, of which there are 128 bits of SHA-256 (FIPS 180-4) over each file's path, a
  /// zero and its bytes, and nothing over paths.
  let seed: UInt64?
  /// Over what all pages have alike, among it who is in the report.
  let base: UInt64
  private let files: [File]
  private let paths: [UInt64]
  /// Of files that need not be made again: ascending by what they are made of.
  private let inputs: [Input]

  struct File: Equatable, Sendable {
    /// Over its path and its bytes.
    let digest: UInt128
    /// Over its path and its state when it was published; 0 in a report of rollcall 1.0.0.
    let state: UInt64
  }

  /// What a file was made of, and what it is.
  struct Input: Sendable {
    /// Over its path and the digest of what it was made of.
    let input: UInt128
    let digest: UInt128
  }

  init(
    _ files: [File], paths: [UInt64], inputs: [Input] = [], seed: UInt64, base: UInt64 = 0
  ) {
    self.seed = seed
    self.base = base
    self.files = files.sorted { $0.digest < $1.digest }
    self.paths = paths.sorted()
    self.inputs = inputs.sorted { $0.input < $1.input }
  }

  /// What it begins with; nil in a report of rollcall 1.0.0.
  struct Head: Equatable, Sendable {
    let seed: UInt64
    let base: UInt64
  }

  var head: Head? { seed.map { Head(seed: $0, base: base) } }

  /// Of the list that begins in `file`, of which there may be no more than its beginning.
  static func head(in file: [UInt8]) -> Head? {
    var rest = file[...]
    while let line = line(&rest) {
      if line.starts(with: seedHeading.utf8) { return head(line, &rest) }
    }
    return nil
  }

  private static func head(_ line: ArraySlice<UInt8>, _ rest: inout ArraySlice<UInt8>) -> Head? {
    guard let seed = value(line, seedHeading, radix: 16),
      let base = Contents.line(&rest).flatMap({ value($0, baseHeading, radix: 16) })
    else { return nil }
    return Head(seed: seed, base: base)
  }

  /// From the end of what `bytes` gives; nil where nothing of that form is there.
  init?(endOf file: [UInt8]) {
    var rest = file[...]
    while let line = Contents.line(&rest) {
      if line.starts(with: Contents.seedHeading.utf8) {
        guard let head = Contents.head(line, &rest), let files = Contents.files(&rest),
          let paths: [UInt64] = Contents.numbers(&rest, headed: Contents.pathsHeading),
          let inputs = Contents.inputs(&rest), rest.isEmpty
        else { return nil }
        (seed, base) = (head.seed, head.base)
        (self.files, self.paths, self.inputs) = (files, paths, inputs)
        return
      }
      guard let count = Contents.value(line, Contents.heading, radix: 10) else { continue }
      guard let digests: [UInt128] = Contents.numbers(&rest, count) else { return nil }
      (seed, base, paths, inputs) = (nil, 0, [], [])
      files = digests.map { File(digest: $0, state: 0) }
      return
    }
    return nil
  }

  static let seedHeading = "seed "
  static let heading = "contents "
  private static let baseHeading = "base "
  private static let filesHeading = "files "
  /// In bytes, more than 40 million files need; a mark that somebody made longer is not all read.
  static let largest = 1 << 30
  private static let pathsHeading = "paths "
  private static let inputsHeading = "inputs "

  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: 10) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }

  /// nil where the line does not begin so, or ends in no number.
  private static func value(
    _ line: ArraySlice<UInt8>, _ heading: String, radix: Int
  ) -> UInt64? {
    guard line.starts(with: heading.utf8) else { return nil }
    return UInt64(String(decoding: line.dropFirst(heading.utf8.count), as: UTF8.self), radix: radix)
  }

  private static func numbers<Number: FixedWidthInteger>(
    _ rest: inout ArraySlice<UInt8>, headed heading: String
  ) -> [Number]? {
    line(&rest).flatMap { value($0, heading, radix: 10) }.flatMap { numbers(&rest, $0) }
  }

  private static func files(_ rest: inout ArraySlice<UInt8>) -> [File]? {
    guard let digests: [UInt128] = numbers(&rest, headed: filesHeading),
      let states: [UInt64] = numbers(&rest, digests.count)
    else { return nil }
    return zip(digests, states).map { File(digest: $0, state: $1) }
  }

  private static func inputs(_ rest: inout ArraySlice<UInt8>) -> [Input]? {
    guard let inputs: [UInt128] = numbers(&rest, headed: inputsHeading),
      let digests: [UInt128] = numbers(&rest, inputs.count)
    else { return nil }
    return zip(inputs, digests).map { Input(input: $0, digest: $1) }
  }

  /// The next `count` numbers, big-endian; nil where there are not so many.
  private static func numbers<Number: FixedWidthInteger>(
    _ rest: inout ArraySlice<UInt8>, _ count: some BinaryInteger
  ) -> [Number]? {
    let width = Number.bitWidth / 8
    guard count <= rest.count / width else { return nil }
    let count = Int(count)
    defer { rest = rest.dropFirst(count * width) }
    return rest.withUnsafeBytes { bytes in (0..<count).map { number(bytes, at: $0 * width) } }
  }

  private static func number<Number: FixedWidthInteger>(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> Number {
    Number(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  /// Of a file, whose path has the digest `path`.
  static func digest(_ bytes: [UInt8], at path: UInt64) -> UInt128 {
    XXH3.digest(of: bytes, seed: path)
  }

  /// Of what a file is made of, likewise.
  static func digest(_ input: UInt128, at path: UInt64) -> UInt128 {
    withUnsafeBytes(of: input.bigEndian) { digest(Array($0), at: path) }
  }

  /// Of a file on the disk: another one where somebody wrote to it, put another in its place or set
  /// its time. Not what the time of its inode's change tells, which each link sets.
  static func state(_ status: stat, at path: UInt64) -> UInt64 {
    let numbers = (
      Int64(status.st_size).bigEndian, Int64(status.st_mtim.tv_sec).bigEndian,
      Int64(status.st_mtim.tv_nsec).bigEndian, UInt64(status.st_ino).bigEndian
    )
    return XXH3.shortDigest(of: withUnsafeBytes(of: numbers) { Array($0) }, seed: path)
  }

  static func digest(of path: ReportPath, seed: UInt64) -> UInt64 {
    XXH3.shortDigest(of: path.bytes, seed: seed)
  }

  /// The file of this digest.
  func file(_ digest: UInt128) -> File? {
    let place = Contents.place(below: files.count) { files[$0].digest < digest }
    return place < files.count && files[place].digest == digest ? files[place] : nil
  }

  /// The file that was made of `input`, a digest over its path, too.
  func file(madeOf input: UInt128) -> File? {
    let place = Contents.place(below: inputs.count) { inputs[$0].input < input }
    return place < inputs.count && inputs[place].input == input ? file(inputs[place].digest) : nil
  }

  /// Only which paths it has.
  var pathsAlone: Contents { Contents([], paths: paths, seed: seed ?? 0) }

  /// The paths that it has and `other`, of the same seed, has not.
  func missing(from other: Contents) -> Contents {
    var next = 0
    let missing = paths.filter { path in
      while next < other.paths.count, other.paths[next] < path { next += 1 }
      return next == other.paths.count || other.paths[next] != path
    }
    return Contents([], paths: missing, seed: seed ?? 0)
  }

  /// How many files and folders the report has.
  var count: Int { paths.count }

  /// Whether a file or folder of the report is at `path`; nil where that is not known.
  func has(_ path: ReportPath) -> Bool? {
    seed.map { Contents.has(Contents.digest(of: path, seed: $0), in: paths) }
  }

  /// Whether `digest` is among those, which ascend.
  static func has<Digest: Comparable>(_ digest: Digest, in digests: [Digest]) -> Bool {
    let place = place(below: digests.count) { digests[$0] < digest }
    return place < digests.count && digests[place] == digest
  }

  /// Whether a report of rollcall 1.0.0 has a file of these bytes at `path`.
  func hadOnce(_ bytes: [UInt8], at path: ReportPath) -> Bool {
    file(
      SHA256.digest(of: path.bytes + [0] + bytes)
        .withUnsafeBytes { Contents.number($0, at: 0) }) != nil
  }

  /// The first place below `count` that is not `before`, as all behind it are not; else `count`.
  private static func place(below count: Int, before: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if before(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The seed, the base, then a line with the number of files, then their digests, 16 bytes each, and their
  /// states, 8 bytes each; so for paths, 8 bytes each, and for inputs, of which all digests of inputs
  /// come first, then those of files.
  var bytes: [UInt8] {
    var bytes = Array("\(Contents.seedHeading)\(String(seed ?? 0, radix: 16))\n".utf8)
    bytes.reserveCapacity(files.count * 24 + paths.count * 8 + inputs.count * 32 + 128)
    bytes += "\(Contents.baseHeading)\(String(base, radix: 16))\n".utf8
    bytes += "\(Contents.filesHeading)\(files.count)\n".utf8
    for file in files { Contents.add(file.digest, to: &bytes) }
    for file in files { Contents.add(file.state, to: &bytes) }
    bytes += "\(Contents.pathsHeading)\(paths.count)\n".utf8
    for path in paths { Contents.add(path, to: &bytes) }
    bytes += "\(Contents.inputsHeading)\(inputs.count)\n".utf8
    for input in inputs { Contents.add(input.input, to: &bytes) }
    for input in inputs { Contents.add(input.digest, to: &bytes) }
    return bytes
  }

  private static func add(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
