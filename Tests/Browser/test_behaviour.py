"""What scripts add to pages."""

import csv
import io
import os

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


def test_the_rows_shown_download_as_the_csv_has_them(report, page):
    page.goto(page.root + "leaderboard/month.html")
    page.locator(".tools input").fill("kim")
    with page.expect_download() as download:
        page.locator(".tools button").click()
    text = download.value.path().read_bytes().decode()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    shown = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    names = page.locator("table[data-file] tbody tr:visible th a bdi").all_inner_texts()
    assert len(shown) == len(names) > 1
    rows = {row["user_id"]: row for row in report.rows("leaderboard/month")}
    for row in shown:
        for column, value in row.items():
            if not (column == "email" and not rows[row["user_id"]]["email"]):
                assert value == rows[row["user_id"]][column], (row["user_id"], column)


def test_rows_are_filtered_and_sorted_as_the_search_folds(open_page, tmp_path):
    names = ["Zoe", "Łukasz", "lars", "Øystein", "Otto", "ßam", "Sara", "O’Neil", "oneg", "Anna‐Lena", "がく", "か", "Þór"]
    folder = publish_people(tmp_path, [{"id": f"u{number}", "name": name} for number, name in enumerate(names)])
    page, _ = open_page()
    page.goto((folder / "users.html").as_uri())
    shown = page.locator("table[data-file] tbody tr:visible th a bdi")
    listed = shown.all_inner_texts()
    page.locator("thead button").filter(has_text="Name").click()
    assert shown.all_inner_texts() == listed
    for typed, found in [("lukasz", "Łukasz"), ("oystein", "Øystein"), ("ssam", "ßam"), ("o'neil", "O’Neil"), ("anna-l", "Anna‐Lena"),
                         ("が", "がく"), ("か", "か"), ("thor", "Þór")]:
        page.locator(".tools input").fill(typed)
        assert shown.all_inner_texts() == [found], typed


def test_a_status_of_the_dump_stands_beside_its_dot(open_page, tmp_path):
    folder = publish_people(tmp_path, [{"id": "u1", "name": "Ada", "status": "suspended"}])
    page, _ = open_page()
    page.goto((folder / "users.html").as_uri())
    heights = "all => all.map(state => state.offsetHeight / parseFloat(getComputedStyle(state).fontSize))"
    lines = page.locator("tbody .st:has(bdi)").evaluate_all(heights)
    assert len(lines) == 1 and lines[0] < 2, lines


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
        "Tue 24 Nov 2026", f"{last['active']} active", f"{last['active_7d']} active in 7 days"]


def test_weeks_and_months_are_read_under_the_pointer(report, page):
    page.goto(page.root + "activity.html")
    for table, when in (("weeks", "Week of 23 Nov 2026"), ("months", "Nov 2026")):
        card = page.locator(".card").filter(has=page.locator(f"a[href='{table}.csv']"))
        chart = card.locator(".plot")
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


def test_the_never_active_sort_as_the_longest_ago(report, page):
    page.goto(page.root + "dormant.html")
    head = page.locator("th[data-c=last_active]")
    column = 1 + page.locator("thead th").all_inner_texts().index("Last active")

    def never():
        return [text == "Never" for text in page.locator(f"tbody tr > :nth-child({column})").all_inner_texts()]

    count = sum(never())
    assert 0 < count < len(never())
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending" and all(never()[-count:])
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending" and all(never()[:count])


def test_what_nobody_knows_sorts_last_whichever_way(page):
    """A date of creation that is missing is no date; without it days idle are more than any."""
    page.goto(page.root + "dormant.html")
    labels = page.locator("thead th").all_inner_texts()

    def unknown(label):
        cells = page.locator(f"tbody tr > :nth-child({1 + labels.index(label)})")
        return [text == "Unknown" for text in cells.all_inner_texts()]

    count = sum(unknown("Created"))
    assert 0 < count < len(unknown("Created"))
    for _ in range(2):
        page.locator("th[data-c=created_at] button").click()
        assert all(unknown("Created")[-count:])
    idle = sum(unknown("Days idle"))
    assert 0 < idle <= count
    page.locator("th[data-c=days_idle] button").click()
    assert all(unknown("Days idle")[:idle])
    page.locator("th[data-c=days_idle] button").click()
    assert all(unknown("Days idle")[-idle:])


def test_two_people_with_one_name_are_told_apart(page):
    page.goto(page.root + "leaderboard/week.html")
    page.locator(".tools input").fill("Kim Lee")
    smalls = page.locator("table[data-file] tbody tr:visible th small").all_inner_texts()
    assert len(smalls) >= 2 and len(set(smalls)) == len(smalls)


def test_scripts_and_styles_keep_to_their_budgets(report):
    sizes = {p.name: p.stat().st_size for p in report.folder.glob("assets/*")}
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 45 * 1024
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 20 * 1024


def test_pages_keep_to_their_budgets(report):
    sizes = sorted(os.path.getsize(p) for p in report.folder.glob("users/*/*.html"))
    assert sizes[len(sizes) // 2] <= 16 * 1024
    assert sizes[-(len(sizes) // 100) - 1] <= 30 * 1024
    # 200 rows each.
    for kind in ("users", "users-by-last-active", "access"):
        assert (report.folder / report.pages[kind]).stat().st_size <= 100 * 1024, kind
