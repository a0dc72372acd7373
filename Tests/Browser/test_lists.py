"""Whole lists in the browser: sorted, filtered, page by page, and saved, against list_rules.py."""

import csv
import io
import re
from urllib.parse import parse_qsl, urlencode

import pytest
from conftest import SUB_PATH
from list_rules import Lists
from marionette_driver import Wait
from published import publish, write_sample

# The CSV that a click on the button gives.
SAVED = """() => new Promise((resolve) => {
  URL.createObjectURL = (blob) => {
    blob.arrayBuffer().then((bytes) => resolve(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("")));
    return "about:blank";
  };
  HTMLAnchorElement.prototype.click = () => {};
  document.querySelector(".tools button").click();
})"""
ROWS = "() => [...document.querySelectorAll('table[data-list] tbody tr:not(.grp)')].map((row) => row.outerHTML)"
VIEWS = [
    ("users", "sort=-score"), ("users", "sort=name"), ("users", "sort=-name"), ("users", "sort=state"), ("users", "sort=-last_active"),
    ("users", "sort=last_login"), ("users", "sort=role"), ("users", "sort=-role"), ("users", "sort=-created_at"), ("users", "sort=email"),
    ("users", "sort=workspaces"), ("users", "sort=-bot"), ("users", "sort=last_active_from"), ("users", "role=member&sort=-events"),
    ("users", "state=dormant&state=never&sort=-score"), ("users", "bot=true"), ("users", "status=!active"), ("users", "q=kim lee"),
    ("users", "q=MÜL"), ("users", "q=a e&role=guest&sort=-workspace_count"), ("users", "workspaces=Design %26 Brand"), ("users", "state=on <leave>"),
    ("access", "sort=-days_idle"), ("access", "sort=since"), ("access", "sort=workspace&status=active"), ("access", "sort=name"),
    ("access", "workspace_id=w02&state=never"), ("access", "days_idle=60&bot=false&status=active"), ("access", "role=viewer&sort=-last_active"),
    ("access", "status=!active&bot=false"), ("access", "q=de si"), ("dormant", "sort=days_idle"), ("dormant", "sort=-created_at"),
    ("dormant", "state=never&days_idle=90"), ("dormant", "role=guest"), ("workspaces", "sort=-members"), ("workspaces", "sort=last_active"),
    ("workspaces", "archived=true"), ("workspaces", "q=s"), ("leaderboard/all", "q=an"), ("leaderboard/month", "q=h.example"),
    ("workspaces/w-w02", "sort=-score_month"), ("workspaces/w-w02", "role=!viewer"), ("workspaces/w-w02", "state=quiet&sort=since"),
]


@pytest.fixture(scope="module")
def lists(report):
    return Lists(report)


