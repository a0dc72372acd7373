"""Every kind of page in every language: nothing cut or wider than its window, axe, right to left, what scripts say."""

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from published import ROOT, publish, write_sample
from test_access import ALIKE, FEWER_ROWS, OPTIONS
from test_pages import complaints

LANGUAGES = sorted(path.stem for path in (ROOT / "site/words").glob("*.yml") if path.stem != "en")

# Texts of ours that their element cuts off, and those that run into what is beside them. Names of people are cut
# on purpose, in <bdi>; a list that is wider than a phone is scrolled.
CUT = """() => {
  const isOurs = (e) => e.checkVisibility() && !e.closest("bdi, .scroll, .vh, .title, .org, .skip, nav, svg")
    && [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const found = [];
  for (const e of document.querySelectorAll("main *, footer *, .bar *")) {
    if (!isOurs(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(e);
    const text = range.getBoundingClientRect();
    for (let box = e; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box), edge = box.getBoundingClientRect();
      if (style.display === "inline" || style.overflowX === "visible") continue;
      if (text.left < edge.left - 1 || text.right > edge.right + 1) found.push(`${e.tagName} ${e.className}: ${e.textContent.slice(0, 40)}`);
    }
  }
  const tiles = [...document.querySelectorAll(".tile > *, .tabs a, .head > *, .button, .tools > *")].filter((e) => e.checkVisibility());
  tiles.forEach((a, i) => tiles.slice(i + 1, i + 4).forEach((b) => {
    if (a.contains(b) || b.contains(a)) return;
    const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
    if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1) {
      found.push(`${a.textContent.slice(0, 30)} over ${b.textContent.slice(0, 30)}`);
    }
  }));
  for (const chart of document.querySelectorAll("svg")) {
    const labels = [...chart.querySelectorAll("text")].filter((e) => e.checkVisibility());
    labels.forEach((a, i) => labels.slice(i + 1).forEach((b) => {
      const p = a.getBoundingClientRect(), q = b.getBoundingClientRect();
      if (Math.min(p.right, q.right) - Math.max(p.left, q.left) > -2 && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1) {
        found.push(`${a.textContent} beside ${b.textContent}`);
      }
    }));
  }
  return found;
}"""


# The one from right to left, the one of long words, the one without blanks: what does not fit shows in these first.
UNLIKE = ("ar", "de", "ja")


@pytest.fixture(scope="module", params=LANGUAGES)
def spoken(request, hard, tmp_path_factory):
    """A report of made-up people in the language."""
    if not hard and request.param not in UNLIKE:
        pytest.skip("with --hard")
    work = tmp_path_factory.mktemp("work")
    write_sample(work / "sample.ndjson", "--events", "20000")
    (work / "site").mkdir()
    (work / "site/site.yml").write_text(f"language: {request.param}\n")
    report = publish(work / "public", [work / "sample.ndjson"], "--site", str(work / "site"))
    report.language = request.param
    return report


def test_every_kind_fits_every_window_and_nothing_is_cut(spoken, open_page):
    page, watch = open_page(width=320)
    found = []

    def look(kind, width):
        if kind not in ALIKE:
            found.extend(f"{kind}, {width}: {cut}" for cut in page.evaluate(CUT))

    found += complaints(page, watch, spoken, spoken.folder.as_uri() + "/", look=look)
    assert found == []


def test_firefox_cuts_nothing_either(spoken, firefox):
    found = []
    # Firefox opens no window narrower than 450 px or so.
    for width in (480, 1280):
        firefox.set_window_rect(width=width, height=800)
        for kind, path in spoken.pages.items():
            if kind in ALIKE:
                continue
            firefox.navigate((spoken.folder / path).as_uri())
            found += [f"{kind}, {width}: {cut}" for cut in firefox.execute_script(f"return ({CUT})()")]
    assert found == []


