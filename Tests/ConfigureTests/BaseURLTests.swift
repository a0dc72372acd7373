import Testing

@testable import Configure

@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://r.example", "https://r.example/"), ("http://r.example/a/", "http://r.example/a/"),
    ("HTTPS://r.example:8443/Team/é x", "https://r.example:8443/Team/%C3%A9%20x/"),
    ("https://[::1]/", "https://[::1]/"),
    ("https://bücher.example/", "https://b%C3%BCcher.example/"),
    ("https://r.example/100%/%41%", "https://r.example/100%25/%41%25/"),
    (#"https://r.example/"onx='1'<b>\&"#, "https://r.example/%22onx=%271%27%3Cb%3E%5C&/"),
    ("https://r.example/,=1;=2|=3", "https://r.example/%2C=1%3B=2%7C=3/"),
    ("https://r.example/\u{1b}\n", "https://r.example/%1B%0A/"), ("", ""),
  ])
  func endsInASlashAndIsEncoded(typed: String, text: String) {
    #expect(BaseURL(typed)?.text == text)
  }

  @Test(arguments: [
    "javascript:alert(1)//", "=cmd|' /C calc'!A0", "r.example", "//r.example", "/reports",
    "ftp://r.example", "file:///srv", "https:/r.example", "https://", "https:///path",
    "https://:80/",
    "https://u:p@r.example/", "https://r.example?x", "https://r.example/?x=",
    "https://r.example/#x",
    "https://r example/", #"https://r.example""#, " https://r.example", "https://a\\b/",
  ])
  func refusesWhatIsNoAddressToAppendTo(typed: String) {
    #expect(BaseURL(typed) == nil)
  }
}
