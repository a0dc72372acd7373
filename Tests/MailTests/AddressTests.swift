import Testing

@testable import Mail

@Suite struct AddressTests {
  @Test(arguments: [
    ("ada@acme.example", "", "ada@acme.example"),
    (" ada+x@acme.example ", "", "ada+x@acme.example"),
    ("Ada Lovelace <ada@acme.example>", "Ada Lovelace", "ada@acme.example"),
    ("\"Lovelace, Ada\" <ada@acme.example>", "Lovelace, Ada", "ada@acme.example"),
    ("root@localhost", "", "root@localhost"),
    ("<ada@acme.example>", "", "ada@acme.example"),
    ("Müller, Bo <bo@a-b.example>", "Müller, Bo", "bo@a-b.example"),
  ])
  func reads(text: String, name: String, mailbox: String) throws {
    let address = try Address(text)
    #expect(address.name == name)
    #expect(address.mailbox == mailbox)
  }

  @Test(arguments: [
    ("a@b.example\nBcc: c@d.example", Address.Reason.controlCharacter),
    ("A\rB <a@b.example>", .controlCharacter), ("A\u{2028}B <a@b.example>", .controlCharacter),
    ("A\u{85}B <a@b.example>", .controlCharacter), ("\"a\r\nb\"@c.example", .controlCharacter),
    ("a@b.example,c@d.example", .several), ("a@b.example; c@d.example", .several),
    ("ä@b.example", .notASCII), ("a@bü.example", .notASCII),
    ("", .noAddress), ("ada", .noAddress), ("@b.example", .noAddress), ("a@", .noAddress),
    ("a b@c.example", .noAddress), (".a@b.example", .noAddress), ("a..b@c.example", .noAddress),
    ("a@b..example", .noAddress), ("a@-b.example", .noAddress), ("a@[127.0.0.1]", .noAddress),
    ("=?UTF-8?B?Cg==?=@c.example", .noAddress), ("\"a b\"@c.example", .noAddress),
    ("A <a@b.example> c", .noAddress),
    ("A <a@b.example,c@d.example>", .noAddress), ("A <B <a@b.example>>", .noAddress),
    (String(repeating: "a", count: 65) + "@b.example", .noAddress),
    ("a@" + String(repeating: "b", count: 64) + ".example", .noAddress),
  ])
  func refuses(text: String, reason: Address.Reason) {
    #expect(throws: reason) { try Address(text) }
  }
}
