import Testing

@testable import Write

struct ContentsTests {
  /// The digests are those that Python's `xxhash` prints: of the path under the seed, then of the
  /// bytes under that.
  @Test func knowsWhatFilesWereMadeOf() throws {
    let inputs = [
      Contents.Input(input: 1 << 100, digest: 8, byteCount: 1 << 33),
      Contents.Input(input: 7, digest: 9, byteCount: 0),
    ]
    let bytes = Contents([], paths: [], inputs: inputs, seed: 1).bytes
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.file(madeOf: 7)?.digest == 9)
    #expect(contents.file(madeOf: 1 << 100)?.byteCount == 1 << 33)
    for other in [0, 6, 8, 1 << 101] as [UInt128] { #expect(contents.file(madeOf: other) == nil) }
    #expect(Contents(endOf: bytes.dropLast()) == nil)
  }

  @Test func digestsPathAndBytes() {
    let path = Contents.digest(of: ReportPath("a.html"), seed: 7)
    #expect(path == 0x3073_faf1_ece3_e4bf)
    #expect(Contents.digest([0x78], at: path) == 0x8030_de66_9605_9e8f_5412_531b_cdc1_ae12)
    #expect(Contents.digest(of: ReportPath("a.html"), seed: 8) != path)
  }

  @Test func findsWhatItHoldsAndNothingElse() {
    let contents = Contents([9, 3, UInt128.max, 5], paths: [], seed: 0)
    #expect([3, 5, 9, UInt128.max].allSatisfy(contents.contains))
    #expect(![0, 4, 10, UInt128.max - 1].contains(where: contents.contains))
    #expect(!Contents([], paths: [], seed: 0).contains(0))
  }

  @Test func readsBackWhatItPrints() throws {
    let printed = Contents([1 << 120 | 10, 2], paths: [0x3073_faf1_ece3_e4bf, 3], seed: 7).bytes
    let bytes = Array("A report\nzone UTC\n".utf8) + printed
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.seed == 7)
    #expect(contents.contains(1 << 120 | 10) && contents.contains(2))
    #expect(contents.has(ReportPath("a.html")) == true)
    #expect(contents.has(ReportPath("b.html")) == false)
    #expect(contents.bytes == printed)
    #expect(Contents(endOf: bytes.dropLast()) == nil)
    #expect(Contents(endOf: bytes + [0]) == nil)
    #expect(
      Contents([2], paths: [], seed: 255).bytes
        == Array("seed ff\ncontents 1\n".utf8) + Array(repeating: 0, count: 15)
        + Array("\u{2}paths 0\ninputs 0\n".utf8))
  }

  /// The digest is the first 16 bytes of what `printf 'a.html\0x' | sha256sum` prints.
  @Test func knowsFilesOfTheFirstVersion() throws {
    let digest: [UInt8] = [
      0x94, 0x82, 0xf9, 0x39, 0xcb, 0x0c, 0xc5, 0xce, 0x0b, 0xcb, 0x28, 0xa4, 0x75, 0x06, 0xb2,
      0x5a,
    ]
    let contents = try #require(Contents(endOf: Array("A report\ncontents 1\n".utf8) + digest))
    #expect(contents.seed == nil)
    #expect(contents.hadOnce([0x78], at: ReportPath("a.html")))
    #expect(!contents.hadOnce([0x79], at: ReportPath("a.html")))
    #expect(contents.has(ReportPath("a.html")) == nil)
  }

  @Test(arguments: [
    "", "A report\n", "contents 1\n", "contents x\n", "contents -1\n",
    "contents 1\n0123456789abcde", "contents 9223372036854775807\n",
    "contents 18446744073709551616\n", "seed 1\n", "seed x\n", "seed 1\ncontents 0\n",
    "seed 1\ncontents 0\npaths 1\n", "seed 1\ncontents 0\npaths 0\n",
    "seed 1\ncontents 0\npaths 0\ninputs 1\n", "seed 1\ncontents 0\npaths 0\ninputs 0\nx",
    "seed 10000000000000000\ncontents 0\npaths 0\ninputs 0\n",
  ])
  func takesNothingElseForIt(text: String) {
    #expect(Contents(endOf: Array(text.utf8)) == nil)
  }
}
