import Testing

@testable import Write

@Suite struct WriteErrorTests {
  @Test(arguments: [
    (
      WriteError.Reason.notOurs,
      "public: not a report of rollcall, and not empty; "
        + "name another folder with --output, or empty this one"
    ),
    (.isAFile, "public: a file or a link, not a folder; name a folder with --output"),
    (.noParent, "public: the folder above it does not exist; create it first"),
    (.busy, "public: another run is publishing there; try again when it is done"),
    (
      .system("No space left on device"),
      "public: No space left on device; check the path, its permissions and the room on the disk"
    ),
    (
      .noExchange,
      "public: its file system cannot exchange two folders; publish to a folder on another one"
    ),
  ])
  func saysWhatAndHowToMendIt(reason: WriteError.Reason, sentence: String) {
    #expect(WriteError(path: "public", reason: reason).description == sentence)
  }
}
