"""Whole lists in the browser: sorted, filtered, page by page, and saved, against list_rules.py."""

import base64
import csv
import io
import itertools
import re
import shutil
from urllib.parse import parse_qsl, urlencode

import pytest
from conftest import SUB_PATH
from fox import SAVED, SET_VIEW
from list_rules import Lists, plain
from published import publish, publish_people, write_sample

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


TABLES = ["users", "access", "dormant", "workspaces", "workspaces/w-w02"]


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


class Chromium:
    """What `Fox` does with lists."""

    def __init__(self, page):
        self.page = page

    def see_list(self, address):
        path, query = address.split("?")
        if self.page.url.split("?")[0] != path:
            self.page.goto(address)
            return wait(self.page)
        set_view(self.page, query)

    def saved(self):
        return saved(self.page)


@pytest.fixture
def viewer(kind, request, browser):
    if kind == "firefox":
        yield request.getfixturevalue("fox")
        return
    page = browser.new_page(bypass_csp=True)
    page.set_default_timeout(60_000)
    yield Chromium(page)
    page.close()


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


def set_view(page, query):
    """Without loading the page anew, which takes far longer."""
    page.evaluate(f"function () {{ {SET_VIEW} }}", "?" + query)
    wait(page)


def saved(page):
    return base64.b64decode(page.evaluate(f"() => new Promise((done) => {{{SAVED}}})"))


def read_csv(given):
    text = given.decode()
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def same(found, expected, what=""):
    """Fails with the first row that differs: to show all of them takes longer than the test."""
    pair = next((pair for pair in itertools.zip_longest(found, expected) if pair[0] != pair[1]), None)
    if pair:
        pytest.fail(f"{what}: {pair}")


def sorts(lists, table):
    return [f"sort={sign}{name}" for name in lists.table(table)[0] for sign in ("", "-")]


def filters(lists, table, names):
    """One for each value of these columns."""
    for name in names:
        cells = {row[name] for row in lists.table(table)}
        for value in sorted({each for cell in cells for each in cell.split("; ")} if name == "workspaces" else cells):
            yield urlencode({name: plain(value)})


def filtered(page, lists, table):
    """The columns by which the page chooses; of access bots are no column, and of days there are tests of their own."""
    names = page.locator(".tools details").evaluate_all("all => all.map((e) => e.dataset.c)")
    return [name for name in names if name in lists.table(table)[0] and name != "days_idle"]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_sorts_both_ways(page, lists, table):
    opened(page, table, "sort=-name")
    for query in sorts(lists, table):
        set_view(page, query)
        same(read_csv(saved(page)), lists.rows(table, query), query)


@pytest.mark.parametrize("table", TABLES)
def test_every_value_filters(page, lists, table):
    opened(page, table, "sort=-name")
    for query in filters(lists, table, filtered(page, lists, table)):
        set_view(page, query)
        same(read_csv(saved(page)), lists.rows(table, query), query)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", ["chromium", "firefox"])
def test_so_it_does_in_both_browsers_from_disk_and_server(hard, page, address, viewer, lists, table):
    if not hard:
        pytest.skip("with --hard")
    opened(page, table, "sort=-name")
    for query in [*sorts(lists, table), *filters(lists, table, filtered(page, lists, table))]:
        viewer.see_list(f"{address}{table}.html?{query}")
        same(read_csv(viewer.saved()), lists.rows(table, query), query)


@pytest.mark.parametrize("table, query", VIEWS)
def test_rows_are_those_of_the_csv_in_the_order_asked_for(page, lists, table, query):
    said = opened(page, table, query)
    expected, total = lists.rows(table, query), len(lists.table(table))
    assert said == (f"{len(expected):,} of {total:,} rows" if len(expected) < total else f"{total:,} rows")
    same(read_csv(saved(page)), expected)
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


