import Testing

@testable import Write

@Suite struct ManifestTests {
  private let manifest = Manifest(
    asOf: -5, users: 10, workspaces: 0, events: 9_007_199_254_740_993, zone: "America/New_York",
    fingerprint: "0af3")

  @Test func isAPageThatPeopleCanRead() {
    #expect(
      manifest.text == """
        A report made by rollcall; it may be replaced.
        as-of -5
        zone America/New_York
        users 10
        workspaces 0
        events 9007199254740993
        fingerprint 0af3

        """)
  }

  @Test func readsWhatItWrote() {
    #expect(Manifest(manifest.text) == manifest)
    var other = manifest
    other.fingerprint = ""
    #expect(Manifest(other.text) == other)
  }

  @Test(arguments: [
    "", "A report made by rollcall; it may be replaced.\n", "x\nas-of 1\nzone UTC\nusers 1\n",
    "x\nas-of one\nzone UTC\nusers 1\nworkspaces 1\nevents 1\n",
  ])
  func isNoManifestWithoutAllItsNumbers(text: String) {
    #expect(Manifest(text) == nil)
  }

  @Test func isKnownByItsFirstLine() {
    #expect(Manifest.begins(Array(manifest.text.utf8)))
    #expect(Manifest.begins(Array("A report made by rollcall; it may be replaced.".utf8)))
    #expect(!Manifest.begins([]))
    #expect(!Manifest.begins(Array("\(manifest.text)".dropFirst().utf8)))
    #expect(!Manifest.begins(Array("A report made by rollcall; it may be replaced. \n".utf8)))
  }
}
