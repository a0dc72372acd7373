"""Reports in every language: numbers, dates and plurals as ICU has them, CSVs that stay, and no text from elsewhere.

Run from the package's root, with the program named in $ROLLCALL, as test_site.py. Debian's python3-icu is asked in a
Python of its own, as the one of the tests has no packages of the system.
"""

import csv
import json
import os
import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import html5lib
import pytest
from locales import icu

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "site/words"
GOLDEN = ROOT / "Tests/ReportTests/Fixtures/golden"
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
LANGUAGES = sorted(path.stem for path in WORDS.glob("*.yml"))
TODAY = date(2026, 11, 24)
# Every month.
DAYS = [*range(130), *range(130, 1240, 9), 1000, 1001, 1002]


def run(*arguments, status=0):
    ending = subprocess.run([PROGRAM, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == status, ending.stderr
    return ending


def site(folder, settings, files=()):
    (folder / "words").mkdir(parents=True, exist_ok=True)
    (folder / "site.yml").write_text(settings)
    for name, text in dict(files).items():
        (folder / name).write_text(text)
    return folder


def tree(path):
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(path.read_text())


def text(element):
    return "".join(element.itertext())


def drawn(chart):
    """The labels of a chart."""
    return [e.text for e in chart.iter() if str(e.tag).endswith("}text")]


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """A dump with users that were last active on each of 130 days and some of those before, five of whom did much."""
    folder = tmp_path_factory.mktemp("people")
    counts = [999, 1000, 9999, 10_000, 234_567]
    users = [
        {"id": f"u{n}", "name": f"{n}", "created_at": "2020-01-01", "last_login_at": f"{TODAY - timedelta(n)}T09:00:00Z"}
        for n in DAYS
    ]
    events = [
        {"user_id": f"u{n}", "workspace_id": f"w{n}", "type": "t", "at": f"{TODAY - timedelta(n)}T09:00:00Z", "count": count}
        for n, count in enumerate(counts)
    ]
    dump = folder / "dump.json"
    dump.write_text(
        json.dumps(
            {
                "organization": {"name": "Acme", "exported_at": f"{TODAY}T10:00:00Z"},
                "users": users,
                "workspaces": [{"id": f"w{n}"} for n in range(len(counts))],
                "events": events,
            }
        )
    )
    return dump, counts


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, people, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    run("build", people[0], "--output", folder / "public", "--site", site(folder / "site", f"language: {request.param}\n"))
    return request.param, folder / "public"


def test_dates_are_those_of_icu(report):
    language, public = report
    found = {}
    for page in sorted(public.glob("users*.html")):
        for time in tree(page).iterfind(".//tbody/tr/td/time"):
            found[date.fromisoformat(time.get("datetime"))] = time.text
    dates = sorted(found)
    assert len(dates) == len(set(DAYS))
    assert [found[day] for day in dates] == icu(language, dates, [], [])["dates"]


def test_numbers_are_those_of_icu(report, people):
    language, public = report
    cells = [text(cell) for cell in tree(public / "workspaces.html").iterfind(".//tbody/tr/td")]
    for shown in icu(language, [], [], people[1])["numbers"]:
        assert shown in cells, shown


def test_names_of_months_and_weekdays_are_those_of_icu(report):
    language, public = report
    expected = icu(language, [date(2026, 11, 1)], [], [])
    page = tree(public / "activity.html")
    hours = page.find(".//div[@class='plot hours']")
    assert drawn(hours)[:7] == expected["weekdays"]
    months = [text(time) for time in page.iterfind(".//tbody/tr/th/time")]
    assert expected["months"][0] in months
    calendar = tree(next(public.glob("users/*/u-u0.html"))).find(".//div[@class='plot cal']")
    named = set(drawn(calendar)[3:])
    assert named <= set(expected["alone"]) | {"2026", "2026年"} and len(named) == 12
    legend = [text(item) for item in tree(public / "retention.html").iterfind(".//ul[@class='legend heat']/li")]
    assert not legend or any(item.endswith(expected["percent"].replace("20", "")) for item in legend[1:])


def test_pages_say_in_which_language_and_direction_they_are(report):
    language, public = report
    for page in public.rglob("*.html"):
        opening = page.read_text().split("\n", 2)[1]
        assert opening == f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">'


def test_tables_are_the_same_in_every_language(people, tmp_path):
    reports = {}
    for language in ["en", "ar", "pl"]:
        public = tmp_path / language
        own = site(tmp_path / f"site-{language}", f"language: {language}\n", {name: "# About\n\n### Active\n\nSeen.\n" for name in ("about.md", "about-you.md")})
        run("build", people[0], "--output", public, "--site", own)
        reports[language] = {str(p.relative_to(public)): p.read_bytes() for p in public.rglob("*.csv")}
    assert reports["ar"] == reports["en"] and reports["pl"] == reports["en"]


# Every text of the words in «», every text of the dump and the publisher in ⟦⟧.
# Of digest.json.
CODES = {"language", "direction", "as_of", "time_zone", "base_url", "metric", "page", "save_as", "user_id", "tables"}
MARKED = re.compile(r"«[^«»]*»|⟦[^⟦⟧]*⟧")


def marked_words():
    """English in a language of its own, whose texts show that they are from there."""
    lines = []
    for line in (WORDS / "en.yml").read_text().split("\n"):
        if re.match(r"(plural|direction|decimal|group|group_from):", line) or line.lstrip().startswith("#"):
            lines.append(line)
            continue
        if match := re.match(r"(\s*[a-z0-9_]+: )(\S.*)$", line):
            key, value = match.groups()
            if value.startswith("["):
                value = "[" + ", ".join(f"«{item}»" for item in value[1:-1].split(", ")) + "]"
            elif value.startswith("{"):
                value = re.sub(r"(\w+: )(\"[^\"]*\"|[^,\"}]+)", lambda m: m[1] + quoted(m[2]), value)
            else:
                value = quoted(value)
            line = key + value
        lines.append(line)
    return "\n".join(lines)


def quoted(value):
    """The text with each piece of it between places in «»."""
    pieces = re.split(r"(\{\w+\})", value.strip('"'))
    return '"' + "".join(p if p.startswith("{") or not p else f"«{p}»" for p in pieces) + '"'


def marked_dump(value, key=""):
    if isinstance(value, dict):
        return {k: marked_dump(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [marked_dump(v, key) for v in value]
    kept = {"time_zone", "exported_at", "at", "since", "created_at", "last_login_at", "url", "id", "user_id", "workspace_id", "status"}
    return value if key in kept or not isinstance(value, str) else f"⟦{value}⟧"


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A report of the golden dump with all that it says marked by where it comes from."""
    folder = tmp_path_factory.mktemp("marked")
    dump = folder / "dump.json"
    dump.write_text(json.dumps(marked_dump(json.loads((GOLDEN / "dump.json").read_text()))))
    own = site(
        folder / "site",
        "language: xx\ntitle: ⟦title⟧\nopt_out: [u-out]\n",
        {"words/xx.yml": marked_words(), "about.md": "# ⟦About⟧\n\n### ⟦Active⟧\n\n⟦Seen.⟧\n", "about-you.md": "# ⟦You⟧\n\n## ⟦Who⟧\n\n⟦You.⟧\n"},
    )
    ending = run("build", dump, "--output", folder / "public", "--site", own)
    return folder / "public", ending


def test_every_text_is_of_the_words_the_dump_or_the_publisher(marked):
    public, ending = marked
    assert "texts in English" not in ending.stdout
    # Ids, statuses and zones of the dump; our name; reasons as the CSV has them, and the fields that they are about.
    known = {row["reason"] for row in csv.DictReader((public / "quality.csv").open(encoding="utf-8-sig"))}
    known |= {reason.removeprefix("note: ").split(" ")[0] for reason in known}
    known |= {"rollcall", "Europe/Berlin", "UTC", "NEW", "login", "dump.json", "{files}"}
    dump = json.loads((public.parent / "dump.json").read_text())
    known |= {str(e.get(k, "")) for part in ("users", "workspaces", "events") for e in dump[part] for k in ("id", "status", "user_id")}
    strange = {}
    for page in sorted(public.rglob("*.html")):
        for where, said in said_on(tree(page)):
            if rest := without_marked(said, known):
                strange.setdefault((where, rest[:60]), page.name)
    for where, said in said_in(json.loads((public / "digest.json").read_text())):
        if rest := without_marked(said, known):
            strange.setdefault((where, rest[:60]), "digest.json")
    assert strange == {}


def without_marked(said, known):
    """What is said beside marked texts and known words; empty where no letter is left."""
    while MARKED.search(said):
        said = MARKED.sub("", said)
    for word in sorted(known, key=len, reverse=True):
        said = said.replace(word, "") if word else said
    return said.strip() if re.search(r"[^\W\d_]", said) else ""


def said_in(digest, key=""):
    """All texts of a mail, each with its key; names of files and codes are none."""
    if isinstance(digest, dict) and key not in CODES:
        for name, value in digest.items():
            yield from said_in(value, name)
    elif isinstance(digest, list):
        for item in digest:
            yield from said_in(item, key)
    elif isinstance(digest, str) and key not in CODES:
        yield key, digest


def said_on(page):
    """What is read on a page: texts, and attributes that are shown or spoken. Rendered Markdown is somebody's own."""
    markdown = {inner for prose in page.iterfind(".//div[@dir='auto']") for inner in prose.iter()}
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if element in markdown:
            for name in ("aria-label", "title", "alt"):
                if element.get(name):
                    yield f"{element.tag} {name}", element.get(name)
            continue
        for name in ("aria-label", "placeholder", "alt", "title", "data-n"):
            if element.get(name):
                yield f"{element.tag} {name}", element.get(name)
        if element.tag != "code":
            yield element.tag, element.text or ""
        yield element.tag, element.tail or ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_shows_a_key_or_a_place(language, tmp_path):
    own = site(tmp_path / "site", f"language: {language}\n")
    run("build", GOLDEN / "dump.json", "--output", tmp_path / "public", "--site", own)
    keys = set(re.findall(r"(?m)^ *([a-z0-9]+(?:_[a-z0-9]+)+):", (WORDS / "en.yml").read_text()))
    for page in sorted((tmp_path / "public").rglob("*.html")):
        for _, said in said_on(tree(page)):
            assert not keys & set(re.findall(r"[a-z0-9_]+", said)) - {"missing_field"}, said
            assert not re.search(r"(?<!\{)\{\w+\}(?!\})", said), said


def test_known_roles_statuses_and_reasons_are_worded_and_others_stay(tmp_path):
    """On pages alone: in CSVs all are as the dump or the contract has them."""
    users = [
        {"id": "a", "role": "member", "status": "suspended"},
        {"id": "b", "role": "Member", "status": "inaktiv"},
        {"id": "c", "name": 7, "role": "wizard"},
    ]
    memberships = [{"user_id": user, "workspace_id": "w", "role": role} for user, role in [("a", "guest"), ("b", "Guest")]]
    events = [{"user_id": "a", "type": "t", "at": "soon"}]
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps({"users": users, "workspaces": [{"id": "w"}], "memberships": memberships, "events": events}))
    public = tmp_path / "public"
    run("build", dump, "--as-of", "2026-11-24", "--output", public, "--site", site(tmp_path / "site", "language: de\n"))
    page = {path.stem: path.read_text() for path in public.rglob("*.html")}
    assert '<td class="t">Mitglied</td>' in page["users"]
    assert '<td class="t">Member</td>' in page["users"] and ">wizard</td>" in page["users"]
    assert '<td class="t"><b class="st other">ausgesetzt</b></td>' in page["access"]
    assert '<b class="st other"><bdi>inaktiv</bdi></b>' in page["access"]
    assert '<td class="t">Gast</td>' in page["access"] and ">Guest</td>" in page["access"]
    assert "<p><bdi>Mitglied · ausgesetzt</bdi></p>" in page["u-a"] and "Member · inaktiv</bdi></p>" in page["u-b"]
    assert "<dd><bdi>ausgesetzt</bdi></dd>" in page["u-a"] and "<small>Gast</small>" in page["u-a"]
    assert "Das Konto hat den Status ausgesetzt." in page["u-a"]
    assert '<th scope="row">Ungültige Zeit<small>invalid_time</small></th>' in page["quality"]
    assert '<th scope="row">user.name: falscher Typ</th>' in page["quality"]
    rows = {name: list(csv.DictReader((public / f"{name}.csv").open(encoding="utf-8-sig"))) for name in ("users", "quality", "access")}
    assert {(row["role"], row["status"]) for row in rows["users"]} == {("member", "suspended"), ("Member", "inaktiv"), ("wizard", "active")}
    assert {row["role"] for row in rows["access"]} == {"guest", "Guest"}
    assert {"invalid_time", "note: user.name of the wrong type"} <= {row["reason"] for row in rows["quality"]}


def test_a_key_that_a_language_lacks_is_english_and_counted(people, tmp_path):
    own = site(tmp_path / "site", "language: nl\nwords:\n  users: Mensen\n", {"words/nl.yml": "users: Gebruikers\nscore: Punten\n"})
    ending = run("build", people[0], "--output", tmp_path / "public", "--site", own)
    count = len(re.findall(r"(?m)^[a-z0-9_]+: ?.", (WORDS / "en.yml").read_text()))
    found = re.search(r"(\d+) of (\d+) texts in English, as the words of 'nl' lack them", ending.stdout)
    assert int(found[1]) == int(found[2]) - 2 and int(found[2]) > 300, (found[0], count)
    page = (tmp_path / "public/users.html").read_text()
    assert "<h1><bdi>Mensen</bdi></h1>" in page and ">Punten</th>" in page and ">Last active</th>" in page


@pytest.mark.parametrize(
    "settings, words, expected",
    [
        ("language: de\n", "userz: x\n", "words/de.yml:1:1: unknown key 'userz'; did you mean 'users'?"),
        ("language: de\n", "\nrows_shown: Zeilen\n", "words/de.yml:2:1: rows_shown: expected the places {from}, {total}, {to}"),
        ("words:\n  teams: x\n", "", "site.yml:2:3: unknown key 'teams'; the keys are those of the program's words/en.yml"),
        ("language: tlh\n", "", "site.yml: language: no words for 'tlh'; there are ar, de, en, es, fr, ja, pl"),
        ("language: ../x\n", "", "site.yml:1:11: language: expected a language's tag such as de or pt-BR"),
    ],
)
def test_wrong_words_stop_the_run_and_name_the_place(people, tmp_path, settings, words, expected):
    own = site(tmp_path / "site", settings, {"words/de.yml": words} if words else {})
    ending = run("build", people[0], "--output", tmp_path / "public", "--site", own, status=2)
    assert expected in ending.stderr
    assert not (tmp_path / "public").exists()


def test_the_program_finds_its_words_where_it_was_installed(people, tmp_path):
    """Beside the program, whatever the working folder has."""
    share = tmp_path / "share/rollcall"
    shutil.copytree(ROOT / "site", share / "site")
    shutil.copytree(ROOT / "Templates", share / "Templates")
    (tmp_path / "bin").mkdir()
    shutil.copy(PROGRAM, tmp_path / "bin/rollcall")
    own = site(tmp_path / "own", "language: de\n")
    ending = subprocess.run(
        [tmp_path / "bin/rollcall", "build", people[0], "--output", tmp_path / "public", "--site", own],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert ending.returncode == 0, ending.stderr
    assert '<html lang="de" dir="ltr">' in (tmp_path / "public/index.html").read_text()


@pytest.mark.parametrize(
    "export, noun",
    [
        ("slack", "Channels"), ("zulip", "Channels"), ("mattermost.jsonl", "Channels"), ("github", "Repositories"),
        ("okta", "Apps"), ("entra", "Apps"), ("google", "Workspaces"), ("several", "Workspaces"),
    ],
)  # fmt: skip
def test_workspaces_are_called_what_the_one_source_calls_them(tmp_path, export, noun):
    source = ROOT.parent / "shared/exports" / export
    if not source.exists():
        pytest.skip(f"no exports in {source.parent}")
    run("build", source, "--output", tmp_path / "public", "--site", site(tmp_path / "site", ""))
    page = (tmp_path / "public/index.html").read_text()
    assert f'<a href="workspaces.html">{noun}</a>' in page and f"Busiest {noun.lower()}" in page
    anew = site(tmp_path / "anew", "words:\n  workspaces: Teams\n")
    run("build", source, "--output", tmp_path / "public", "--site", anew)
    assert '<a href="workspaces.html">Teams</a>' in (tmp_path / "public/index.html").read_text()
