"""What real use showed, seen in Firefox: test_reading.py says more of each point, and test_lists.py of lists."""

import base64
import json
import re

import pytest
from conftest import SUB_PATH
from marionette_driver import Wait
from marionette_driver.keys import Keys
from published import publish_below, publish_people
from test_print import PDF_TEXTS

BOX = ".search input"


@pytest.fixture
def fox(fox, report):
    fox.client.set_window_rect(width=1280, height=900)
    fox.root = report.folder.as_uri() + "/"
    fox.go = lambda path: fox.open(fox.root + path)
    return fox


def figures(report):
    return {row["metric"]: row["value"] for row in report.rows("index")}


# The overview


def test_the_overview_leads_with_what_matters(fox, report):
    fox.client.set_window_rect(width=480, height=667)
    fox.go("index.html")
    figure = figures(report)
    assert fox.texts(".tile dt")[:2] == ["Active accounts used in 28 days", "Active on Mon 23 Nov"]
    assert fox.texts(".tile .fig")[0] == f"{figure['accounts_used_28d']} of {figure['accounts_active']}"
    assert f"{round(float(figure['stickiness']) * 100)}%" in fox.texts(".tile .fig")
    assert fox.texts("#leaders h2") == ["Last week"]
    assert fox.run("return document.querySelector('.fig').getBoundingClientRect().bottom < innerHeight")


# History


def test_charts_show_as_much_history_as_is_chosen(fox):
    fox.go("activity.html")
    chosen = ".ranges [aria-current]"
    assert fox.texts(chosen) == ["Year"] * 3
    fox.click_on("#days .ranges a", "28 days")
    fox.point("#days .plot", 1, 40)
    assert fox.texts(".tip b") == ["Wed 28 Oct 2026"]
    fox.click_on("#weeks .ranges a", "12 weeks")
    assert fox.texts(chosen) == ["12 weeks", "12 weeks", "Year"]
    fox.go("activity.html#all")
    assert fox.texts(chosen) == ["All"] * 3
    assert fox.run("return [...document.querySelectorAll('#days .plot')].map((e) => e.checkVisibility())") == [False, True]


def test_a_tap_leaves_its_value(fox):
    fox.go("index.html")
    fox.point("#activity .plot", -2, 40, touch=True)
    assert " active" in fox.texts(".tip")[0]


def test_leaderboards_and_workspaces_say_what_they_are_of(fox, report):
    fox.go("leaderboard/last-month.html")
    assert fox.texts(".tabs a")[:7] == ["This week", "Last week", "This month", "Last month", "This year", "All time", "By month"]
    assert fox.texts("h1") == ["Leaderboard: Last month"] and fox.client.title.startswith("Leaderboard: Last month")
    fox.go(report.pages["workspace"])
    assert re.search(r"[▲▼].*% against the 28 days before", fox.texts(".tile")[2], re.DOTALL)
    assert fox.texts("#last-month h2") == ["Last month’s leaders"] and fox.texts("#last-month tbody th")


def test_retention_has_an_average_and_names_what_is_too_small(fox):
    fox.go("retention.html")
    assert fox.texts("thead th")[:3] == ["Joined in the week of", "Users", "Week 0"]
    assert fox.texts("tbody th")[0] == "Average" and any(text.endswith("too small") for text in fox.texts("tbody th"))


def test_charts_and_figures_begin_with_the_data(fox, report):
    fox.go("activity.html#all")
    first = report.rows("activity")[0]["date"]
    assert fox.attribute("#days .plot:last-of-type", "data-from")[:7] == first[:7]
    fox.point("#days .plot:last-of-type", 1, 40)
    assert fox.texts(".tip b")[0].startswith("Week of")


