import Testing

@testable import Write

struct ContentsTests {
  /// The digests are the first 16 bytes of what `printf 'a.html\0x' | sha256sum` prints.
  @Test func digestsPathAndBytes() {
    #expect(
      Contents.digest([0x78], at: ReportPath("a.html")) == 0x9482_f939_cb0c_c5ce_0bcb_28a4_7506_b25a
    )
    #expect(
      Contents.digest([], at: ReportPath("a.html"))
        != Contents.digest([0], at: ReportPath("a.html")))
    #expect(
      Contents.digest([0x78], at: ReportPath("a"))
        != Contents.digest([0x61, 0x78], at: ReportPath("")))
  }

  @Test func findsWhatItHoldsAndNothingElse() {
    let contents = Contents([9, 3, UInt128.max, 5])
    #expect([3, 5, 9, UInt128.max].allSatisfy(contents.contains))
    #expect(![0, 4, 10, UInt128.max - 1].contains(where: contents.contains))
    #expect(!Contents([]).contains(0))
  }

  /// The digest is the first 8 bytes of what `printf a.html | sha256sum` prints.
  @Test func knowsItsPaths() throws {
    #expect(Contents.digest(of: ReportPath("a.html")) == 0x7aa2_67cf_bf8e_b1a7)
    let bytes = Contents([7], paths: [0x7aa2_67cf_bf8e_b1a7, 3]).bytes
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.contains(7))
    #expect(contents.has(ReportPath("a.html")) == true)
    #expect(contents.has(ReportPath("b.html")) == false)
    #expect(Contents([7]).has(ReportPath("a.html")) == nil)
    #expect(Contents(endOf: bytes.dropLast()) == nil)
    #expect(Contents(endOf: bytes + [0]) == nil)
  }

  @Test func readsBackWhatItPrints() throws {
    let bytes = Array("A report\nzone UTC\n".utf8) + Contents([1 << 120 | 10, 2]).bytes
    let contents = try #require(Contents(endOf: bytes))
    #expect(contents.contains(1 << 120 | 10) && contents.contains(2))
    #expect(contents.bytes == Contents([2, 1 << 120 | 10]).bytes)
    #expect(
      Contents([2]).bytes == Array("contents 1\n".utf8) + Array(repeating: 0, count: 15) + [2])
  }

  @Test(arguments: [
    "", "A report\n", "contents 1\n", "contents x\n", "contents -1\n",
    "contents 1\n0123456789abcde",
    "contents 1\n0123456789abcdef0", "contents 9223372036854775807\n",
  ])
  func takesNothingElseForIt(text: String) {
    #expect(Contents(endOf: Array(text.utf8)) == nil)
  }
}