def test_firefox_has_the_same_rows(fox, address, lists, hard):
    step = 1 if hard else 4 if address.startswith("file") else 10
    for table, query in VIEWS[::step]:
        fox.open_list(f"{address}{table}.html?{urlencode(parse_qsl(query, keep_blank_values=True))}")
        same(read_csv(fox.saved()), lists.rows(table, query), f"{table}?{query}")


def test_firefox_comes_again_to_a_view(fox, address, lists):
    fox.open_list(address + "users.html")
    fox.click("th[data-c=score] button")
    fox.wait_for_list("?sort=-score")
    fox.click("details[data-c=state] summary")
    fox.click_on(".choices label", "dormant")
    fox.wait_for_list("?state=dormant&sort=-score")
    fox.type(".tools > label input", "an")
    fox.wait_for_list("?state=dormant&q=an&sort=-score")
    shown = fox.texts("tbody th a")
    assert len(shown) == len(lists.rows("users", "state=dormant&q=an&sort=-score"))
    fox.client.refresh()
    fox.wait_for_list("?state=dormant&q=an&sort=-score")
    fox.wait(f"return document.querySelectorAll('tbody tr').length === {len(shown)}")
    assert fox.texts("tbody th a") == shown
    fox.click("tbody th a")
    fox.wait("return location.pathname.includes('/users/')")
    fox.client.go_back()
    fox.wait_for_list("?state=dormant&q=an&sort=-score")
    assert fox.texts("tbody th a") == shown and fox.run("return document.querySelector('.tools input').value") == "an"
    # What was typed replaced the entry of the click before it.
    fox.client.go_back()
    fox.wait_for_list("?sort=-score")
    fox.client.go_back()
    fox.wait_for_list("")


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


@pytest.fixture
def served_page(open_page, server):
    """A page from the server, as what files give cannot be held back."""
    page, _ = open_page()
    page.root = server + SUB_PATH.replace(" ", "%20") + "/"
    return page


def by_score(page):
    page.locator("th[data-c=score] button").click()


def test_a_long_list_says_what_it_loads_and_asks(served_page, report):
    page, script = served_page, (report.folder / "users.js").read_text()
    page.route(re.compile(r"/users\.js"), lambda route: route.fulfill(
        body=script.replace("bytes:0}", "bytes:17345678}"), content_type="text/javascript"))
    page.goto(page.root + "users.html")
    by_score(page)
    page.get_by_text(re.compile("this list loads 18 MB")).wait_for()
    assert page.locator("[aria-sort]").count() == 1 and len(page.evaluate(ROWS)) == 200
    # Who goes back to the list as it is, and asks again, is asked again.
    by_score(page)
    by_score(page)
    page.get_by_text(re.compile("loads 18 MB")).wait_for(state="detached")
    by_score(page)
    page.locator(".tools output button").click()
    wait(page)
    assert page.locator(".tools output").inner_text().endswith(" rows")


@pytest.mark.parametrize("missing", ["/users.js", "/search/exact.js", "/search/manifest.js", "/search/[0-9a-f]{12}.js", "/assets/lists-rows-"])
def test_a_missing_file_is_said_and_tried_again(served_page, report, missing):
    page = served_page
    page.route(re.compile(missing.replace(".", r"\.")), lambda route: route.abort(), times=1)
    page.goto(page.root + "users.html")
    by_score(page)
    page.get_by_text("This report was replaced.").wait_for()
    page.locator("th[data-c=name] button").click()
    page.get_by_text(re.compile(r"^\d+ rows$")).wait_for()
    assert len(page.evaluate(ROWS)) == 200


def test_two_who_ask_at_once_are_answered_once(page, lists):
    page.goto(page.root + "users.html")
    page.evaluate("() => { document.querySelector('details[data-c=role] summary').click(); document.querySelector('th[data-c=score] button').click(); }")
    page.locator(".choices label").first.wait_for()
    wait(page)
    same(read_csv(saved(page)), lists.rows("users", "sort=-score"))