def test_a_young_report_draws_nothing_before_its_data_and_from_thursday_on_this_week_leads(fox, tmp_path):
    events = [{"user_id": "u1", "type": "t", "at": f"2026-11-{day}T09:00:00Z"} for day in (10, 18, 19, 25)]
    dump = tmp_path / "dump.json"
    for day, heading in [(25, "Last week"), (26, "This week so far")]:
        dump.write_text(json.dumps({
            "organization": {"exported_at": f"2026-11-{day}T10:00:00Z"}, "users": [{"id": "u1", "name": "Ada"}], "events": events}))
        fox.open((publish_below(tmp_path, dump) / "index.html").as_uri())
        assert fox.texts("#leaders h2") == [heading]
    missing, drawn = fox.run("""const e = document.querySelector("#activity .plot");
      return [Number(e.dataset.v.match(/-\\*(\\d+) /)[1]),
        Math.min(...[...e.querySelectorAll("svg svg path:not(.g)")].map((e) => e.getBBox().x))];""")
    assert drawn >= missing > 0


# About this data and you


def test_every_person_is_led_to_what_is_said_of_them(fox, report):
    fox.go(report.pages["user"])
    assert fox.texts(".top nav [aria-current]") == ["Users"]
    fox.click_on("footer a", "About this data and you")
    fox.wait("return location.pathname.endsWith('/about-you.html')")
    assert "How to be left out" in fox.texts(".prose h2")
    assert fox.texts("#contact p") == ["No contact is named; ask whoever gave you this report."]


