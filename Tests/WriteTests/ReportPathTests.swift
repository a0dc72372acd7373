import Testing

@testable import Write

@Suite struct ReportPathTests {
  @Test func leadsDownAndUp() {
    let path = ReportPath("").appending(FileName("users")).appending(FileName("a.html"))
    #expect(path == ReportPath("users/a.html"))
    #expect(path.parent == ReportPath("users"))
    #expect(path.parent.parent == ReportPath(""))
    #expect(path.name == FileName("a.html"))
    #expect(path.parent.name == FileName("users"))
  }

  @Test func liesWithinFoldersNotNames() {
    #expect(ReportPath("a/b").isWithin(ReportPath("a")))
    #expect(ReportPath("a").isWithin(ReportPath("a")))
    #expect(!ReportPath("ab").isWithin(ReportPath("a")))
    #expect(!ReportPath("a").isWithin(ReportPath("a/b")))
  }

  @Test func showsBytesThatAreNoText() {
    #expect(ReportPath("é/b").text == "é/b")
    #expect(FileName([0x63, 0xE9]).text == "c\\xE9")
    #expect(FileName("ab").terminated == [97, 98, 0])
  }
}
