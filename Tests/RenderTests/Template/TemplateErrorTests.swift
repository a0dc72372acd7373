import Testing

@testable import Render

struct TemplateErrorTests {
  private static let user = Shape([.init("name", .text), .init("email", .text)])
  private static let page = Shape([
    .init("title", .text), .init("about", .markup), .init("open", .flag),
    .init("users", .list(user)), .init("owner", .record(user)),
  ])

  @Test(arguments: [
    ("a\n {{name", "2:2: this tag is never closed; end it with '}}'."),
    ("{{name {{title}}", "1:1: this tag is never closed; end it with '}}'."),
    ("é🎉 {{{about}} {{title}}", "1:4: this tag is never closed; end it with '}}}'."),
    ("{{{about}} {{{about}}}", "1:1: this tag is never closed; end it with '}}}'."),
    ("{{! no end }", "1:1: this tag is never closed; end it with '}}'."),
    ("{{", "1:1: this tag is never closed; end it with '}}'."),
    ("{{ }}", "1:1: this tag lacks a name; write one between the braces."),
    ("{{owner.}}", "1:1: this tag lacks a name; write one between the braces."),
    (
      "\r\n{{=<% %>=}}",
      "2:1: delimiters cannot be changed; remove this tag and keep '{{' and '}}'."
    ),
    ("{{<base}}", "1:1: templates cannot inherit from each other; use a partial, '{{>name}}'."),
    ("{{$part}}", "1:1: templates cannot inherit from each other; use a partial, '{{>name}}'."),
    ("x{{#users}}{{name}}", "1:2: section 'users' is never closed; add '{{/users}}'."),
    (
      "{{/users}}",
      "1:1: '{{/users}}' closes a section that is not open; remove it or add '{{#users}}' before."
    ),
    (
      "\n{{#users}}\n{{^open}}{{/users}}{{/open}}",
      "3:10: '{{/users}}' comes while section 'open' of line 3 is open; write '{{/open}}' before it."
    ),
  ])
  func pointsAtTagsThatAreNotWellFormed(template: String, sentence: String) {
    #expect(message(template, Self.page) == "page.mustache:" + sentence)
  }

  @Test(arguments: [
    (
      "<p>\n<script>const who = \"{{title}}\"</script>",
      "2:22: 'title' is inside a <script>, where no escaping keeps it from being code; "
        + "put it into an attribute such as data-value=\"{{title}}\", which a file in assets reads."
    ),
    (
      "<style>{{#open}}{{>card}}{{/open}}</style>",
      "1:17: partial 'card' is inside a <style>, where its values would be code; "
        + "move the code into a file in assets."
    ),
    (
      "<b onclick='show(\"{{{about}}}\")'>",
      "1:19: 'about' is in the attribute 'onclick', where no escaping keeps it from being code; "
        + "use another attribute, such as class or data-value."
    ),
    (
      "<b{{#open}} title={{title}}{{/open}}>",
      "1:19: 'title' is in a tag and not in a value in quotes, so that it could become an attribute "
        + "of its own; write it as in title=\"{{title}}\"."
    ),
  ])
  func pointsAtValuesWhereEscapingIsNoHelp(template: String, sentence: String) {
    #expect(message(template, Self.page) == "page.mustache:" + sentence)
  }