def test_axe_finds_nothing(spoken, open_page, hard):
    # Of languages from left to right each is like English to it.
    if not hard and "dir=\"rtl\"" not in (spoken.folder / "index.html").read_text():
        pytest.skip("with --hard")
    page, _ = open_page(bypass_csp=True)
    found = []
    for kind in ("overview", "users", "user", "workspace", "leaderboard", "activity", "quality", "search", "about"):
        page.goto((spoken.folder / spoken.pages[kind]).as_uri())
        page.evaluate(FEWER_ROWS, 3)
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            found.append(f"{kind}: {violation['id']}: {violation['nodes'][0]['html'][:160]}")
    assert found == []


def test_scripts_say_what_pages_say(spoken, open_page):
    """Charts, the filter and the search have their texts, numbers and dates from the words."""
    page, watch = open_page()
    page.goto((spoken.folder / "workspaces.html").as_uri())
    words = page.evaluate("rollcall.words")
    rows = page.evaluate("document.querySelectorAll('tbody tr').length")
    page.locator(".tools input").fill("a")
    page.locator("table[aria-busy=false]").wait_for()
    shown = page.evaluate("document.querySelectorAll('tbody tr:not([hidden])').length")
    said = words["rows_filtered"].replace("{shown}", str(shown)).replace("{total}", str(rows))
    assert page.locator(".tools output").inner_text() == said
    page.goto((spoken.folder / "index.html").as_uri())
    chart = page.locator(".plot:not(.spark)").first
    chart.focus()
    page.keyboard.press("End")
    date = words["date"].replace("{day}", "24").replace("{month}", words["months"][10]).replace("{year}", "2026")
    weekday = words["weekday_date"].replace("{weekday}", words["weekdays"][1]).replace("{date}", date)
    assert page.locator(".tip b").inner_text() == weekday
    name = chart.evaluate("e => e.firstElementChild.getAttribute('aria-label')")
    assert chart.get_attribute("aria-label") == words["chart_keys"].replace("{name}", name)
    page.locator(".search input").fill("qqqqqqqq")
    page.wait_for_function("(text) => document.querySelector('.popup .status').textContent === text", arg=words["nothing_found"])
    assert watch.taken(spoken.folder.as_uri()) == []


def test_the_rows_shown_download_as_the_csv_has_them(spoken, open_page):
    """States, roles, changes and numbers in the words of the CSV, whatever the page calls them."""
    page, _ = open_page(accept_downloads=True)
    for table in ("users", "workspaces", "leaderboard/last-month"):
        page.goto((spoken.folder / f"{table}.html").as_uri())
        page.locator(".tools input").fill("a")
        page.locator("table[aria-busy=false]").wait_for()
        with page.expect_download() as download:
            page.locator(".tools button").click()
        text = download.value.path().read_bytes().decode("utf-8-sig")
        shown = list(csv.DictReader(io.StringIO(text, newline="")))
        id = "workspace_id" if table == "workspaces" else "user_id"
        rows = {row[id]: row for row in spoken.rows(table)}
        assert len(shown) > 3
        for row in shown:
            assert row == rows[row[id]]


def test_arabic_is_mirrored_and_its_charts_are_not(open_page, tmp_path):
    write_sample(tmp_path / "sample.ndjson", "--events", "20000")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yml").write_text("language: ar\n")
    report = publish(tmp_path / "public", [tmp_path / "sample.ndjson"], "--site", str(tmp_path / "site"))
    page, _ = open_page()
    page.goto((report.folder / "users.html").as_uri())
    boxes = page.evaluate("""() => [...document.querySelectorAll("thead th")].map((e) => e.getBoundingClientRect().left)""")
    assert boxes == sorted(boxes, reverse=True) and len(boxes) > 5
    name = page.locator("tbody th").first.evaluate("e => [getComputedStyle(e).textAlign, getComputedStyle(e).direction]")
    assert name == ["start", "rtl"]
    page.goto((report.folder / "index.html").as_uri())
    marks = page.evaluate("""() => [...document.querySelectorAll(".plot:not(.spark) > svg")][0].querySelectorAll(".x").length""")
    lefts = page.evaluate("""() => [...document.querySelector(".plot:not(.spark)").querySelectorAll("text.x")].map((e) => e.getBoundingClientRect().left)""")
    assert marks > 3 and lefts == sorted(lefts)
    assert page.locator(".org").bounding_box()["x"] < page.locator(".title").bounding_box()["x"]
