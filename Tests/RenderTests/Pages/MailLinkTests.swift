import Testing

@testable import Render

@Suite struct MailLinkTests {
  private func link(_ subject: String, _ address: String) -> String {
    var bytes: [UInt8] = []
    MailLink.append(subject: Array(subject.utf8), address: address, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func encodesEveryByteButLettersDigitsAndFourSigns() {
    #expect(
      link("aZ09-._~ &?=ä", "https://a.example/b+c.html")
        == "mailto:?subject=aZ09-._~%20%26%3F%3D%C3%A4&body=https%3A%2F%2Fa.example%2Fb%2Bc.html")
  }

  @Test func makesControlCharactersBlanks() {
    #expect(
      link("a\r\nb\u{0}\u{7F}\u{85}\u{2028}\u{2029}c\u{A0}\u{2027}", "")
        == "mailto:?subject=a%20%20b%20%20%20%20%20c%C2%A0%E2%80%A7&body=")
  }
}
