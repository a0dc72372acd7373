"""What scripts add to pages."""

import csv
import io
import os

import pytest


@pytest.fixture
def page(report, open_page):
    page, _ = open_page(accept_downloads=True)
    page.root = report.folder.as_uri() + "/"
    return page


def moment(report):
    """Up to when the data goes."""
    return next(row["value"] for row in report.rows("index") if row["metric"] == "as_of")


@pytest.mark.parametrize("now, words", [
    ("2026-11-24T10:30:00Z", None),
    ("2026-11-24T11:59:00Z", None),
    ("2026-11-24T12:01:00Z", "2 hours"),
    ("2026-11-26T09:00:00Z", "47 hours"),
    ("2026-11-30T09:00:00Z", "5 days"),
])
def test_a_page_says_when_it_is_old(report, page, now, words):
    assert moment(report) == "2026-11-24 11:00:00", "Berlin is an hour ahead"
    page.clock.set_fixed_time(now)
    page.goto(page.root + "users.html")
    note = page.locator(".stale")
    if words is None:
        assert not note.is_visible()
    else:
        assert f"These figures end {words} ago" in note.inner_text()


def test_the_rows_shown_download_as_the_csv_has_them(report, page):
    page.goto(page.root + "leaderboard/month.html")
    page.locator(".tools input").fill("kim")
    with page.expect_download() as download:
        page.locator(".tools button").click()
    text = download.value.path().read_bytes().decode()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    shown = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    names = page.locator("table[data-file] tbody tr:visible th bdi").all_inner_texts()
    assert len(shown) == len(names) > 1
    rows = {row["user_id"]: row for row in report.rows("leaderboard/month")}
    for row in shown:
        for column, value in row.items():
            if not (column == "email" and not rows[row["user_id"]]["email"]):
                assert value == rows[row["user_id"]][column], (row["user_id"], column)


def test_a_formula_in_a_name_is_guarded_in_the_rows_shown(report, page):
    page.goto(page.root + "leaderboard/week.html")
    page.locator(".tools input").fill("evil")
    with page.expect_download() as download:
        page.locator(".tools button").click()
    text = download.value.path().read_bytes().decode()
    assert '"\'=HYPERLINK(""https://evil.example"")"' in text
    assert '"\'=cmd|' in text


def test_the_colours_chosen_are_there_before_anything_is_painted(page):
    page.goto(page.root + "index.html")
    page.locator(".theme").click()
    page.add_init_script("""
      new MutationObserver(() => {
        if (document.body && window.first === undefined) window.first = document.documentElement.dataset.theme || "none";
      }).observe(document, { childList: true, subtree: true });
    """)
    page.goto(page.root + "users.html")
    assert page.evaluate("first") == "dark"


def test_a_chart_tells_what_lies_under_the_pointer(report, page):
    page.goto(page.root + "index.html")
    chart = page.locator(".plot:not(.spark)").first
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 20)
    last = {row["date"]: row for row in report.rows("activity")}["2026-11-24"]
    assert page.locator(".tip").inner_text().split("\n") == [
        "Tue 24 Nov 2026", f"{last['active']} active", f"{last['active_7d']} in 7 days"]


def test_two_people_with_one_name_are_told_apart(page):
    page.goto(page.root + "leaderboard/week.html")
    page.locator(".tools input").fill("Kim Lee")
    smalls = page.locator("table[data-file] tbody tr:visible th small").all_inner_texts()
    assert len(smalls) >= 2 and len(set(smalls)) == len(smalls)


def test_scripts_and_styles_keep_to_their_budgets(report):
    sizes = {p.name: p.stat().st_size for p in report.folder.glob("assets/*")}
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 25 * 1024
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 20 * 1024


def test_pages_keep_to_their_budgets(report):
    sizes = sorted(os.path.getsize(p) for p in report.folder.glob("users/*/*.html"))
    assert sizes[len(sizes) // 2] <= 16 * 1024
    assert sizes[-(len(sizes) // 100) - 1] <= 30 * 1024
    # 200 rows each.
    for kind in ("users", "users-by-last-active", "access"):
        assert (report.folder / report.pages[kind]).stat().st_size <= 100 * 1024, kind
