"""What real use showed: a line of the list of faults, a test; one report, few pages."""

import json
import re
import zipfile

import pytest
from published import publish_below, publish_people

PHONE = {"width": 375, "height": 667}


@pytest.fixture(scope="module")
def root(report):
    return report.folder.as_uri() + "/"


@pytest.fixture(scope="module")
def page(browser, root):
    """One page for all that only look."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.root = root
    yield page
    page.close()


@pytest.fixture(scope="module")
def phone(browser, root):
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.root = root
    yield page
    context.close()


def figures(report):
    return {row["metric"]: row["value"] for row in report.rows("index")}


# The overview


def test_the_overview_leads_with_accounts_that_are_used(report, page):
    page.goto(page.root + "index.html")
    figure = figures(report)
    first = page.locator(".tile").first
    assert first.locator("dt").inner_text() == "Active accounts used in 28 days"
    assert first.locator(".fig").inner_text() == f"{figure['accounts_used_28d']} of {figure['accounts_active']}"
    # 11:00 on a Tuesday: the last whole day, and last week.
    second = page.locator(".tile").nth(1)
    yesterday = next(row for row in report.rows("activity") if row["date"] == "2026-11-23")
    assert [second.locator("dt").inner_text(), second.locator(".fig").inner_text()] == ["Active on Mon 23 Nov", yesterday["active"]]
    stickiness = page.locator(".tile").filter(has_text="Stickiness").locator(".fig").inner_text()
    assert stickiness == f"{round(float(figure['stickiness']) * 100)}%"
    leaders = page.locator("#leaders")
    assert leaders.locator("h2").inner_text() == "Last week"
    ranked = report.rows("leaderboard/last-week")[:10]
    assert leaders.locator("tbody td:last-child").all_inner_texts() == [f"{int(row['score']):,}" for row in ranked]
    assert leaders.locator("header > a").get_attribute("href") == "leaderboard/last-week.html"


def test_from_thursday_on_this_week_leads(open_page, tmp_path):
    users = [{"id": "u1", "name": "Ada"}]
    page, _ = open_page()
    for day, heading in [("2026-11-25", "Last week"), ("2026-11-26", "This week so far")]:
        events = [{"user_id": "u1", "type": "t", "at": at} for at in ("2026-11-10T09:00:00Z", "2026-11-18T09:00:00Z", f"{day}T09:00:00Z")]
        dump = tmp_path / f"{day}.json"
        dump.write_text(json.dumps({"organization": {"exported_at": f"{day}T10:00:00Z"}, "users": users, "events": events}))
        page.goto((publish_below(tmp_path, dump) / "index.html").as_uri())
        assert page.locator("#leaders h2").inner_text() == heading


def test_a_phone_shows_the_first_figure_at_once(phone):
    phone.goto(phone.root + "index.html")
    box = phone.locator(".fig").first.bounding_box()
    assert box["y"] + box["height"] < PHONE["height"]


# Charts


def chosen(page):
    return page.locator(".ranges [aria-current]").all_inner_texts()


def last_tip(page, plot):
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 40)
    last = page.locator(".tip").inner_text().split("\n")
    page.mouse.move(box["x"] + 1, box["y"] + 40)
    return page.locator(".tip b").inner_text(), last


def test_charts_show_as_much_history_as_is_chosen(report, page):
    page.goto(page.root + "activity.html")
    days, weeks, months = (page.locator(f"#{id} .plot") for id in ("days", "weeks", "months"))
    assert chosen(page) == ["Year"] * 3
    assert last_tip(page, days.first)[0] == "Tue 25 Nov 2025"
    page.get_by_role("link", name="28 days").click()
    first, last = last_tip(page, days.first)
    today = report.rows("activity")[-1]
    assert first == "Wed 28 Oct 2026"
    assert last == ["Tue 24 Nov 2026", f"{today['active']} active", f"{today['active_7d']} active in 7 days", f"{today['active_28d']} active in 28 days"]
    assert days.first.locator(".x").all_text_contents() == ["2 Nov", "9 Nov", "16 Nov"]
    page.locator("#weeks .ranges").get_by_role("link", name="12 weeks").click()
    assert chosen(page) == ["12 weeks", "12 weeks", "Year"]
    assert last_tip(page, days.first)[0] == "Wed 2 Sep 2026"
    assert last_tip(page, weeks.first)[0] == "Week of 7 Sep 2026"
    # As a link, and back.
    page.goto(page.root + "activity.html#all")
    page.reload()
    assert [days.first.is_visible(), days.last.is_visible()] == [False, True]
    first = report.rows("activity")[0]["date"]
    assert last_tip(page, days.last)[0].startswith("Week of") and days.last.get_attribute("data-from")[:7] == first[:7]
    assert last_tip(page, weeks.last)[0].endswith("Oct 2025") and last_tip(page, months.last)[0] == "Oct 2025"
    page.go_back()
    assert chosen(page) == ["12 weeks", "12 weeks", "Year"]
    # The overview has a year, and leads on to all.
    page.goto(page.root + "index.html#28-days")
    assert last_tip(page, page.locator("#activity .plot"))[0] == "Wed 28 Oct 2026"
    page.locator(".ranges").get_by_role("link", name="All").click()
    page.wait_for_url("**/activity.html#all")
    assert chosen(page) == ["All", "All", "All"]


def test_without_scripts_a_chart_shows_the_year(open_page, root):
    page, _ = open_page(java_script_enabled=False)
    page.goto(root + "activity.html")
    assert not page.locator(".ranges").first.is_visible()
    assert page.locator("#days .plot").evaluate_all("all => all.map((e) => e.checkVisibility())") == [True, False]


def test_charts_draw_nothing_before_the_data_begins(open_page, tmp_path):
    events = [{"user_id": "u1", "type": "t", "workspace_id": "w1", "at": f"2026-11-{day}T09:00:00Z"} for day in (18, 19, 24)]
    (tmp_path / "dump.json").write_text(json.dumps({
        "organization": {"exported_at": "2026-11-24T10:00:00Z"}, "users": [{"id": "u1", "name": "Ada"}],
        "workspaces": [{"id": "w1"}], "events": events}))
    folder = publish_below(tmp_path, tmp_path / "dump.json")
    page, _ = open_page()
    for path, places in [("index.html", 7), ("activity.html", 7), ("workspaces/w-w1.html", 2)]:
        page.goto((folder / path).as_uri())
        plot = page.locator(".plot:not(.spark, .hours)").first
        values = plot.get_attribute("data-v").split("|")[0]
        missing = int(re.match(r"-\*(\d+) ", values).group(1))
        drawn = plot.locator("svg svg path:not(.g)").evaluate_all("all => all.map((e) => e.getBBox().x)")
        assert drawn and min(drawn) >= missing, path
        box = plot.bounding_box()
        page.mouse.move(box["x"] + 2, box["y"] + 20)
        assert page.locator(".tip").count() == 0
        plot.press("Home")
        first = page.locator(".tip b").inner_text()
        assert first == ("Week of 16 Nov 2026" if "workspaces" in path else "Wed 18 Nov 2026")
    page.goto((folder / "users").as_uri() + "/" + next(p.relative_to(folder / "users").as_posix() for p in folder.glob("users/*/*.html")))
    ground = page.locator(".cal .h0").evaluate("e => [e.getBBox().x, e.getBBox().y]")
    # The 18th is a Wednesday in the last week but one.
    assert ground == [51, 0] and page.locator(".cal .h0").get_attribute("d") == "M51 2V7H53V0H52V2z"


def test_a_tap_leaves_its_value(phone):
    phone.goto(phone.root + "index.html")
    plot = phone.locator("#activity .plot")
    plot.scroll_into_view_if_needed()
    plot.tap()
    assert " active" in phone.locator(".tip").inner_text()
    phone.locator("h2").first.tap()
    assert phone.locator(".tip").count() == 0


def test_a_screen_reader_hears_which_chart_it_is(page):
    page.goto(page.root + "index.html")
    names = page.locator(".plot").evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert len(set(names)) == len(names) and all(name.endswith(". Arrow keys read the values") for name in names)
    assert names[1] == "Active in 7 days, last 56 days. Arrow keys read the values"


def test_live_regions_are_there_before_their_text(page):
    page.goto(page.root + "index.html")
    regions = page.locator("[role=status], output")
    assert regions.count() >= 2 and regions.evaluate_all("all => all.every((e) => !e.textContent)")
    region = page.locator("main > [role=status]").element_handle()
    page.locator("#activity .plot").press("End")
    assert region.text_content().startswith("Tue 24 Nov 2026, ")
    assert page.locator(".tip[role]").count() == 0


def test_two_keys_lead_to_the_chart(page):
    page.goto(page.root + "index.html")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.querySelector('#activity .plot')")


def test_a_workspace_says_how_it_changed_and_who_led_last_month(report, page):
    page.goto(page.root + report.pages["workspace"])
    trends = [tile.inner_text() for tile in page.locator(".tile").all()[1:3]]
    assert all(re.search(r"(▲|▼)\s*(up|down)\s+[\d,]+% against the 28 days before$|as in the 28 days before$", trend) for trend in trends), trends
    assert any("against" in trend for trend in trends)
    users = {row["user_id"]: row for row in report.rows("users")}
    scores = [int(row["score_last_month"]) for row in report.rows("workspaces/w-w02")
              if users[row["user_id"]]["status"] == "active" and users[row["user_id"]]["bot"] == "false"]
    card = page.locator("#last-month")
    assert "Oct 2026" in card.locator(".sub").inner_text()
    assert card.locator("tbody td:last-child").all_inner_texts() == [f"{score:,}" for score in sorted(filter(None, scores), reverse=True)[:10]]


def test_retention_has_an_average_and_names_what_is_too_small(report, page):
    page.goto(page.root + "retention.html")
    heads = page.locator("thead th").all_inner_texts()
    assert heads[:4] == ["Joined in the week of", "Users", "Week 0", "Week 1"]
    weeks, cohorts = {}, {}
    for row in report.rows("retention"):
        active, users = weeks.setdefault(int(row["week"]), [0, 0])
        weeks[int(row["week"])] = [active + int(row["active"]), users + int(row["users"])]
        cohorts[row["cohort"]] = int(row["users"])
    average, *rows = [row.locator("> *").all_inner_texts() for row in page.locator("tbody tr").all()]
    assert average[:2] == ["Average", str(sum(cohorts.values()))]
    assert [int(cell) for cell in average[2:] if cell] == [(active * 200 + users) // (2 * users) for _, (active, users) in sorted(weeks.items())]
    assert min(cohorts.values()) < 3 <= max(cohorts.values())
    for (_, users), (head, count, *shares) in zip(cohorts.items(), rows, strict=True):
        assert (count, "too small" in head, not any(shares)) == (str(users), users < 3, users < 3)


def test_a_page_that_is_old_says_so_in_the_organizations_zone(page):
    page.goto(page.root + "index.html")
    # 10:00 in UTC.
    assert page.locator(".stale").inner_text().startswith("Data as of 24 Nov 2026, 11:00 (")
    assert "Europe/Berlin" in page.locator(".meta").inner_text()


# Tables


def test_heads_stay_over_their_columns_on_a_phone(phone):
    for path in ("users.html", "access.html"):
        phone.goto(phone.root + path)
        scroll = phone.locator(".scroll").first
        scroll.evaluate("e => { e.scrollIntoView(); e.scrollTo(150, 300); }")
        places = scroll.evaluate("""e => {
          const box = (s) => e.querySelector(s).getBoundingClientRect();
          const name = box("thead th"), cell = [...e.querySelectorAll("tbody tr:not(.grp) > th")].find((c) => c.getBoundingClientRect().top > name.bottom);
          const middle = document.elementFromPoint(name.left + 20, name.top + name.height / 2);
          return [Math.round(name.left - cell.getBoundingClientRect().left), Math.round(name.top - e.getBoundingClientRect().top),
            e.querySelector("thead th").contains(middle)];
        }""")
        assert places == [0, 0, True], path


def test_an_email_is_broken_before_its_host(phone):
    phone.goto(phone.root + "users.html")
    lines = phone.locator("tbody small:has(wbr)").filter(has_text="@nordlicht.example").first.evaluate("""e => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => {
      const range = document.createRange();
      range.selectNodeContents(n);
      return range.getClientRects().length;
    })""")
    assert lines == [1, 1]


def test_namesakes_show_their_titles(open_page, tmp_path):
    users = [{"id": "u1", "name": "Kim Lee", "title": "Surgeon", "email": "a@x.example"}, {"id": "u2", "name": "Kim Lee", "title": "Baker", "email": "b@x.example"},
             {"id": "u3", "name": "Ada", "title": "Countess", "email": "c@x.example"}]
    folder = publish_people(tmp_path, users)
    page, _ = open_page()
    page.goto((folder / "users.html").as_uri())
    assert page.locator("tbody th").all_inner_texts() == ["Ada\nc@x.example", "Kim Lee\na@x.example\nSurgeon", "Kim Lee\nb@x.example\nBaker"]
    page.goto((folder / "dormant.html").as_uri())
    page.fill(".search input", "baker")
    page.wait_for_selector("[role=option]")
    assert page.locator("[role=option]").all_inner_texts() == ["Kim Lee\nBaker\nb@x.example"]


def test_the_list_of_users_names_workspaces(report, page):
    page.goto(page.root + "users.html")
    column = page.locator("thead th").all_inner_texts().index("Workspaces")
    rows = {row["user_id"]: row for row in report.rows("users")}
    for row in page.locator("tbody tr").all()[:60]:
        given = rows[row.get_attribute("data-id")] if row.get_attribute("data-id") in rows else None
        if given and given["user_id"].startswith("u0"):
            names = given["workspaces"].split("; ") if given["workspaces"] else []
            first = names[:1] if len("".join(names[:2]).encode()) > 14 else names[:2]
            shown = ", ".join(first) + (f" +{len(names) - len(first)}" if len(names) > len(first) else "")
            assert row.locator("> *").nth(column).inner_text().split("\n") == [given["workspace_count"], *([shown] if names else [])]


def test_days_in_lists_have_their_weekday(page, report):
    for path in ("activity.html", report.pages["user"]):
        page.goto(page.root + path)
        day = page.locator("#latest, #days:has(table)").last.locator("tbody th time").first
        assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ Nov 2026", day.inner_text()), path


def test_every_section_has_an_anchor(page, report):
    for kind in ("overview", "activity", "retention", "users", "workspaces", "workspace", "user", "leaderboard", "access", "dormant", "quality"):
        page.goto(page.root + report.pages[kind])
        ids = page.locator("section.card").evaluate_all("all => all.map((e) => e.id)")
        assert ids and all(ids) and len(set(ids)) == len(ids), kind
    page.goto(page.root + "index.html")
    heading = page.locator("#states h2")
    heading.hover()
    heading.locator("a").click()
    assert page.url.endswith("index.html#states")


def test_leaderboards_have_titles_of_their_own(page):
    titles = {}
    page.goto(page.root + "leaderboard/index.html")
    tabs = page.locator(".tabs").first.locator("a")
    assert tabs.all_inner_texts() == ["This week", "Last week", "This month", "Last month", "This year", "All time", "By month"]
    for path in ("week", "last-week", "month", "2026-07"):
        page.goto(f"{page.root}leaderboard/{path}.html")
        titles[page.title()] = page.locator("h1").inner_text()
    assert list(titles.values()) == ["Leaderboard: This week", "Leaderboard: Last week", "Leaderboard: This month", "Leaderboard: Jul 2026"]
    assert all(title.startswith(heading) for title, heading in titles.items()) and len(titles) == 4


def test_a_page_of_a_person_marks_users_in_the_menu(page, report):
    page.goto(page.root + report.pages["user"])
    assert page.locator(".top nav [aria-current]").inner_text() == "Users"


# Words


def test_what_was_never_active_is_called_so(open_page, tmp_path):
    users = [{"id": "u1", "name": "Ada", "created_at": "2026-11-20"}]
    page, _ = open_page()
    page.goto((publish_people(tmp_path, users) / "dormant.html").as_uri())
    # New, and so on no list; but nobody has used it.
    assert page.locator(".empty").inner_text() == "None: no active account has been idle for 31 days or more."
    users[0]["created_at"] = "2025-11-20"
    page.goto((publish_people(tmp_path, users) / "index.html").as_uri())
    assert page.locator(".todo li").inner_text().split("\n")[:2] == ["1", "account never active"]
    assert page.locator(".tile").last.inner_text().startswith("Never active")
    assert "never active" in page.locator("#states tbody").inner_text()
    page.goto((tmp_path / "public/dormant.html").as_uri())
    assert page.locator("tbody .st").inner_text() == "never active"


def test_a_note_says_why_users_and_new_differ(open_page, tmp_path):
    page, _ = open_page()
    for users, is_told in [([{"id": "u1", "created_at": "2026-11-20"}], False), ([{"id": "b1", "bot": True, "created_at": "2026-11-20"}], True)]:
        page.goto((publish_people(tmp_path, users) / "index.html").as_uri())
        assert ("counts bots" in page.locator(".tiles-note").inner_text()) == is_told


# The search


def answers(page, text):
    page.fill(".search input", "")
    page.wait_for_function("() => !document.querySelector('.popup .status').textContent")
    page.fill(".search input", text)
    page.wait_for_function("() => /found|[0-9] of [0-9]/.test(document.querySelector('.popup .status').textContent)")
    return page.locator("[role=option]").all_inner_texts()


def test_an_exact_id_shows_nobody_else(page, report):
    page.goto(page.root + "index.html")
    id = next(row["user_id"] for row in report.rows("users") if row["user_id"].startswith("u000"))
    assert len(answers(page, id)) == 1 and page.locator(".popup .head2").count() == 0


def test_one_hit_opens_by_enter(page, report):
    one, other = [row for row in report.rows("users") if row["user_id"].startswith("u000")][:2]
    page.goto(page.root + "index.html")
    # At once, before the answer is there, and then from it.
    page.fill(".search input", one["user_id"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + one["page"])
    answers(page, other["user_id"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/" + other["page"])


def test_the_beginnings_of_both_sides_of_an_email_are_enough(page, report):
    row = next(row for row in report.rows("users") if re.match(r"[a-z]{5,}\.[a-z]+@[a-z]+\.", row["email"]))
    page.goto(page.root + "index.html")
    sides = row["email"].split("@")
    found = answers(page, sides[0].split(".")[0] + "@" + sides[1].split(".")[0])
    assert any(row["email"] in text for text in found)


def test_terms_of_about_are_found(page):
    page.goto(page.root + "users.html")
    assert answers(page, "stickiness") == ["Stickiness\nabout#stickiness\n(page)"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/about.html#stickiness")
    assert page.locator("#stickiness").inner_text() == "Stickiness"


# About this data and you


def test_every_person_is_led_to_what_is_said_of_them(report, page):
    page.goto(page.root + report.pages["user"])
    page.get_by_role("link", name="About this data and you").click()
    page.wait_for_url("**/about-you.html")
    assert page.locator(".prose h2, .prose h3").count() >= 5
    # Its title is said once.
    assert page.get_by_text("About this data and you", exact=True).count() == 2 and page.locator("main h1, main h2").all_inner_texts()[0] == "About this data and you"
    rows = report.rows("about-you")
    assert "How to be left out" in [row["heading"] for row in rows]
    assert page.locator("#contact").inner_text().split("\n")[-1] == "No contact is named; ask whoever gave you this report."


def test_the_contact_of_the_publisher_is_named(open_page, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yml").write_text('contact: "The data office, data@acme.example"\nzip: false\n')
    (tmp_path / "dump.json").write_text(json.dumps({"users": [{"id": "u1"}]}))
    folder = publish_below(tmp_path, tmp_path / "dump.json", "--as-of", "2026-11-24", "--site", tmp_path / "site")
    page, _ = open_page()
    page.goto((folder / "about-you.html").as_uri())
    assert page.locator("#contact .prose").inner_text() == "The data office, data@acme.example"
    assert page.locator("#contact a[href='mailto:data@acme.example']").count() == 1
    page.goto((folder / "index.html").as_uri())
    assert page.locator("a[href$='.zip']").count() == 0 and not (folder / "all.zip").exists()


# All CSVs


def test_all_csvs_come_as_one_file(report, page):
    page.goto(page.root + "index.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="All CSVs (.zip)").click()
    path = download.value.path()
    tables = {table.relative_to(report.folder).as_posix(): table.read_bytes() for table in report.folder.rglob("*.csv")}
    with zipfile.ZipFile(path) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == tables
        assert len(archive.namelist()) == len(tables)
    others = sum(file.stat().st_size for file in report.folder.rglob("*") if file.is_file() and file.suffix != ".zip")
    assert path.stat().st_size <= others
