import Testing

@testable import Sample

@Suite struct ByteTextTests {
  private func text(_ add: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    add(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func padsNumbersButNeverCutsThem() {
    #expect(text { $0.add(0, width: 2) } == "00")
    #expect(text { $0.add(7, width: 6) } == "000007")
    #expect(text { $0.add(1_234_567, width: 6) } == "1234567")
    #expect(text { $0.add(10, width: 1) } == "10")
  }

  @Test func escapesWhatJSONDoesNotTakeRaw() {
    #expect(text { $0.add(quoted: "a\"\\\n\u{1}\u{1f}é") } == #""a\"\\\n\u0001\u001fé""#)
  }

  @Test func escapesAQuoteThatCarriesAnAccent() {
    #expect(text { $0.add(quoted: "\"\u{301}") } == "\"\\\"\u{301}\"")
  }

  @Test func printsInstantsInUTCAndInBerlin() {
    #expect(text { $0.add(utc: 1_795_514_400) } == "2026-11-24T10:00:00Z")
    #expect(text { $0.add(berlin: 1_795_514_400) } == "2026-11-24T11:00:00+01:00")
    // date -u -d 2026-07-01T06:05:09Z +%s
    #expect(text { $0.add(berlin: 1_782_885_909) } == "2026-07-01T08:05:09+02:00")
  }
}
