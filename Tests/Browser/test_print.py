"""What is printed: Chromium's PDF, of which Firefox reads the texts."""

import re

import pytest

PDF_TEXTS = """
const done = arguments[arguments.length - 1];
(async () => {
  const app = window.PDFViewerApplication;
  while (!app?.pdfDocument) await new Promise((resolve) => setTimeout(resolve, 50));
  const texts = [];
  for (let n = 1; n <= app.pdfDocument.numPages; n++) {
    const page = await app.pdfDocument.getPage(n), content = await page.getTextContent();
    texts.push(content.items.map((item) => item.str).join(" "));
  }
  done(texts);
})().catch((error) => done(String(error)));
"""


@pytest.fixture
def page(report, open_page):
    page, _ = open_page()
    page.root = report.folder.as_uri() + "/"
    return page


@pytest.fixture
def printed(page, firefox, tmp_path):
    """Gives the texts of the sheets that the page comes to."""

    def printed(**paper):
        path = tmp_path / "page.pdf"
        path.unlink(missing_ok=True)
        page.pdf(path=path, **paper)
        firefox.navigate(path.as_uri())
        texts = firefox.execute_async_script(PDF_TEXTS, script_timeout=20000, sandbox=None)
        assert isinstance(texts, list), texts
        return [re.sub(r"\s+", " ", text).strip() for text in texts]

    return printed


def test_a_printed_list_has_heads_and_says_what_is_missing(page, printed):
    page.goto(page.root + "users.html")
    texts = printed(format="A4")
    assert len(texts) > 3
    assert all("Name State Last active" in text for text in texts[1:-1]), texts[1][:200]
    assert re.search(r"Rows 1 to 200 of \d+", " ".join(texts))


@pytest.mark.parametrize("kind, headings", [("about", ".prose :is(h2, h3)"), ("overview", "h2"), ("access", "h2, .grp bdi")])
def test_no_heading_stands_alone_at_a_sheets_end(page, printed, report, hard, kind, headings):
    """On sheets of several heights, so that headings are near their ends."""
    if kind != "about" and not hard:
        pytest.skip("with --hard")
    page.goto(page.root + report.pages[kind])
    headings = [re.sub(r"\s+", " ", text).strip() for text in page.locator(headings).all_text_contents()]
    assert len(headings) > 2
    alone, sheets = [], 0
    for height in (150, 177, 204):
        texts = printed(width="210mm", height=f"{height}mm")
        sheets += len(texts)
        alone += [(height, number, heading) for number, text in enumerate(texts[:-1]) for heading in headings if text.endswith(heading)]
    assert alone == [] and sheets > 8


def test_an_open_list_is_printed_as_it_is_shown(page, printed):
    page.goto(page.root + "access.html?role=viewer&sort=-days_idle")
    page.locator("table[aria-busy=false]").wait_for()
    page.locator("details[data-c=state] summary").click()
    page.locator(".choices label").first.wait_for()
    said, first = page.locator(".tools output").inner_text(), page.locator("tbody th a").first.inner_text()
    texts = printed(format="A4")
    assert said in texts[0] and first in texts[0]
    assert all("Name Workspace" in text for text in texts)
    # Neither menus nor tabs, and the arrow beside its head.
    assert "Never used" not in texts[0] and "never " not in texts[0].split(said)[0]
    page.emulate_media(media="print")
    head, arrow = page.locator("[aria-sort]"), "e => [getComputedStyle(e, '::after').content, getComputedStyle(e, '::after').position]"
    assert head.locator("button").evaluate(arrow) == ['"↓"', "static"]
