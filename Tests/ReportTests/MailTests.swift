import Foundation
import Testing

/// What `rollcall mail` refuses, in whole sentences, and that it then prints nothing.
@Suite struct MailTests {
  private let report: Report

  init() throws {
    report = try build(
      dump(asOf: "2026-02-02", users: ["u1"], events: ["u1 t 2026-01-28"]))
  }

  private func mail(_ options: String..., folder: String? = nil) throws -> Ending {
    let addresses = ["--to", "ada@acme.example", "--from", "reports@acme.example"]
    return try Program.run(
      ["mail", folder ?? report.folder.path("public")]
        + (options.contains("--to") ? ["--from", "r@acme.example"] : addresses) + options)
  }

  private func expect(
    _ ending: Ending, _ status: Int32, _ sentence: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(ending.status == status, sourceLocation: sourceLocation)
    #expect(ending.output == "", sourceLocation: sourceLocation)
    #expect(ending.errors == "rollcall: \(sentence)\n", sourceLocation: sourceLocation)
  }

  @Test func writesTheSameMessageEachTime() throws {
    let ending = try mail()
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.errors == "")
    #expect(ending.output.contains("\nSubject: Acme: Usage report, week of 26 Jan 2026\n"))
    #expect(try mail().output == ending.output)
    #expect(try mail("--period", "month").output.contains("Usage report, Jan 2026\n"))
  }

  @Test func refusesAddressesThatAreNone() throws {
    expect(
      try mail("--to", "a@b.example\nBcc: c@d.example"), 64,
      "--to: 'a@b.example\\u{a}Bcc: c@d.example' has a line break or control character; give one line"
    )
    expect(
      try mail("--to", "a@b.example,c@d.example"), 64,
      "--to: 'a@b.example,c@d.example' is more than one address; give --to once for each")
    expect(
      try mail("--to", "ada"), 64,
      "--to: 'ada' is no address; use one such as ada@acme.example or Ada <ada@acme.example>")
    expect(
      try mail("--to", "ada@bücher.example"), 64,
      "--to: 'ada@bücher.example' has letters that no mail server is sure to take; write the domain as xn--…"
    )
  }

  @Test(arguments: ["a\nb", "a\rb", "a\u{85}b", "a\u{2028}b", "a\u{1B}b", "", "  "])
  func refusesASubjectThatIsNotOneLine(subject: String) throws {
    expect(
      try mail("--subject", subject), 64,
      "--subject: empty, or with a line break or control character; give one line of text")
  }

  @Test func refusesTablesThatThereAreNot() throws {
    expect(
      try mail("--attach", "users,acces"), 64,
      "--attach: no table 'acces' in this report; did you mean 'access'?")
    let ending = try mail("--attach", "/etc/passwd")
    #expect(ending.status == 64)
    #expect(
      ending.errors.hasPrefix(
        "rollcall: --attach: no table '/etc/passwd' in this report; there are about, about-you, access, "
      ))
  }

  @Test func refusesAFolderThatIsNoReport() throws {
    let scratch = try Scratch()
    let path = scratch.url.path
    expect(
      try mail(folder: path), 1,
      "\(path): no digest.json in this folder; name the folder of a published report, or build it anew"
    )
    expect(
      try mail(folder: path + "/none"), 1,
      "\(path)/none: No such file or directory; name the folder of a published report")
    try scratch.write("{", to: "digest.json")
    expect(
      try mail(folder: path), 1, "\(path): digest.json is not valid JSON; build the report anew")
  }

  @Test func saysWhenATableIsMissing() throws {
    let folder = report.folder.path("public")
    try FileManager.default.removeItem(atPath: folder + "/users.csv")
    expect(
      try mail("--attach", "users"), 1,
      "\(folder): a table is missing; wait for the run that publishes, or build the report anew")
  }

  @Test func attachesATableOnce() throws {
    let once = try mail("--attach", "users,access")
    #expect(once.status == 0)
    #expect(try mail("--attach", "users,access,users").output == once.output)
    #expect(try mail("--attach", "users", "--attach", "access").output == once.output)
  }

  @Test(arguments: ["1", "1kB", "0.5 MB", "x", "-1", "9223372036854775807 GB"])
  func takesSizesAsPeopleWriteThem(size: String) throws {
    let ending = try mail("--max-size", size)
    if size.hasPrefix("1") {
      #expect(ending.status == 1)
      #expect(ending.errors.hasSuffix(" kB, more than 1 kB; raise --max-size\n"))
    } else {
      #expect(ending.status == 64)
    }
  }
}