@pytest.fixture(scope="module")
def shared(browser, report):
    """One page for all views, and its root."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.root = report.folder.as_uri() + "/"
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("dialog", lambda dialog: page.complaints.append(dialog.message))
    yield page
    context.close()


@pytest.fixture
def page(shared):
    yield shared
    complaints, shared.complaints = shared.complaints, []
    assert complaints == []


def wait(page):
    page.locator("table[data-list][aria-busy=false]").wait_for()


def opened(page, table, query):
    page.goto(f"{page.root}{table}.html?{urlencode(parse_qsl(query, keep_blank_values=True))}")
    wait(page)
    return page.locator(".tools output").inner_text()


def saved(page):
    return page.evaluate(SAVED).encode("latin-1")


def read_csv(given):
    text = given.decode()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("table, query", VIEWS)
def test_rows_are_those_of_the_csv_in_the_order_asked_for(page, lists, table, query):
    said = opened(page, table, query)
    expected, total = lists.rows(table, query), len(lists.report.rows(table))
    assert said == (f"{len(expected):,} of {total:,} rows" if len(expected) < total else f"{total:,} rows")
    assert read_csv(saved(page)) == expected
    assert len(page.evaluate(ROWS)) == min(len(expected), 200)
    assert 0 < len(expected) < total or "sort" in query


@pytest.mark.parametrize("table, query", [
    ("users", "status=!x"), ("users", "sort=-score"), ("users", "from=201"), ("access", "role=!x"), ("dormant", "sort=name"),
    ("workspaces", "sort=-score"), ("leaderboard/all", "q=a"), ("leaderboard/last-month", "q=e"), ("workspaces/w-w02", "sort=name")])
def test_rows_look_as_the_page_had_them(page, report, table, query):
    static = set()
    for path in [report.folder / f"{table}.html", *report.folder.glob(f"{table}.[0-9]*.html")]:
        page.goto(path.as_uri())
        static |= set(page.evaluate(ROWS))
    opened(page, table, query)
    if table == "access":
        assert page.locator("tr.grp").count() > 1
    shown = page.evaluate(ROWS)
    assert shown and [row for row in shown if row not in static] == []


def test_a_whole_csv_is_saved_as_it_is(page, report):
    for table, query in (("users", "status=!x"), ("access", "role=!x"), ("dormant", "role=!x"), ("workspaces", "archived=true&archived=false")):
        opened(page, table, query)
        assert saved(page) == (report.folder / f"{table}.csv").read_bytes()


def test_nothing_of_a_list_is_loaded_before_it_is_used(address, open_page):
    page, watch = open_page()
    page.goto(address + "users.html")
    page.locator(".tools input").focus()
    page.goto(address + "users.2.html")
    assert not [url for url in watch.requests if re.search(r"/lists|/search/|/users\.js", url)]
    page.locator("th[data-c=score] button").click()
    wait(page)
    assert [url for url in watch.requests if "/users.js" in url] and watch.taken(address) == []


def test_a_view_is_a_link_and_comes_again(address, open_page):
    page, watch = open_page()
    page.goto(address + "users.html")
    first = page.evaluate(ROWS)
    page.locator("th[data-c=score] button").click()
    wait(page)
    assert page.url == address + "users.html?sort=-score"
    by_score = page.evaluate(ROWS)
    page.locator("details[data-c=state] summary").click()
    page.get_by_label(re.compile(r"^\s*dormant")).check()
    wait(page)
    assert page.url == address + "users.html?state=dormant&sort=-score"
    dormant = page.evaluate(ROWS)
    page.locator(".tools > label input").press_sequentially("an")
    page.wait_for_url("**&q=an&sort=-score")
    wait(page)
    assert page.evaluate(ROWS) != dormant
    page.reload()
    wait(page)
    assert page.locator(".tools > label input").input_value() == "an"
    page.locator("tbody th a").first.click()
    page.go_back()
    wait(page)
    assert page.url.endswith("?state=dormant&q=an&sort=-score") and page.locator(".tools > label input").input_value() == "an"
    # What was typed replaced the entry of the click before it.
    page.go_back()
    page.wait_for_url("**?sort=-score")
    wait(page)
    assert page.url.endswith("?sort=-score")
    page.go_back()
    page.wait_for_url(address + "users.html")
    page.locator("table:not(:has([aria-sort]))").wait_for()
    assert page.evaluate(ROWS) == first
    # What is on its way when a page is left is given up.
    assert [found for found in watch.taken(address) if "ERR_ABORTED" not in found] == []


def test_pages_turn_through_all_rows(page, lists):
    expected = [row["user_id"] for row in lists.rows("users", "sort=-events")]
    opened(page, "users", "sort=-events&from=201")
    shown = page.evaluate(ROWS)
    assert len(shown) == len(expected) - 200
    assert page.locator(".pages p").inner_text() == f"Rows 201 to {len(expected)} of {len(expected)}"
    page.locator(".pages a").first.click()
    wait(page)
    assert page.url.endswith("users.html?sort=-events") and len(page.evaluate(ROWS)) == 200
    page.go_back()
    page.get_by_text("Rows 201 to").wait_for()
    assert page.evaluate(ROWS) == shown


def test_an_unknown_address_is_said_and_changes_nothing(page):
    said = opened(page, "users", "state=never&colour=red&sort=nonsense&from=x&__proto__=1&constructor=2")
    said = re.sub("[\u2068\u2069]", "", said)
    assert re.fullmatch(r"\d+ of \d+ rows · Not in this list and left out: colour, sort=nonsense, from=x, __proto__, constructor", said)


@pytest.mark.parametrize("table", ["users", "access", "leaderboard/week"])
def test_nothing_of_an_address_becomes_markup(page, table):
    skeleton = "() => [...document.querySelectorAll('*')].map((e) => e.tagName + [...e.attributes].map((a) => a.name)).join()"
    found = []
    for text in ("zzzz", "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "{{title}}", "\u202e\u2067x", "a" * 5000, "'\\\u0000"):
        query = {"q": text, text: text, "sort": text, "from": text, "role": text, "state": text}
        page.goto(f"{page.root}{table}.html?{urlencode(query)}")
        wait(page)
        found.append(page.evaluate(skeleton))
    assert set(found) == {found[0]}


def test_what_needs_attention_leads_to_the_rows_it_counts(page, report):
    figures = {row["metric"]: row["value"] for row in report.rows("index")}
    page.goto(page.root + "index.html")
    tasks = page.locator(".todo li").evaluate_all("all => all.map((li) => [li.querySelector('a').href, li.querySelector('b').textContent])")
    counted = {}
    for href, number in tasks:
        if "?" not in href:
            continue
        page.goto(href)
        wait(page)
        assert page.locator(".tools output").inner_text().startswith(f"{number} of "), href
        counted[href.split("/")[-1]] = number
    assert set(counted.values()) == {figures[name] for name in ("dormant", "never", "access_never", "access_closed")}


def test_tabs_of_the_review_keep_what_else_is_chosen(page, lists):
    page.goto(page.root + "workspaces/w-w02.html")
    page.get_by_role("link", name="Review access").click()
    page.wait_for_url("**/access.html**")
    wait(page)
    assert page.url.endswith("access.html?workspace_id=w02")
    page.get_by_role("link", name="Dormant", exact=True).last.click()
    wait(page)
    query = page.url.split("?")[1]
    assert sorted(parse_qsl(query)) == [("bot", "false"), ("state", "dormant"), ("status", "active"), ("workspace_id", "w02")]
    assert page.locator(".tabs [aria-current]").inner_text() == "Dormant"
    page.locator("details[data-c=days_idle] summary").click()
    page.get_by_label("60 days or more").check()
    wait(page)
    query = page.url.split("?")[1]
    assert read_csv(saved(page)) == lists.rows("access", query) and "days_idle=60" in query
    page.get_by_role("link", name="All", exact=True).click()
    wait(page)
    assert page.url.endswith("access.html?workspace_id=w02&days_idle=60")


def test_ranks_keep_their_order(page):
    page.goto(page.root + "leaderboard/all.html")
    assert page.locator("thead button").count() == 0
    said = opened(page, "leaderboard/all", "sort=-events")
    assert said.endswith("Not in this list and left out: \u2068sort=-events\u2069")


def test_a_long_list_says_what_it_loads_and_asks(open_page, report):
    page, _ = open_page()
    script = (report.folder / "users.js").read_text()
    page.route(re.compile(r"/users\.js"), lambda route: route.fulfill(
        body=script.replace("bytes:0}", "bytes:12345678}").replace("}],bytes:", "}],bytes:1"), content_type="text/javascript"))
    page.goto(report.folder.as_uri() + "/users.html")
    page.locator("th[data-c=score] button").click()
    page.get_by_text(re.compile("this list loads 1\\d MB|loads \\d+ MB")).wait_for()
    assert page.locator("[aria-sort]").count() == 1 and len(page.evaluate(ROWS)) == 200
    page.locator(".tools output button").click()
    wait(page)
    assert page.locator(".tools output").inner_text().endswith(" rows")


def test_a_missing_block_says_so(open_page, report):
    page, _ = open_page()
    page.route(re.compile(r"/users\.js"), lambda route: route.abort())
    page.goto(report.folder.as_uri() + "/users.html")
    page.locator("th[data-c=score] button").click()
    page.get_by_text("This report was replaced.").wait_for()


def test_firefox_shows_the_same(address, firefox, lists):
    for table, query in (("users", "state=dormant&sort=-score"), ("access", "status=!active&bot=false&sort=-days_idle"), ("leaderboard/all", "q=an")):
        firefox.navigate(f"{address}{table}.html?{query}")
        expected = lists.rows(table, query)
        names = "return [...document.querySelectorAll('table[data-list] tbody tr:not(.grp) th bdi')].filter((e) => e.parentNode.localName === 'a').map((e) => e.textContent)"
        Wait(firefox, 10).until(lambda _: "of" in firefox.execute_script("return document.querySelector('.tools output').textContent"))
        shown = firefox.execute_script(names)
        assert len(shown) == min(200, len(expected)) and [name[:20] for name in shown] == [
            re.sub(r"^'(?=[=+@-])", "", row["name"])[:20] for row in expected[:200]]


@pytest.mark.parametrize("users", [20_000, 100_000])
def test_large_lists_are_whole(users, hard, browser, tmp_path):
    """As the small one; first rows within the aims, on a machine with nothing else to do."""
    if not hard:
        pytest.skip("with --hard")
    write_sample(tmp_path / "dump.ndjson", "--users", str(users), "--events", str(4 * users))
    report = publish(tmp_path / "public", [tmp_path / "dump.ndjson"])
    lists, page = Lists(report), browser.new_page(bypass_csp=True)
    page.root = report.folder.as_uri() + "/"
    for table, query in VIEWS:
        if "leave" in query or "example" in query:
            continue
        expected = lists.rows(table, query)
        page.set_default_timeout(60_000)
        opened(page, table, query)
        assert read_csv(saved(page)) == expected, (table, query)
    sizes = sum(path.stat().st_size for path in report.folder.glob("search/*.js")) + (report.folder / "users.js").stat().st_size
    print(f"{users} users: {sizes / users:.1f} bytes a user in all blocks")
    page.close()