def test_an_empty_view_says_so(page):
    said = opened(page, "users", "q=nobody of that name")
    assert re.fullmatch(r"0 of \d+ rows", said)
    assert page.locator("tbody").all_inner_texts() == ["Nothing found"] and page.locator("nav.pages > *").count() == 0
    said = opened(page, "access", "q=nobody of that name&sort=since")
    assert page.locator("tbody td").get_attribute("colspan") == str(page.locator("thead th").count())


def test_a_tab_of_an_order_is_marked_while_rows_are_in_it(page):
    marked = page.locator(".tabs [aria-current]")
    for query, tabs in [("", ["By name"]), ("role=guest", ["By name"]), ("sort=-score", []), ("sort=name", [])]:
        opened(page, "users", query) if query else page.goto(page.root + "users.html")
        assert marked.all_inner_texts() == tabs, query
    opened(page, "users", "sort=-score")
    by_score(page)
    by_score(page)
    page.locator(".tabs [aria-current]").wait_for()
    assert marked.all_inner_texts() == ["By name"]


def test_large_numbers_keep_their_digits(browser, tmp_path):
    """Beyond 2^53, which a script does not count exactly: as blocks hold scores of millions of large events."""
    folder = publish_people(tmp_path, [{"id": f"u{number}", "name": f"N{number}"} for number in range(4)])
    script = (folder / "users.js").read_text()
    block = '[[1,0,"#$##",[[0,"9007199254740993"],[2,"9007199254740992"],[3,"9223372036854775807"]]]]'
    changed = re.sub(r'(name:"score",.*?blocks:)\[\[.*?\]\]', lambda found: found[1] + block, script)
    assert changed != script
    (folder / "users.js").write_text(changed)
    page = browser.new_page(bypass_csp=True)
    page.root = folder.as_uri() + "/"
    for query, numbers in (("sort=-score", [3, 0, 2, 1]), ("sort=score", [1, 2, 0, 3])):
        opened(page, "users", query)
        scores = {0: "9007199254740993", 1: "1", 2: "9007199254740992", 3: "9223372036854775807"}
        assert [(row["user_id"], row["score"]) for row in read_csv(saved(page))] == [(f"u{number}", scores[number]) for number in numbers]
    assert "9,223,372,036,854,775,807" in page.locator("tbody tr:last-child").inner_text()
    page.close()


@pytest.fixture(scope="module", params=[20_000, 100_000])
def large(request, served, tmp_path_factory):
    """A report of so many users, below the server's root."""
    if not request.config.getoption("--hard"):
        pytest.skip("with --hard")
    dump, name = tmp_path_factory.mktemp("large") / "dump.ndjson", f"large-{request.param}"
    write_sample(dump, "--users", str(request.param), "--events", str(4 * request.param))
    yield publish(served / name, [dump])
    dump.unlink()
    shutil.rmtree(served / name)


def views_of_large(lists):
    """As of the small one, whose hostile texts are in no sample; then all sorts of the two longest."""
    views = [(table, query) for table, query in VIEWS if "leave" not in query and "example" not in query]
    return views + [(table, query) for table in ("users", "access") for query in sorts(lists, table)]


@pytest.mark.parametrize("origin", ["file", "server"])
@pytest.mark.parametrize("kind", ["chromium", "firefox"])
def test_large_lists_are_whole(large, viewer, kind, server, origin):
    lists, root = Lists(large), large.folder.as_uri() + "/" if origin == "file" else f"{server}{large.folder.name}/"
    views = views_of_large(lists)[:: 1 if origin == "file" else 8]
    for table, query in views:
        viewer.see_list(f"{root}{table}.html?{urlencode(parse_qsl(query))}")
        same(read_csv(viewer.saved()), lists.rows(table, query), f"{table}?{query}")
    if kind == "chromium":
        come_again(viewer.page, lists, root, *views[-2:])


def come_again(page, lists, root, before, last):
    for table, query in (before, last):
        page.goto(f"{root}{table}.html?{query}")
    for move, view in ((page.reload, last), (page.go_back, before)):
        move()
        wait(page)
        same(read_csv(saved(page)), lists.rows(*view))
