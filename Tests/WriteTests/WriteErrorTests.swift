import Testing

@testable import Write

@Suite struct WriteErrorTests {
  @Test(arguments: [
    (
      WriteError.Reason.notOurs,
      "public: not a report of rollcall, and not empty; "
        + "name another folder with --output, empty this one, or replace it with --force"
    ),
    (.isAFile, "public: a file, not a folder; name a folder with --output"),
    (.noParent, "public: the folder above it does not exist; create it first"),
    (
      .openParent,
      "public: everybody may write to the folder above it, and so replace the report; "
        + "take that right away (chmod o-w), or publish elsewhere"
    ),
    (.busy, "public: another run is publishing there; try again when it is done"),
    (
      .system("No space left on device"),
      "public: No space left on device; check the path, its permissions and the room on the disk"
    ),
    (
      .noExchange,
      "public: cannot be replaced in one step: it is a mount point, or its file system "
        + "exchanges no folders; name a folder inside it, or on another file system, with --output"
    ),
  ])
  func saysWhatAndHowToMendIt(reason: WriteError.Reason, sentence: String) {
    #expect(WriteError(path: "public", reason: reason).description == sentence)
  }
}
