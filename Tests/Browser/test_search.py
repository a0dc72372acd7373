"""The search box and the search page, from disk and from a server, in two browsers."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from marionette_driver import By, Wait
from marionette_driver.keys import Keys
from published import publish_below, publish_people, write_site

BOX = ".search input"
STATUS = "document.querySelector('.popup .status, .found [role=status]')"


def type_into(page, text, place=BOX):
    """Until the answer is there; what the last one left is gone before."""
    page.fill(place, "")
    page.wait_for_function(f"() => {STATUS}.textContent === ''")
    page.fill(place, text)
    page.wait_for_function(f"() => /found|[0-9] of [0-9]|replaced/.test({STATUS}.textContent)")


def options(page):
    return page.eval_on_selector_all("[role=option] > bdi", "all => all.map((e) => e.textContent)")


def chosen(page):
    return page.eval_on_selector(BOX, "e => document.getElementById(e.getAttribute('aria-activedescendant'))?.firstChild.textContent")


@pytest.fixture
def opened(address, open_page):
    page, watch = open_page()
    page.goto(address + "index.html")
    yield page
    assert watch.taken(address) == []


@pytest.fixture
def alone(report, open_page):
    """A page from disk, for what does not depend on where it comes from."""
    page, _ = open_page()
    page.goto((report.folder / "index.html").as_uri())
    return page


def test_loads_nothing_before_the_box_has_the_focus(address, open_page):
    page, watch = open_page()
    page.goto(address + "index.html")
    page.wait_for_timeout(100)
    assert not [url for url in watch.requests if "/search/" in url]
    page.focus(BOX)
    page.wait_for_function("() => rollcall.find('a', 1, () => {})")
    loaded = [url for url in watch.requests if "/search/" in url]
    assert re.search(r"/search/manifest\.js\?\d+$", loaded[0])
    assert len(loaded) > 2 and all(re.search(r"/search/[0-9a-f]{12}\.js$", url) for url in loaded[1:])
    assert watch.taken(address) == []


def test_finds_a_person_by_the_keys_and_opens_the_page(opened, report):
    opened.keyboard.press("/")
    assert opened.eval_on_selector(BOX, "e => e === document.activeElement")
    type_into(opened, "kim lee")
    assert options(opened)[:2] == ["Kim Lee", "Kim Lee"]
    assert opened.get_attribute(BOX, "aria-expanded") == "true"
    assert chosen(opened) is None
    opened.keyboard.press("ArrowDown")
    assert chosen(opened) == "Kim Lee"
    assert opened.locator("[aria-selected=true]").count() == 1
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/users/**")
    assert opened.inner_text("h1") == "Kim Lee"
    # From a page that lies deeper.
    type_into(opened, "محمد بن")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/u-h-rtl.html")


def test_arrows_go_round_and_escape_closes_then_clears(alone):
    type_into(alone, "kim lee")
    count = len(options(alone))
    assert count > 1
    alone.keyboard.press("ArrowUp")
    assert alone.get_attribute(BOX, "aria-activedescendant") == f"found-{count - 1}"
    alone.keyboard.press("ArrowDown")
    assert alone.get_attribute(BOX, "aria-activedescendant") == "found-0"
    alone.keyboard.press("Escape")
    assert alone.is_hidden(".popup") and alone.input_value(BOX) == "kim lee"
    assert alone.get_attribute(BOX, "aria-expanded") == "false"
    alone.keyboard.press("Alt+ArrowDown")
    assert alone.is_visible(".popup") and chosen(alone) is None
    alone.keyboard.press("Escape")
    alone.keyboard.press("Escape")
    assert alone.input_value(BOX) == "" and alone.is_hidden(".popup")
    type_into(alone, "kim lee")
    alone.keyboard.press("Tab")
    assert alone.is_hidden(".popup")


def test_enter_without_a_choice_leads_to_the_search_page(opened):
    type_into(opened, "müller")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/search.html?q=m%C3%BCller")
    opened.wait_for_selector(".results mark")
    assert opened.input_value(".find input") == "müller"


def test_ctrl_opens_another_tab(alone):
    for act in (lambda: alone.keyboard.press("Control+Enter"), lambda: alone.click("[role=option] >> nth=0", modifiers=["Control"])):
        type_into(alone, "kim lee")
        alone.keyboard.press("ArrowDown")
        with alone.context.expect_page() as other:
            act()
        other.value.wait_for_url("**/u-h-twin-*.html")
        assert alone.url.endswith("/index.html")
        other.value.close()


def test_keys_of_an_input_method_are_its_own(alone):
    type_into(alone, "kim lee")
    alone.keyboard.press("ArrowDown")
    alone.eval_on_selector(BOX, """e => {
      for (const init of [{ key: "Enter", isComposing: true }, { key: "Enter", keyCode: 229 }, { key: "ArrowDown", isComposing: true }]) {
        e.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
      }
    }""")
    assert alone.url.endswith("/index.html") and alone.get_attribute(BOX, "aria-activedescendant") == "found-0"
    # While letters are put together nothing is searched, and then at once.
    alone.eval_on_selector(BOX, """e => {
      e.value = "h-emoji";
      e.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    }""")
    alone.wait_for_timeout(50)
    assert options(alone)[0] == "Kim Lee"
    alone.eval_on_selector(BOX, "e => e.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))")
    alone.wait_for_function("() => document.querySelectorAll('[role=option]').length === 1")


def test_counts_are_honest_and_lead_to_more(alone):
    type_into(alone, "nordlicht")
    shown, total = re.match(r"(\d+) of ([\d,]+)", alone.inner_text(".popup .status")).groups()
    assert int(shown) == len(options(alone)) == 20
    alone.click("text=show more")
    alone.wait_for_url("**/search.html?q=nordlicht")
    alone.wait_for_selector(".results a")
    assert alone.inner_text(".found [role=status]").endswith(f" of {total}")
    assert alone.locator(".results a").count() == min(200, int(total.replace(",", "")))
    alone.fill(".find input", "nobody of that name")
    alone.wait_for_function(f"() => {STATUS}.textContent === 'Nothing found'")


def test_similar_names_have_a_heading(alone):
    type_into(alone, "wolfeschlegelsteinhausenbergerdorf kum")
    assert "Nothing found" in alone.inner_text(".popup .status")
    type_into(alone, "pabol diego")
    assert alone.inner_text(".head2") == "Similar names"
    assert options(alone)[0].startswith("Pablo Diego José")


def test_hostile_names_are_words_like_others(opened):
    for query, name in [("script alert", "<script>alert(1)</script>"), ("{{template}}", '{{title}} & "quoted" \'name\' --> ]]>'), ("🦊", "👩🏽‍🚀🦊🎉")]:
        if query.startswith("{{"):
            query = '{{title}} & "quoted"'
        type_into(opened, query)
        assert name in options(opened)
    for query in ("__proto__", "constructor", "toString", "\u202e", "'", "\\", "\t", "%", "?q=&", "<img src=x onerror=alert(1)>"):
        opened.fill(BOX, query)
        opened.wait_for_timeout(20)
    assert opened.locator(".popup script, .popup img").count() == 0


def test_domains_of_emails_are_no_patterns(open_page, tmp_path):
    emails = ["ada@$`$`$`.x", "bob@$`$`$`.x", "cem@$$y", "dora@$$y", "eva@$&", "finn@$&"]
    folder = publish_people(tmp_path, [{"id": f"u{number}", "email": email} for number, email in enumerate(emails)])
    page, _ = open_page()
    page.goto((folder / "index.html").as_uri())
    for email in emails:
        type_into(page, email)
        assert page.eval_on_selector_all("[role=option]", "all => all.map((e) => e.textContent)")[0].count(email) == 1


def test_finds_a_person_by_the_ids_and_emails_of_all_accounts(open_page, tmp_path):
    """Okta's and Slack's by an email, GitHub's by `people`."""
    exports = {
        "okta": [{"id": "00uada", "status": "ACTIVE", "profile": {
            "login": "ada@acme.example", "email": "ada@acme.example", "displayName": "Ada Lovelace"}}],
        "slack": [{"id": "U0ADA", "deleted": False, "profile": {"email": " ADA@acme.example", "real_name": "ada"}},
                  {"id": "U0BOB", "deleted": False, "profile": {"email": "bob@acme.example", "real_name": "Bob"}}],
        "github": [{"login": "Countess", "id": 7, "name": "A. King", "email": "ada@home.example"}],
    }
    for source, records in exports.items():
        (tmp_path / f"{source}.json").write_text(json.dumps(records))
    write_site(tmp_path / "site")
    with open(tmp_path / "site/site.yml", "a") as settings:
        settings.write("\npeople:\n  - same: [okta-00uada, github-countess]\n")
    folder = publish_below(
        tmp_path, *(tmp_path / f"{source}.json" for source in exports), "--as-of", "2026-11-24T10:00:00Z",
        "--site", tmp_path / "site")
    page, watch = open_page()
    page.goto((folder / "index.html").as_uri())
    for words in ("okta-00uada", "00uada", "slack-u0ada", "U0ADA", "github-countess", "countess", "ada@acme.example",
                  "ada@home.example", "home.example"):
        type_into(page, words)
        assert options(page)[0] == "Ada Lovelace" and "Bob" not in options(page), words
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/users/**")
    assert {"Okta", "Slack", "GitHub"} <= set(re.findall(r"\w+", page.inner_text("main")))
    assert watch.taken(folder.as_uri() + "/") == []


def test_the_page_answers_deep_links_and_keeps_the_address(address, open_page):
    page, watch = open_page()
    page.goto(address + "search.html?q=kim+l%C3%A9e")
    page.wait_for_selector(".results mark")
    assert page.eval_on_selector_all(".results li:first-child mark", "all => all.map((e) => e.textContent)")[:2] == ["Kim", "Lee"]
    page.fill(".find input", "u0001")
    page.wait_for_url("**/search.html?q=u0001")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results a")
    page.click(".results a >> nth=0")
    page.wait_for_url("**/users/**")
    page.go_back()
    page.wait_for_selector(".results a")
    assert page.input_value(".find input") == "u0001"
    assert watch.taken(address) == []