  @Test(arguments: [
    (
      "{{titel}}",
      "1:1: nothing here is called 'titel'; did you mean 'title'? "
        + "Offered here: title, about, open, users, owner."
    ),
    (
      "{{#users}}{{phone}}{{/users}}",
      "1:11: nothing here is called 'phone'. "
        + "Offered here: name, email, title, about, open, users, owner."
    ),
    (
      "{{owner.nam}}",
      "1:1: nothing in 'owner' is called 'nam'; did you mean 'name'? Offered there: name, email."
    ),
    (
      "{{.}}",
      "1:1: '.' means nothing here; it works inside a section over a text or over a list of texts only."
    ),
    (
      "{{users.name}}",
      "1:1: 'users' is a list, so 'users.name' leads nowhere; dots go through records only."
    ),
    (
      "{{#owner}}{{title.x}}{{/owner}}",
      "1:11: 'title' is a text, so 'title.x' leads nowhere; dots go through records only."
    ),
    (
      "{{about}}",
      "1:1: 'about' is HTML made from Markdown and would be escaped twice; write '{{{about}}}'."
    ),
    ("{{{title}}}", "1:1: 'title' is text, which is never printed unescaped; write '{{title}}'."),
    ("{{&title}}", "1:1: 'title' is text, which is never printed unescaped; write '{{title}}'."),
    (
      "{{open}}",
      "1:1: 'open' is a yes-or-no and cannot be printed; use it as a section, '{{#open}}…{{/open}}'."
    ),
    (
      "{{{users}}}",
      "1:1: 'users' is a list and cannot be printed; use it as a section, '{{#users}}…{{/users}}'."
    ),
    (
      "{{owner}}",
      "1:1: 'owner' is a record and cannot be printed; use it as a section, '{{#owner}}…{{/owner}}'."
    ),
    ("{{>heda}}", "1:1: there is no partial 'heda'; did you mean 'head'? There are: head, page."),
  ])
  func namesWhatThePageDoesNotOffer(template: String, sentence: String) {
    let found = message(template, Self.page, partials: ["head": ""])
    #expect(found == "page.mustache:" + sentence)
  }