def test_the_contact_of_the_publisher_is_named(fox, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yml").write_text('contact: "The data office, data@acme.example"\nzip: false\n')
    (tmp_path / "dump.json").write_text(json.dumps({"users": [{"id": "u1"}]}))
    folder = publish_below(tmp_path, tmp_path / "dump.json", "--as-of", "2026-11-24", "--site", tmp_path / "site")
    fox.open((folder / "about-you.html").as_uri())
    assert fox.texts("#contact .prose") == ["The data office, data@acme.example"]
    assert fox.attribute("#contact .prose a", "href") == "mailto:data@acme.example"
    fox.open((folder / "index.html").as_uri())
    assert fox.texts(".csv a[href$='.zip']") == []


# Faults


def test_namesakes_and_who_was_never_active_are_told_apart(fox, tmp_path):
    users = [{"id": f"u{n}", "name": "Kim Lee", "title": title, "email": f"{n}@x.example", "created_at": "2026-11-20"}
             for n, title in enumerate(["Surgeon", "Baker"])]
    folder = publish_people(tmp_path, users)
    fox.open((folder / "users.html").as_uri())
    assert fox.texts("tbody th") == ["Kim Lee\n0@x.example\nSurgeon", "Kim Lee\n1@x.example\nBaker"]
    assert found(fox, "baker") == ["Kim Lee\nBaker\n1@x.example"]
    # New, and so on no list; but nobody has used it.
    fox.open((folder / "dormant.html").as_uri())
    assert fox.texts(".empty") == ["None: no active account has been idle for 31 days or more."]
    fox.open((folder / "index.html").as_uri())
    assert "counts bots" not in fox.texts(".tiles-note")[0]
    users[0]["created_at"], users[1]["bot"] = "2025-11-20", True
    fox.open((publish_people(tmp_path, users) / "index.html").as_uri())
    assert fox.texts(".todo li")[0].split("\n")[:2] == ["1", "account never active"]
    assert "counts bots" in fox.texts(".tiles-note")[0]


def test_heads_stay_over_their_columns(fox):
    fox.client.set_window_rect(width=480, height=667)
    for path in ("users.html", "access.html"):
        fox.go(path)
        places = fox.run("""const e = document.querySelector(".scroll");
          e.scrollIntoView();
          e.scrollTo(150, 300);
          const box = (s) => e.querySelector(s).getBoundingClientRect();
          const name = box("thead th"), cell = [...e.querySelectorAll("tbody tr:not(.grp) > th")].find((c) => c.getBoundingClientRect().top > name.bottom);
          return [Math.round(name.left - cell.getBoundingClientRect().left), Math.round(name.top - e.getBoundingClientRect().top)];""")
        assert places == [0, 0], path
    fox.go("users.html")
    lines = fox.run("""const e = [...document.querySelectorAll("tbody small:has(wbr)")].find((e) => e.textContent.includes("@nordlicht.example"));
      return [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => {
        const range = document.createRange();
        range.selectNodeContents(n);
        return range.getClientRects().length;
      });""")
    assert lines == [1, 1]


def test_words_are_the_same_everywhere(fox, report):
    fox.go("index.html")
    assert fox.texts(".tile dt")[-1] == "Never active" and "never active" in " ".join(fox.texts(".todo li"))
    assert "accounts never used" not in fox.run("return document.body.innerText")
    assert fox.texts(".tiles-note")[0]
    assert fox.texts(".stale")[0].startswith("Data as of 24 Nov 2026, 11:00 (")
    fox.go("users.html")
    assert any(" +" in text or ", " in text for text in fox.texts("tbody td small"))
    fox.go("activity.html")
    assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ Nov 2026", fox.texts("#latest tbody time")[0])


def found(fox, text):
    fox.run(f"const e = document.querySelector({BOX!r}); e.value = ''; e.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));")
    fox.wait("return !document.querySelector('.popup .status').textContent")
    fox.type(BOX, text)
    fox.wait("return /found|[0-9] of [0-9]/.test(document.querySelector('.popup .status').textContent)")
    return fox.texts("[role=option]")


def test_the_search_finds_who_is_meant(fox, report):
    people = [row for row in report.rows("users") if row["user_id"].startswith("u000")]
    whole = next(row for row in people if re.match(r"[a-z]{5,}\.[a-z]+@[a-z]+\.", row["email"]))
    fox.go("index.html")
    assert len(found(fox, people[0]["user_id"])) == 1 and fox.texts(".popup .head2") == []
    sides = whole["email"].split("@")
    assert any(whole["email"] in text for text in found(fox, sides[0].split(".")[0] + "@" + sides[1].split(".")[0]))
    assert found(fox, "stickiness") == ["Stickiness\nabout#stickiness\n(page)"]
    found(fox, people[0]["user_id"])
    fox.type(BOX, Keys.ENTER)
    fox.wait(f"return location.pathname.endsWith({'/' + people[0]['page']!r})")


def test_sections_and_charts_have_names(fox):
    fox.go("index.html")
    names = fox.run("return [...document.querySelectorAll('.plot')].map((e) => e.ariaLabel)")
    assert len(set(names)) == len(names) and names[1].startswith("Active in 7 days, last 56 days")
    ids = fox.run("return [...document.querySelectorAll('section.card')].map((e) => e.id)")
    assert all(ids) and len(set(ids)) == len(ids)
    assert fox.run("return [...document.querySelectorAll('[role=status], output')].every((e) => !e.textContent)")
    fox.run("document.querySelector('#states .anchor').click()")
    fox.wait("return location.hash === '#states'")
    fox.go("index.html")
    for key in (Keys.TAB, Keys.TAB, Keys.ENTER):
        fox.press(key)
    assert fox.run("return document.activeElement === document.querySelector('#activity .plot')")


def test_a_printed_list_has_heads_on_every_sheet(fox, firefox, tmp_path):
    fox.go("users.html")
    pdf = firefox._send_message("WebDriver:Print", {"page": {"width": 21, "height": 29.7}}, key="value")
    (tmp_path / "users.pdf").write_bytes(base64.b64decode(pdf))
    fox.open((tmp_path / "users.pdf").as_uri())
    texts = [re.sub(r"\s+", " ", text) for text in firefox.execute_async_script(PDF_TEXTS, script_timeout=20000, sandbox=None)]
    assert len(texts) > 3 and all("Name State Last active" in text for text in texts[1:-1])
    assert re.search(r"Rows 1 to 200 of \d+", " ".join(texts))


# All CSVs


def test_all_csvs_come_as_one_file(fox, report, server, tmp_path):
    whole, choices = (report.folder / "all.zip").read_bytes(), {
        "browser.download.folderList": 2, "browser.download.dir": str(tmp_path), "browser.download.alwaysOpenPanel": False,
        "browser.download.always_ask_before_handling_new_types": False}
    with fox.client.using_prefs(choices):
        fox.open(server + SUB_PATH.replace(" ", "%20") + "/index.html")
        fox.click_on(".csv a", "All CSVs (.zip)")
        Wait(fox.client, 20).until(lambda _: any(path.read_bytes() == whole for path in tmp_path.iterdir()))
