"""What scripts add to pages."""

import os
import re

import pytest
from published import publish_people


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
        assert note.inner_text() == f"Data as of 24 Nov 2026, 11:00 ({words} ago). Reload to check for newer data."


def test_rows_are_filtered_and_sorted_as_the_search_folds(open_page, tmp_path):
    names = ["Zoe", "Łukasz", "lars", "Øystein", "Otto", "ßam", "Sara", "O’Neil", "oneg", "Anna‐Lena", "がく", "か", "Þór"]
    folder = publish_people(tmp_path, [{"id": f"u{number}", "name": name} for number, name in enumerate(names)])
    page, _ = open_page()
    page.goto((folder / "users.html").as_uri())
    shown = page.locator("table[data-file] tbody tr:visible th a bdi")
    done = page.locator("table[aria-busy=false]")
    listed = shown.all_inner_texts()
    page.locator("thead button").filter(has_text="Name").click()
    done.wait_for()
    assert shown.all_inner_texts() == listed
    for typed, found in [("lukasz", "Łukasz"), ("oystein", "Øystein"), ("ssam", "ßam"), ("o'neil", "O’Neil"), ("anna-l", "Anna‐Lena"),
                         ("が", "がく"), ("か", "か"), ("thor", "Þór")]:
        page.locator(".tools input").fill(typed)
        done.wait_for()
        assert shown.all_inner_texts() == [found], typed


def test_a_status_of_the_dump_stands_beside_its_dot(open_page, tmp_path):
    folder = publish_people(tmp_path, [{"id": "u1", "name": "Ada", "status": "on leave"}])
    page, _ = open_page()
    page.goto((folder / "users.html").as_uri())
    heights = "all => all.map(state => state.offsetHeight / parseFloat(getComputedStyle(state).fontSize))"
    lines = page.locator("tbody .st:has(bdi)").evaluate_all(heights)
    assert len(lines) == 1 and lines[0] < 2, lines


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
        "Tue 24 Nov 2026", f"{last['active']} active", f"{last['active_7d']} active in 7 days"]


def test_weeks_and_months_are_read_under_the_pointer(report, page):
    page.goto(page.root + "activity.html")
    for table, when in (("weeks", "Week of 23 Nov 2026"), ("months", "Nov 2026")):
        card = page.locator(".card").filter(has=page.locator(f"a[href='{table}.csv']"))
        chart = card.locator(".plot:visible")
        chart.scroll_into_view_if_needed()
        box = chart.bounding_box()
        page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 20)
        last = report.rows(table)[-1]
        assert page.locator(".tip").inner_text().split("\n") == [
            when, f"{last['active']} active", f"{last['contributing']} contributing"]
        row = card.locator("tbody tr").first
        assert row.locator("td").all_inner_texts() == [
            f"{int(last[column]):,}" for column in ("active", "contributing", "events", "score", "logins", "new_users")]


def test_months_lead_from_one_to_the_next(report, page):
    months = sorted(path.stem for path in report.folder.glob("leaderboard/2*.html") if path.stem.count(".") == 0)
    assert len(months) == 12 and months[-1] == "2026-10"
    page.goto(page.root + "leaderboard/index.html")
    page.get_by_role("link", name="By month").click()
    for month in reversed(months):
        assert page.url.endswith(f"/leaderboard/{month}.html")
        assert page.locator(".steps [aria-current]").get_attribute("href") == f"../leaderboard/{month}.html"
        assert page.locator(".steps [rel=next]").count() == (month != months[-1])
        if month != months[0]:
            page.locator(".steps [rel=prev]").click()
    assert page.locator(".steps [rel=prev]").count() == 0
    page.locator(".steps [rel=next]").click()
    assert page.url.endswith(f"/leaderboard/{months[1]}.html")


def test_two_people_with_one_name_are_told_apart(page):
    page.goto(page.root + "leaderboard/week.html")
    page.locator(".tools input").fill("Kim Lee")
    page.locator("table[aria-busy=false]").wait_for()
    smalls = page.locator("table[data-file] tbody tr:visible th small").all_inner_texts()
    assert len(smalls) >= 2 and len(set(smalls)) == len(smalls)


def test_scripts_and_styles_keep_to_their_budgets(report):
    """Of all that loads with a page."""
    names = re.findall(r"assets/([\w.-]+)\"(?: defer)?>", (report.folder / "index.html").read_text())
    sizes = {name: (report.folder / "assets" / name).stat().st_size for name in names}
    assert len(names) == 10
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 45 * 1024
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 20 * 1024


def test_pages_keep_to_their_budgets(report):
    sizes = sorted(os.path.getsize(p) for p in report.folder.glob("users/*/*.html"))
    assert sizes[len(sizes) // 2] <= 16 * 1024
    assert sizes[-(len(sizes) // 100) - 1] <= 30 * 1024
    # 200 rows each.
    for kind in ("users", "users-by-last-active", "access"):
        assert (report.folder / report.pages[kind]).stat().st_size <= 100 * 1024, kind
