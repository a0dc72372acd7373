import Bytes
import Testing

@testable import Render

@Suite struct InputBytesTests {
  private struct Inner: PageInput {
    var number: Int?

    func add(to bytes: inout InputBytes) { bytes.add(number) }
  }

  private struct Row: PageInput {
    var inner = Inner()
    var number: Int?
    var text = Text("")
    var other = Text("")
    var bytes: [UInt8] = []
    var isBot = false
    var rows: [Inner] = []

    func add(to bytes: inout InputBytes) {
      bytes.add(inner)
      bytes.add(number)
      bytes.add(text)
      bytes.add(other)
      bytes.add(self.bytes)
      bytes.add(isBot)
      bytes.add(rows)
    }
  }

  private func bytes(_ value: some PageInput) -> [UInt8] {
    var bytes = InputBytes()
    bytes.add(value)
    return bytes.all
  }

  /// Each differs from the others by one thing, some of them by where that is.
  @Test func givesOtherBytesForWhateverDiffers() {
    let rows = [
      Row(), Row(inner: Inner(number: 5)), Row(number: 5), Row(inner: Inner(number: 5), number: 5),
      Row(number: 0), Row(number: -1), Row(text: Text("ab")), Row(other: Text("ab")),
      Row(text: Text("a"), other: Text("b")), Row(bytes: [1]), Row(bytes: [1, 0]), Row(isBot: true),
      Row(rows: [Inner()]), Row(rows: [Inner(), Inner()]), Row(rows: [Inner(number: 1)]),
      Row(rows: [Inner(number: 1), Inner()]), Row(rows: [Inner(), Inner(number: 1)]),
    ]
    #expect(Set(rows.map(bytes)).count == rows.count)
    #expect(rows.map(bytes) == rows.map(bytes))
  }

  /// By what texts hold, not by where they lie.
  @Test func givesTheSameForEqualValues() {
    let text = Array("Ada Lovelace".utf8)
    let (one, other) = (Arena(), Arena())
    let rows = [one, other].map { Row(text: text.withUnsafeBytes($0.keep)) }
    #expect(bytes(rows[0]) == bytes(rows[1]))
  }

  private struct Forgetful: PageInput {
    var number = 1
    var forgotten = 2

    func add(to bytes: inout InputBytes) { bytes.add(number) }
  }

  @Test func stopsATestRunWhereAPropertyIsForgotten() async {
    await #expect(processExitsWith: .failure) {
      var bytes = InputBytes()
      bytes.add(Forgetful())
    }
  }
}