def test_the_slash_can_be_turned_off(alone, report):
    alone.goto((report.folder / "search.html").as_uri())
    alone.uncheck(".found [type=checkbox]")
    alone.goto((report.folder / "users.html").as_uri())
    alone.keyboard.press("/")
    assert alone.eval_on_selector(BOX, "e => e !== document.activeElement")
    alone.goto((report.folder / "search.html").as_uri())
    assert not alone.is_checked(".found [type=checkbox]")


def test_a_missing_block_says_so(open_page, report, tmp_path):
    page, _ = open_page()
    page.route(re.compile(r"/search/[0-9a-f]{12}\.js$"), lambda route: route.abort())
    page.goto((report.folder / "index.html").as_uri())
    type_into(page, "kim")
    assert page.inner_text(".popup .status") == "This report was replaced. Reload"
    assert page.is_visible(".popup .status a")


def test_says_that_it_searches_while_blocks_are_on_their_way(open_page, report):
    page, _ = open_page()
    waiting = []
    page.route(re.compile(r"/search/[0-9a-f]{12}\.js$"), lambda route: waiting.append(route))
    page.goto((report.folder / "index.html").as_uri())
    page.fill(BOX, "kim lee")
    page.wait_for_function(f"() => {STATUS}.textContent === 'Searching…'")
    while not options(page):
        while waiting:
            waiting.pop().continue_()
        page.wait_for_timeout(10)
    assert "Kim Lee" in options(page)


