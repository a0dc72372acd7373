import Testing

@testable import Ingest

@Suite struct PseudonymsTests {
  private let pseudonyms = Pseudonyms(key: Array("0123456789abcdef0123456789abcdef".utf8))

  /// Worked out with OpenSSL: `printf %s u1 | openssl dgst -sha256 -hmac KEY`.
  @Test func areTheFirstDigitsOfAnHMAC() {
    #expect(pseudonyms.user("u1".utf8) == "p39536bc0c20e6efcd22ec30b")
    #expect(pseudonyms.user("".utf8) == "p796cd3078af14636753d26b3")
    #expect(pseudonyms.workspace("u1".utf8) == "w96bba046f9bf7f4fe5e922a9")
  }

  @Test func differWithTheKey() {
    let others = Pseudonyms(key: Array("0123456789abcdef0123456789abcdeg".utf8))
    #expect(others.user("u1".utf8) != pseudonyms.user("u1".utf8))
  }

  @Test func tellBytesApartThatLookAlike() {
    #expect(pseudonyms.user("\u{E9}".utf8) != pseudonyms.user("e\u{301}".utf8))
  }
}
