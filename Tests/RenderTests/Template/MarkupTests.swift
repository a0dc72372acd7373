import Testing

@testable import Render

struct MarkupTests {
  private func danger(behind text: String) -> Markup.Danger? {
    var markup = Markup()
    markup.read(text.utf8)
    return markup.danger
  }

  @Test(arguments: [
    "", "a < b ", "<p>", "<p class=x>", "<br/>", "</p>", "</p >", "<!doctype html>", "<!-- ",
    "<!-- <p -->", "<!---->", "<!--> ", "<p title=\"", "<p title='", "<p title = \"",
    "<a href=x title=\"a ", "<p data-on=\"", "<script></script>", "<SCRIPT src=\"a\"></Script >",
    "<style>p{}</style>",
    "<script src=\"", "<script>if (a</b>1) \"</scripts>\"</script>", "<textarea>",
    "1 <2 ", "<<p>",
  ])
  func takesTextAndAttributesInQuotesForSafe(text: String) {
    #expect(danger(behind: text) == nil)
  }

  @Test(arguments: [
    ("<script>", Markup.Danger.element("script")), ("<SCRIPT defer>var x = '", .element("script")),
    ("<script><!-- ", .element("script")), ("<style>p { color: ", .element("style")),
    ("<script>\"</scripts>\" ", .element("script")), ("<script/>", .element("script")),
    ("<!--><script>", .element("script")), ("<!---><style>", .element("style")),
    ("<p onclick=\"", .attribute("onclick")), ("<p a ONload = 'x(", .attribute("onload")),
    ("<p style=\"width:", .attribute("style")), ("<iframe srcdoc='", .attribute("srcdoc")),
    ("<p title=", .unquoted), ("<p title=a", .unquoted), ("<p ", .unquoted), ("<", .unquoted),
    ("</", .unquoted), ("<p", .unquoted), ("<p title=\"a\"", .unquoted), ("<p hidden", .unquoted),
    ("<p title=a b=\"c\" ", .unquoted), ("<script></script ", .unquoted),
  ])
  func tellsPlacesThatEscapingIsNotFor(text: String, danger: Markup.Danger) {
    #expect(self.danger(behind: text) == danger)
  }
}