def test_without_scripts_the_form_leads_to_the_users_by_name(address, open_page):
    page, watch = open_page(java_script_enabled=False)
    page.goto(address + "index.html")
    page.fill(BOX, "kim")
    page.press(BOX, "Enter")
    page.wait_for_url("**/search.html?q=kim")
    assert "scripts are off" in page.inner_text("main")
    assert page.is_hidden(".find")
    page.click("noscript a")
    page.wait_for_url("**/users.html")
    assert watch.taken(address) == []


def test_works_where_storage_is_blocked(open_page, report):
    page, watch = open_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto((report.folder / "search.html").as_uri())
    type_into(page, "kim lee", ".find input")
    page.uncheck(".found [type=checkbox]")
    page.wait_for_selector(".results mark")
    assert watch.complaints == []


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_screen_readers_find_nothing_to_complain_about(open_page, report, colour):
    page, _ = open_page(color_scheme=colour)
    page.goto((report.folder / "index.html").as_uri())
    for query in ("kim lee", "nordlihct", "no such body"):
        type_into(page, query)
        page.keyboard.press("ArrowDown")
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    page.goto((report.folder / "search.html").as_uri() + "?q=kim")
    page.wait_for_selector(".results mark")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_firefox_finds_too(address, firefox):
    def shown(place):
        return firefox.execute_script(f"return [...document.querySelectorAll('{place}')].map((e) => e.textContent)")

    firefox.navigate(address + "index.html")
    box = firefox.find_element(By.CSS_SELECTOR, BOX)
    box.send_keys("kim lée")
    Wait(firefox, 10).until(lambda _: shown("[role=option] > bdi")[:2] == ["Kim Lee", "Kim Lee"] and "2 of 2" in shown(".popup .status")[0])
    box.send_keys(Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == "found-0"
    box.send_keys(Keys.ENTER)
    Wait(firefox, 10).until(lambda _: "/users/" in firefox.get_url() and shown("h1") == ["Kim Lee"])
    firefox.navigate(address + "search.html?q=kim%20lee")
    Wait(firefox, 10).until(lambda _: shown(".results mark")[:2] == ["Kim", "Lee"])
