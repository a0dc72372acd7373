"""Everybody can use the report: axe's rules, and every function by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

# WCAG 2.2 AA and what comes before it, and best practices. preload would ask for
# styles once more by XMLHttpRequest, which the content policy forbids.
OPTIONS = {
    "preload": False,
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


# Colours alone are other in the dark.
DARK = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# Of the same parts as others.
ALIKE = ("users-part-2", "users-by-last-active", "leaderboard-month")
# Rows are alike, and axe takes long for each.
FEWER_ROWS = """(kept) => document.querySelectorAll("tbody").forEach((body) =>
  [...body.rows].slice(kept, -kept).forEach((row) => row.remove()))"""


@pytest.mark.parametrize("colour, options", [("light", OPTIONS), ("dark", DARK)])
def test_axe_finds_nothing_on_any_kind(report, open_page, colour, options):
    # axe comes from outside, so the page's own policy must let it in.
    page, _ = open_page(color_scheme=colour, bypass_csp=True)
    root = report.folder.as_uri() + "/"
    found = []
    for kind, path in report.pages.items():
        if kind in ALIKE:
            continue
        page.goto(root + path)
        page.evaluate(FEWER_ROWS, 6)
        for violation in Axe().run(page, options=options).response["violations"]:
            node = violation["nodes"][0]
            found.append(f"{kind}: {violation['id']} ×{len(violation['nodes'])}: {node['html'][:160]} {node['failureSummary'][:200]}")
    assert found == []


def test_axe_would_find_something(report, open_page):
    page, _ = open_page(bypass_csp=True)
    page.goto(report.folder.as_uri() + "/index.html")
    page.evaluate("document.querySelector('.theme').removeAttribute('aria-label')")
    assert [v["id"] for v in Axe().run(page, options=OPTIONS).response["violations"]] == ["button-name"]


@pytest.fixture
def page(report, open_page):
    """A page from disk, with `page.path(kind)` for where others are."""
    page, watch = open_page()
    page.root = report.folder.as_uri() + "/"
    yield page
    assert watch.taken(page.root) == []


def press_until(page, key, selector, most=80):
    """Presses `key` until what has the focus fits `selector`."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{key} never reaches {selector}")


def focus_is_visible(page):
    return page.evaluate("""() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    }""")


def test_the_first_key_skips_to_the_content(page):
    page.goto(page.root + "users.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_pages_open_by_keyboard(page):
    page.goto(page.root + "index.html")
    press_until(page, "Tab", "a[href='activity.html']")
    assert focus_is_visible(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/activity.html")


def test_colours_switch_by_keyboard_and_are_remembered(page):
    page.goto(page.root + "index.html")
    press_until(page, "Tab", ".theme")
    assert focus_is_visible(page)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.keyboard.press("Enter")
    assert page.locator(".theme").get_attribute("aria-pressed") == "true"
    dark = page.evaluate(background)
    assert dark != light
    page.goto(page.root + "users.html")
    assert page.evaluate(background) == dark


def test_charts_read_their_values_by_arrow_keys(page):
    page.goto(page.root + "activity.html")
    press_until(page, "Tab", ".plot")
    assert focus_is_visible(page)
    page.keyboard.press("End")
    last = page.locator(".tip").inner_text()
    assert "24 Nov 2026" in last
    page.keyboard.press("ArrowLeft")
    assert "23 Nov 2026" in page.locator(".tip").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".tip").count() == 0


def test_tables_sort_and_filter_by_keyboard(page):
    page.goto(page.root + "workspaces.html")
    press_until(page, "Tab", ".tools input")
    page.keyboard.type("zzz")
    done = page.locator("table[aria-busy=false]")
    done.wait_for()
    assert page.locator("tbody tr:visible").all_inner_texts() == ["Nothing found"]
    assert page.locator(".tools output").inner_text() == "0 of 15 rows"
    for _ in "zzz":
        page.keyboard.press("Backspace")
    page.keyboard.type("e")
    done.wait_for()
    press_until(page, "Tab", ".tools > button")
    with page.expect_download():
        page.keyboard.press("Enter")
    press_until(page, "Shift+Tab", ".tools input")
    page.keyboard.press("Backspace")
    done.wait_for()
    assert page.locator("tbody tr:visible").count() == 15
    press_until(page, "Tab", "th[data-c='members'] button")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    done.wait_for()
    members = [int(text) for text in page.locator("tbody td:nth-child(2)").all_inner_texts()]
    assert members == sorted(members, reverse=True) and members[0] > members[-1]
    page.keyboard.press("Enter")
    done.wait_for()
    assert [int(text) for text in page.locator("tbody td:nth-child(2)").all_inner_texts()] == sorted(members)


# Of open lists: what is set, and what is done to it before it is looked at.
OPEN_LISTS = {
    "sorted and filtered": ("users.html?state=dormant&state=never&sort=-score", None),
    "a menu": ("users.html?sort=name", "workspaces"),
    "days to choose": ("access.html?sort=-days_idle&days_idle=60", "days_idle"),
    "by workspace": ("access.html?status=%21active&bot=false", None),
    "nothing found": ("workspaces.html?q=nobody+of+that+name", None),
    "ranks": ("leaderboard/all.html?q=a", None),
    "an unknown name": ("dormant.html?colour=red&role=guest", "role"),
}


def open_list(page, name):
    address, menu = OPEN_LISTS[name]
    page.goto(page.root + address)
    page.locator("table[aria-busy=false]").wait_for()
    if menu:
        page.locator(f"details[data-c={menu}] summary").click()
        page.locator(".choices label").first.wait_for()


@pytest.mark.parametrize("colour, options", [("light", OPTIONS), ("dark", DARK)])
def test_axe_finds_nothing_on_open_lists(report, open_page, colour, options):
    page, _ = open_page(color_scheme=colour, bypass_csp=True)
    page.root = report.folder.as_uri() + "/"
    found = []
    for name in OPEN_LISTS if options is OPTIONS else ("sorted and filtered", "a menu", "nothing found"):
        open_list(page, name)
        page.evaluate(FEWER_ROWS, 6)
        for violation in Axe().run(page, options=options).response["violations"]:
            node = violation["nodes"][0]
            found.append(f"{name}: {violation['id']} ×{len(violation['nodes'])}: {node['html'][:160]} {node['failureSummary'][:200]}")
    assert found == []


def test_open_lists_fit_a_narrow_window(report, open_page):
    page, _ = open_page(width=320)
    page.root = report.folder.as_uri() + "/"
    for name in OPEN_LISTS:
        open_list(page, name)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], name
        if OPEN_LISTS[name][1]:
            box = page.locator(".tools .popup").bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 320, name


