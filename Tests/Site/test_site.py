"""Whole reports as a browser and a web server see them.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Site
"""

import os
import random
import statistics
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "Tests/ReportTests/Fixtures/golden"
DUMPS = ROOT.parent / "shared/dumps"
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
MOST_PAGES = 300
SHARED = sorted(p.name for p in DUMPS.glob("*") if p.suffix in (".json", ".ndjson"))


def build(dump, folder, *options):
    command = [PROGRAM, "build", str(dump), "--output", str(folder), *options]
    ending = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return folder


def sample(folder):
    command = [PROGRAM, "sample", "--users", "60", "--events", "3000"]
    dump = folder / "sample.json"
    dump.write_bytes(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return dump


@pytest.fixture(scope="module", params=["sample", "golden", *(SHARED or ["shared"])])
def report(request, tmp_path_factory):
    name = request.param
    folder = tmp_path_factory.mktemp("report")
    public = folder / "public"
    if name == "sample":
        return build(sample(folder), public)
    if name == "golden":
        return build(GOLDEN / "dump.json", public, "--site", str(GOLDEN / "site"))
    if name == "shared":
        pytest.skip(f"no dumps in {DUMPS}")
    return build(DUMPS / name, public)


def chosen(report):
    """All pages, or of many always the same ones."""
    pages = sorted(report.rglob("*.html"))
    assert pages
    if len(pages) <= MOST_PAGES:
        return pages
    return random.Random(1).sample(pages, MOST_PAGES)


@cache
def parsed(page):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(page.read_bytes())
    return document, parser.errors


def elements(page):
    """Every element of a page; comments have no string for a tag."""
    return [e for e in parsed(page)[0].iter() if isinstance(e.tag, str)]


def links(page):
    """(element, attribute, address) of all that leads somewhere."""
    for element in elements(page):
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in ("href", "src", "action", "poster", "data", "srcset", "formaction", "ping"):
                yield element, name, value


def complaints(report, look):
    """What `look` says about the pages, a line each, with the page's path."""
    found = [f"{p.relative_to(report)}: {c}" for p in chosen(report) for c in look(p)]
    return "\n".join(found[:12])


def test_every_page_is_valid_for_a_strict_parser(report):
    # A strict html5lib raises on the very things that it collects otherwise.
    assert complaints(report, lambda page: parsed(page)[1]) == ""


# How much a chart shows, which scripts alone choose.
SPANS = {"28-days", "12-weeks", "year", "all"}


def test_every_relative_link_leads_to_a_file_and_place_of_the_report(report):
    def look(page):
        for _, _, address in links(page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if report.resolve() not in target.parents or not target.is_file():
                yield f"dead {address}"
            elif parts.fragment and target.suffix == ".html" and not has(target, parts.fragment) and parts.fragment not in SPANS:
                yield f"no such place {address}"

    def has(page, place):
        return any(e.get("id") == unquote(place) for e in elements(page))

    assert complaints(report, look) == ""


def test_nothing_but_links_of_text_leads_to_another_host(report):
    def look(page):
        for element, name, address in links(page):
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc:
                continue
            if element.tag != "a" or name != "href":
                yield f"<{element.tag} {name}={address}>"
            elif parts.scheme not in ("https", "http", "mailto"):
                yield f"scheme of {address}"

    assert complaints(report, look) == ""


def test_every_page_has_the_content_policy_word_for_word(report):
    def look(page):
        head = parsed(page)[0].find("head")
        metas = [e for e in head if e.tag == "meta"]
        policies = [e.get("content") for e in metas if e.get("http-equiv")]
        if policies != [POLICY]:
            yield f"policies {policies}"
        # It holds for what follows it only, so nothing but the character set may stand before.
        elif list(head).index(next(e for e in metas if e.get("http-equiv"))) > 1:
            yield "the policy comes late"

    assert complaints(report, look) == ""


def test_no_page_has_styles_or_scripts_of_its_own(report):
    def look(page):
        for element in elements(page):
            if element.tag == "style":
                yield "<style>"
            if element.tag == "script" and (not element.get("src") or element.text):
                yield f"inline script {element.text}"
            for name in element.attrib:
                if name == "style" or name.startswith("on"):
                    yield f"<{element.tag} {name}=>"

    assert complaints(report, look) == ""


def test_no_page_wants_to_be_indexed(report):
    def look(page):
        robots = [e.get("content") for e in elements(page) if e.get("name") == "robots"]
        if robots != ["noindex"]:
            yield f"robots {robots}"

    assert complaints(report, look) == ""


def test_users_pages_are_small(report):
    sizes = sorted(p.stat().st_size for p in report.glob("users/*/*.html"))
    if not sizes:
        pytest.skip("no users")
    assert statistics.median(sizes) <= 16 * 1024
    # Nearest rank: at most one in a hundred may be larger.
    assert sizes[-(len(sizes) // 100) - 1] <= 30 * 1024


def test_a_list_of_200_rows_is_at_most_100_kilobytes(report):
    def rows(page):
        return sum(1 for e in elements(page) if e.tag == "tbody" for _ in e.findall("tr"))

    # Activity is none: it has charts of all weeks and months.
    large = [p for p in report.rglob("*.html") if p.stat().st_size > 100 * 1024 and p.name != "activity.html"]
    assert [f"{p.relative_to(report)}: {p.stat().st_size}" for p in large if rows(p) <= 200] == []
