import Glibc
import Testing

@testable import Write

struct ContentsTests {
  /// The digests are those that Python's `xxhash` prints: of the path under the seed, then of the
  /// bytes under that.
  @Test func knowsWhatFilesWereMadeOf() throws {
    let inputs = [
      Contents.Input(input: 1 << 100, digest: 8),
      Contents.Input(input: 7, digest: 9), Contents.Input(input: 5, digest: 10),
    ]
    let files = [Contents.File(digest: 9, state: 1), Contents.File(digest: 8, state: 1 << 63)]
    let bytes = Contents(files, paths: [], inputs: inputs, seed: 1).bytes
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.file(madeOf: 7) == files[0])
    #expect(contents.file(madeOf: 1 << 100) == files[1])
    #expect(contents.file(madeOf: 5) == nil, "no such file")
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
    let files = [9, 3, UInt128.max, 5].map { Contents.File(digest: $0, state: ~UInt64($0 & 15)) }
    let contents = Contents(files, paths: [], seed: 0)
    for file in files { #expect(contents.file(file.digest) == file) }
    for other in [0, 4, 10, UInt128.max - 1] { #expect(contents.file(other) == nil) }
    #expect(Contents([], paths: [], seed: 0).file(0) == nil)
  }

  @Test func readsBackWhatItPrints() throws {
    let files = [
      Contents.File(digest: 1 << 120 | 10, state: 4), Contents.File(digest: 2, state: .max),
    ]
    let printed = Contents(files, paths: [0x3073_faf1_ece3_e4bf, 3], seed: 7).bytes
    let bytes = Array("A report\nzone UTC\n".utf8) + printed
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.seed == 7)
    #expect(contents.count == 2)
    for file in files { #expect(contents.file(file.digest) == file) }
    #expect(contents.has(ReportPath("a.html")) == true)
    #expect(contents.has(ReportPath("b.html")) == false)
    #expect(contents.bytes == printed)
    #expect(Contents(endOf: bytes.dropLast()) == nil)
    #expect(Contents(endOf: bytes + [0]) == nil)
    #expect(
      Contents([Contents.File(digest: 2, state: 3)], paths: [], seed: 255, base: 31).bytes
        == Array("seed ff\nbase 1f\nfiles 1\n".utf8) + Array(repeating: 0, count: 15) + [2]
        + Array(repeating: 0, count: 7) + Array("\u{3}paths 0\ninputs 0\n".utf8))
  }

  /// The state is what Python's `xxhash` prints of size, seconds, nanoseconds and inode, 8 bytes each,
  /// big-endian, under 9.
  @Test func tellsFilesThatWereTouched() {
    var status = stat()
    status.st_size = 5
    status.st_mtim = timespec(tv_sec: 1_700_000_000, tv_nsec: 250_000_000)
    status.st_ino = 77
    let state = Contents.state(status, at: 9)
    #expect(state == 0x01fb_f818_4221_83ee)
    var others = [status, status, status, status]
    others[0].st_size = 6
    others[1].st_mtim.tv_sec += 1
    others[2].st_mtim.tv_nsec -= 1
    others[3].st_ino = 78
    for other in others { #expect(Contents.state(other, at: 9) != state) }
    #expect(Contents.state(status, at: 8) != state)
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
    "contents 18446744073709551616\n", "seed 1\n", "seed x\n", "seed 1\nbase 1\n",
    "seed 1\nfiles 0\npaths 0\ninputs 0\n",
    "seed 1\nbase 1\nfiles 0\n",
    "seed 1\nbase 1\nfiles 0\npaths 1\n", "seed 1\nbase 1\nfiles 0\npaths 0\n",
    "seed 1\nbase 1\nfiles 1\n0123456789abcdef",
    "seed 1\nbase 1\nfiles 0\npaths 0\ninputs 1\n", "seed 1\nbase 1\nfiles 0\npaths 0\ninputs 0\nx",
    "seed 1\nbase 1\ncontents 0\npaths 0\ninputs 0\n",
    "seed 10000000000000000\nbase 1\nfiles 0\npaths 0\ninputs 0\n",
  ])
  func takesNothingElseForIt(text: String) {
    #expect(Contents(endOf: Array(text.utf8)) == nil)
  }
}