def test_open_lists_need_no_colours(report, open_page):
    """In forced colours what is sorted and chosen is said by signs and words."""
    page, _ = open_page(forced_colors="active")
    page.root = report.folder.as_uri() + "/"
    page.goto(page.root + "access.html?status=active&bot=false&state=dormant&sort=-days_idle")
    page.locator("table[aria-busy=false]").wait_for()
    page.locator("details[data-c=state] summary").click()
    assert page.locator("details[data-c=state] summary").inner_text() == "Access: dormant"
    assert page.locator(".choices input:checked").count() == 1
    style = "(e, [part, name]) => getComputedStyle(e, part)[name]"
    head = page.locator("[aria-sort] button")
    assert head.evaluate(style, ["::after", "content"]) == '"↓"'
    assert head.evaluate(style, ["::after", "color"]) == head.evaluate(style, [None, "color"])
    tab = page.locator(".tabs [aria-current]")
    assert tab.inner_text() == "Dormant" and tab.evaluate(style, [None, "outlineStyle"]) == "solid"


def test_lists_are_set_by_keyboard(page):
    page.goto(page.root + "access.html")
    done = page.locator("table[aria-busy=false]")
    press_until(page, "Tab", "details[data-c=role] summary")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    page.locator(".choices label").first.wait_for()
    press_until(page, "Tab", ".choices input")
    assert focus_is_visible(page)
    page.keyboard.press("Space")
    done.wait_for()
    role = page.locator("details[data-c=role] summary").inner_text()
    assert role.startswith("Role: ") and "?role=" in page.url
    # Away from the menu, and back to its head.
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement === document.querySelector('details[data-c=role] summary')")
    page.goto(page.root + "access.html?sort=-days_idle")
    done.wait_for()
    page.locator("footer a").focus()
    press_until(page, "Shift+Tab", ".pages a")
    assert focus_is_visible(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**&from=*")
    done.wait_for()
    # The reader goes on with the rows.
    assert page.evaluate("document.activeElement.matches('.scroll')")


def test_without_scripts_a_view_is_the_list_as_it_is(report, open_page):
    page, _ = open_page(java_script_enabled=False)
    root, rows = report.folder.as_uri() + "/", []
    for address in ("users.html", "users.html?state=dormant&sort=-score&from=201"):
        page.goto(root + address)
        rows.append(page.locator("tbody th a").all_inner_texts())
        assert not page.locator(".tools").is_visible() and page.locator(".pages a").first.is_visible()
    assert rows[0] == rows[1] and len(rows[0]) == 200
