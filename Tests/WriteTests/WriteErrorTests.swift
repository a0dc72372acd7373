import Testing

@testable import Write

@Suite struct WriteErrorTests {
  @Test(arguments: [
    (
      WriteError.Reason.notOurs,
      "public: not a report of rollcall, and not empty; "
        + "name another folder with --output, or empty this one"
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
      .system("Too many open files"),
      "public: Too many open files; raise the limit of open files (ulimit -n)"
    ),
    (
      .noExchange,
      "public: cannot be replaced in one step: it is a mount point, or its file system "
        + "exchanges no folders; name a folder inside it, or on another file system, with --output"
    ),
    (
      .notWritable("Permission denied"),
      "public: Permission denied, so that it cannot be replaced; run as the owner of the report, "
        + "or make it yours with all that is in it (chown -R)"
    ),
    (
      .lock("Permission denied"),
      "public: Permission denied; this file keeps two runs apart: run as its owner, "
        + "or remove it while no run publishes"
    ),
    (
      .replaced,
      "public: somebody has put another folder there since the run began; nothing is published; "
        + "see who publishes there, and start again"
    ),
    (
      .strangers(["a", "b", "c", "d", "e"]),
      "public: has files that are not of the report: a, b, c, d, e; nothing is read; "
        + "move them elsewhere, or list them under keep: in site.yml"
    ),
    (
      .strangers(["a", "b", "c", "d", "e", "f", "g"]),
      "public: has files that are not of the report: a, b, c, d, e and 2 more; nothing is read; "
        + "move them elsewhere, or list them under keep: in site.yml"
    ),
    (
      .keptIsOurs,
      "public: to be kept by keep: in site.yml, and a file of the report itself; "
        + "give yours another name"
    ),
    (
      .carried("Permission denied"),
      "public: to be kept by keep: in site.yml, and cannot be carried over (Permission denied); "
        + "see to it that it can be read, or move it elsewhere"
    ),
    (
      .mounted,
      "public: something is mounted here, and would be moved or emptied with the report; "
        + "unmount it, or publish elsewhere"
    ),
    (
      .leftover("Permission denied"),
      "public: left by a run and cannot be removed (Permission denied); "
        + "remove it by hand, as its owner or root"
    ),
    (
      .stranger,
      "public: not of the report that a run has replaced, so that it was left there; "
        + "move it elsewhere, and the next run removes the rest"
    ),
    (
      .unmarked,
      "public: named as what a run leaves, without its mark; "
        + "look into it, and remove it if nobody misses it"
    ),
  ])
  func saysWhatAndHowToMendIt(reason: WriteError.Reason, sentence: String) {
    #expect(WriteError(path: "public", reason: reason).description == sentence)
  }
}
