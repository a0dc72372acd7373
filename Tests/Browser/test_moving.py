"""What scripts tell on pages that stay the same files: ranks of periods that go on, days since, the data's end."""

import re
import shutil
from datetime import date

import pytest
from locales import icu
from published import ROOT, publish_below

PERIODS = ["week", "last-week", "month", "last-month", "year", "all"]
TODAY = date(2026, 11, 24)
RANKS = "() => [...document.querySelectorAll('#ranks tbody tr')].map((row) => [...row.cells].slice(1, 3).map((cell) => cell.textContent))"


def standings(report):
    """By user id, for each period the rank and the movement as pages say them."""
    found = {row["user_id"]: [("None", "")] * 6 for row in report.rows("users")}
    for place, period in enumerate(PERIODS):
        for row in report.rows(f"leaderboard/{period}"):
            change = row["change"]
            way = "" if not change else "NEW" if change == "NEW" else "=the same rank" if change == "0" else \
                f"▲up {change}" if int(change) > 0 else f"▼down {change[1:]}"
            found[row["user_id"]][place] = (f"{int(row['rank']):,}", way)
    return found


def leader(report):
    """Who leads this week, as a row of users."""
    first = report.rows("leaderboard/week")[0]["user_id"]
    return next(row for row in report.rows("users") if row["user_id"] == first)


def ago(day):
    days = (TODAY - date.fromisoformat(day)).days
    return "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"


def test_a_page_has_the_ranks_of_the_leaderboards(address, report, open_page):
    page, watch = open_page()
    expected = standings(report)
    users = [row for row in report.rows("users") if expected[row["user_id"]][5][0] != "None"]
    assert {way[:1] for ranks in expected.values() for _, way in ranks} >= {"", "N", "▲", "▼", "="}
    for row in users[::7]:
        page.goto(address + row["page"])
        shown = [(rank, way.replace("=same rank", "=the same rank")) for rank, way in page.evaluate(RANKS)]
        assert shown == expected[row["user_id"]], row["user_id"]
    assert watch.taken(address) == []


def test_ranks_in_firefox(fox, report):
    expected = standings(report)
    row = next(row for row in report.rows("users") if all(rank != "None" for rank, _ in expected[row["user_id"]]))
    fox.open(report.folder.as_uri() + "/" + row["page"])
    shown = fox.run("return (" + RANKS + ")()")
    assert [rank for rank, _ in shown] == [rank for rank, _ in expected[row["user_id"]]]
    assert fox.texts(".meta")[0].startswith("Data from ")
    assert fox.run("return document.querySelector('.csv a').download").endswith("-2026-11-24.csv")


@pytest.mark.parametrize("change", ["another moment", "nobody", "one period less", "no file"])
def test_ranks_that_are_not_of_the_page_are_not_shown(change, report, open_page, tmp_path):
    """Then each of them is a link to the leaderboard."""
    user = leader(report)
    folder = tmp_path / "public"
    folder.mkdir()
    for name in ("assets", "ranks", "leaderboard", "users"):
        shutil.copytree(report.folder / name, folder / name)
    script = folder / "ranks" / (user["page"].split("/")[1] + ".js")
    text = script.read_text()
    if change == "another moment":
        script.write_text(text.replace("2026-11-24T10", "2026-11-24T09"))
    elif change == "nobody":
        script.write_text(re.sub('", ".*"', '", ""', text))
    elif change == "no file":
        script.unlink()
    else:
        path = folder / user["page"]
        html = path.read_text()
        link = '<td><a href="../../leaderboard/week.html"><bdi>Leaderboard</bdi></a></td>'
        assert html.count(link) == 1
        path.write_text(html.replace(link, "<td>None</td>"))
    page, _ = open_page()
    page.goto((folder / user["page"]).as_uri())
    shown = dict(zip(PERIODS, page.evaluate(RANKS)))
    for period in ("month", "year", "all"):
        assert shown[period] == ["Leaderboard", ""]
        assert page.locator(f'#ranks td a[href$="leaderboard/{period}.html"]').count() == 1
    assert shown["last-week"][0] != "Leaderboard"