  @Test func pointsIntoThePartialThatIsWrong() {
    let partials = ["head": "<h1>\n  {{title}} {{name}}"]
    #expect(
      message("{{#users}}{{>head}}{{/users}}{{>head}}", Self.page, partials: partials)
        == "head.mustache:2:13: nothing here is called 'name'. "
        + "Offered here: title, about, open, users, owner.")
  }

  @Test func findsAWrongPartialThatNoPageIncludes() {
    #expect(
      message("", Self.page, partials: ["head": "{{#title}}"])
        == "head.mustache:1:1: section 'title' is never closed; add '{{/title}}'.")
  }

  @Test func offersTwelveNamesAtMost() {
    let many = Shape((10...24).map { Shape.Offer("n\($0)", .text) })
    #expect(
      message("{{other}}", many)
        == "page.mustache:1:1: nothing here is called 'other'. Offered here: "
        + "n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21 and 3 more.")
    #expect(
      message("{{other}}", Shape([]))
        == "page.mustache:1:1: nothing here is called 'other'. Offered here: nothing.")
  }

  @Test(arguments: [
    ("{{>p}}", "{{>p}}"), ("{{>p}}", "{{#open}}{{>p}}{{/open}}"),
    ("{{>p}}", "{{^users}}{{>p}}{{/users}}"), ("{{#title}}{{>p}}{{/title}}", "{{>p}}"),
  ])
  func refusesAPartialThatIncludesItselfWithoutEnd(page: String, partial: String) throws {
    let found = try #require(message(page, Self.page, partials: ["p": partial]))
    #expect(found.hasPrefix("p.mustache:1:"))
    #expect(
      found.hasSuffix(
        ": partial 'p' would include itself without end; "
          + "include it only inside a section over rows of the innermost row."))
  }

  @Test func refusesARoundOverRowsOfAnOuterRow() {
    #expect(
      message("{{>p}}", Self.page, partials: ["p": "{{#users}}{{>p}}{{/users}}"])
        == "p.mustache:1:11: partial 'p' would include itself without end; "
        + "include it only inside a section over rows of the innermost row.")
  }

  @Test func refusesAPartialThatIndentsItselfEverDeeper() {
    let tree = Shape([.init("kids", .branches)])
    #expect(
      message("{{>p}}", tree, partials: ["p": "{{#kids}}\n  {{>p}}\n{{/kids}}\n"])
        == "p.mustache:2:3: partial 'p' would be indented ever deeper; "
        + "write '{{>p}}' at a line's start.")
  }

  /// Each of 40 partials includes the next one twice: a million million tags.
  @Test(.timeLimit(.minutes(1))) func refusesPartialsThatDouble() {
    var partials = ["p40": "{{title}}"]
    for number in 1..<40 { partials["p\(number)"] = "{{>p\(number + 1)}}\n{{>p\(number + 1)}}" }
    // 3 * 2^n - 2 tags n partials above the last one: more than 100,000 from n = 16 on.
    #expect(
      message("{{>p1}}", Self.page, partials: partials)
        == "p24.mustache:2:1: with partial 'p25' the page would have more than 100000 tags, "
        + "those of partials counted each time; include it less often.")
  }

  /// 900 partials of 900 tags, in as many indentations as there may be.
  @Test(.timeLimit(.minutes(1))) func refusesPartialsThatAreTooLongTogether() {
    var partials: [String: String] = [:]
    for number in 1..<900 {
      partials["p\(number)"] =
        String(repeating: "{{title}}", count: 900) + "\n{{>p\(number + 1)}}\n {{>p\(number + 1)}}\n"
    }
    partials["p900"] = ""
    #expect(
      message("{{>p1}}", Self.page, partials: partials)?.hasSuffix(
        "the page would have more than 100000 tags, "
          + "those of partials counted each time; include it less often.") == true)
  }

  @Test(.timeLimit(.minutes(1))) func refusesSectionsTooDeepInside() {
    let deep = String(repeating: "{{#users}}", count: 50_000)
    #expect(
      message("\n" + deep + "{{name}}" + String(repeating: "{{/users}}", count: 50_000), Self.page)
        == "page.mustache:2:1001: section 'users' is inside 100 others, the most that there may be; "
        + "close one of them before, or move what is inside into a partial.")
    let hundred = String(repeating: "{{#open}}", count: 100)
    #expect(message(hundred + String(repeating: "{{/open}}", count: 100), Self.page) == nil)
  }

  /// Rows in rows of their own kind, and a list inside two others: times that multiply.
  @Test func refusesListsThatRepeatEachOther() {
    let words =
      "is over rows from further out and would repeat them too often here; "
      + "close the section around it first."
    #expect(
      message("{{#users}}{{#users}}{{/users}}{{/users}}", Self.page)
        == "page.mustache:1:11: section 'users' \(words)")
    let lists = Shape(["a", "b", "c", "d"].map { .init($0, .list(Shape([.init("x", .text)]))) })
    #expect(
      message("{{#a}}{{#b}}{{#c}}{{#d}}{{/d}}{{/c}}{{/b}}{{/a}}", lists)
        == "page.mustache:1:19: section 'd' \(words)")
    #expect(message("{{#a}}{{#b}}{{#c}}{{x}}{{/c}}{{/b}}{{/a}}", lists) == nil)
    #expect(
      message("{{#a}}{{>p}}{{/a}}", lists, partials: ["p": "{{#b}}{{#c}}{{#d}}{{/d}}{{/c}}{{/b}}"])
        == "p.mustache:1:13: section 'd' \(words)")
    // A record is one row, and the rows of the innermost row are its own.
    #expect(message("{{#users}}{{#owner}}{{name}}{{/owner}}{{/users}}", Self.page) == nil)
    let tree = Shape([.init("kids", .branches)])
    #expect(message("{{#kids}}{{#kids}}{{#kids}}{{/kids}}{{/kids}}{{/kids}}", tree) == nil)
  }

  @Test func namesTheFileThatIsNoUTF8() {
    let source = TemplateSource(
      name: "page", file: "T/page.mustache", bytes: [0x61, 0x0A, 0x62, 0xFC])
    let error = #expect(throws: TemplateError.self) { try TemplateSet([source]) }
    #expect(
      error?.description
        == "T/page.mustache:2:2: this is not UTF-8; save the file in that encoding.")
  }

  @Test func namesATemplateThatIsNotThere() throws {
    let set = try TemplateSet([TemplateSource(name: "users", file: "users.mustache", bytes: [])])
    let error = #expect(throws: TemplateError.self) { try set.compile("user", for: Self.page) }
    #expect(
      error?.description
        == "user: there is no template 'user'; did you mean 'users'? There are: users.")
  }
}
