import Testing

@testable import Hash

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 (one block, two blocks), and of no bytes.
  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ])
  func givesTheDigestOfTheStandard(text: String, digest: String) {
    #expect(hexadecimal(SHA256.digest(of: Array(text.utf8))) == digest)
  }

  @Test func addsPiecesAsOneText() {
    var hash = SHA256()
    for byte in "abc".utf8 { hash.add([byte]) }
    #expect(hash.digest() == SHA256.digest(of: Array("abc".utf8)))
  }

  /// RFC 4231, test case 2.
  @Test func givesTheAuthenticationCodeOfTheStandard() {
    let code = SHA256.authenticationCode(
      of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(
      hexadecimal(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