def test_days_since_are_those_to_the_end_of_the_data(address, report, open_page):
    page, watch = open_page()
    row = next(row for row in report.rows("users") if row["page"] == report.pages["user"])
    page.goto(address + row["page"])
    times = page.locator(".fig time")
    assert times.count() == 2
    for n in range(2):
        assert times.nth(n).inner_text() == ago(times.nth(n).get_attribute("datetime"))
    # The account's time is UTC, days are of the report's zone, an hour later.
    assert times.nth(0).get_attribute("datetime") in (row["last_active"][:10], TODAY.isoformat())
    for path in ("users.html", "workspaces.html", row["page"]):
        page.goto(address + path)
        cells = page.locator("td:has(small.ago)")
        assert cells.count() > 0
        for cell in cells.all()[:20]:
            assert cell.locator("small").inner_text() == ago(cell.locator("time").get_attribute("datetime"))
    assert page.locator(".until").count() == 0
    assert re.fullmatch(r"Data from .* to 24 Nov 2026 · Europe/Berlin · definitions", page.locator(".meta").inner_text())
    name = page.locator(".csv a").get_attribute("download")
    assert name.endswith("-" + row["page"].replace("/", "-").replace(".html", "-2026-11-24.csv"))
    assert watch.taken(address) == []


def test_without_scripts_a_page_has_dates_and_leads_to_the_overview(address, report, open_page):
    page, _ = open_page(java_script_enabled=False)
    page.goto(address + leader(report)["page"])
    assert re.fullmatch(r"\d+ Nov 2026", page.locator(".fig").first.inner_text())
    assert page.locator("#ranks td a").first.get_attribute("href") == "../../leaderboard/week.html"
    page.locator(".meta a").first.click()
    assert page.url == address + "index.html"
    assert "24 Nov 2026, 11:00" in page.locator(".meta").inner_text()


def test_a_calendar_ends_with_the_data(address, report, open_page):
    """On Tuesday: five cells of its week are to come."""
    page, _ = open_page()
    page.goto(address + leader(report)["page"])
    cover = page.locator("#weeks .cover")
    assert [cover.get_attribute(name) for name in ("x", "y", "width", "height")] == ["52", "2", "1", "5"]
    page.locator("#weeks .plot").focus()
    page.keyboard.press("End")
    assert page.locator("#weeks .tip b").inner_text() == "Tue 24 Nov 2026"
    page.keyboard.press("ArrowDown")
    assert page.locator("#weeks .tip b").inner_text() == "Tue 24 Nov 2026"


def test_ranks_take_little_room(report):
    """Per person, but for what each file begins with."""
    files = list((report.folder / "ranks").iterdir())
    people = len(report.rows("users"))
    assert sum(len(file.read_bytes()) - len('rollcall.ranks("2026-11-24T10:00:00Z", "");\n') for file in files) <= 12 * people


@pytest.mark.parametrize("language", sorted(path.stem for path in (ROOT / "site/words").glob("*.yml")))
def test_days_since_are_those_of_icu(language, open_page, tmp_path):
    days = [*range(130), *range(130, 1240, 9), 1000, 1001, 1002]
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yml").write_text(f"language: {language}\n")
    (tmp_path / "dump.json").write_text('{"organization": {"exported_at": "2026-11-24T10:00:00Z"}, "users": [{"id": "u1"}]}')
    folder = publish_below(tmp_path, tmp_path / "dump.json", "--site", tmp_path / "site")
    page, _ = open_page()
    page.goto((folder / "index.html").as_uri())
    said = page.evaluate("(days) => days.map((n) => rollcall.ago(20000 - n, 20000))", days)
    # ICU's relative dates group four digits where its numbers do not.
    grouped = [re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", text) for text in icu(language, [], days, [])["ago"]]
    assert [re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", text) for text in said] == grouped
