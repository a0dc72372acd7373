"""No text of a stranger becomes more than text, in any field, on any page, in the search."""

import re
import shutil
from pathlib import Path

import pytest
from browsing import CHROMIUM, SIGNATURES, Tab
from corpus import naughty, payloads
from hostile_dump import plain, spread, write_dump
from playwright.sync_api import sync_playwright
from runs import ROOT, command, run

ADDS_NOTHING = "hostile names, emails, ids and descriptions add no element, attribute, dialog or request to a page in Chromium"
QUICK = 24
# As Sources/Render/Markdown writes them.
PROSE = re.compile(
    r"(p|a|em|strong|del|code|pre|ul|ol|li|blockquote|h[2-6]|div|table|thead|tbody|tr|th|td|span|br|hr)"
    r"( (class|href|rel|title|tabindex|role|aria-label|scope|start|id))* ?$"
)
# Shown with the first example of bad records.
FILE = "\"'><img src=x onerror=alert(1)>{{name}}"
SCHEMES = re.compile(r"(file|https?|mailto):", re.IGNORECASE)
GENERAL = [
    "index", "activity", "retention", "quality", "about", "404", "search", "users", "users-by-last-active",
    "workspaces", "access", "dormant", "leaderboard/index", "leaderboard/week", "leaderboard/all",
]  # fmt: skip

pytestmark = [
    pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason="no Chromium here"),
]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def texts(hard):
    """As many as fill all workspaces with four members each, so that these are alike."""
    all = payloads() + naughty() if hard else spread(payloads(), QUICK // 2) + spread(naughty(), QUICK // 2)
    # Some stand in the corpus twice; as ids they would be duplicates, which plain names are not.
    all = list(dict.fromkeys(all))
    return all[: len(all) // 4 * 4]


@pytest.fixture(scope="module", params=["texts", "ids"])
def reports(request, texts, tmp_path_factory):
    """A report full of hostile texts, or of hostile ids, and its plain twin; named as in `params`."""
    folder = tmp_path_factory.mktemp(request.param)
    for name, words, file in [("plain", plain(texts), "dump"), ("hostile", texts, FILE)]:
        dump = write_dump(folder / f"{file}.ndjson", words, hostile_ids=request.param == "ids")
        ending = run(command(dump, folder / name, "--site", ROOT / "site"))
        assert ending.returncode == 0, ending.stderr
    return request.param, folder / "plain", folder / "hostile"


def pages(folder, number):
    """Pages of the whole report and, of users and of workspaces, `number` each."""
    general = [f"{page}.html" for page in GENERAL]
    lists = sorted(str(path.relative_to(folder)) for path in folder.glob("*.[0-9]*.html"))
    users = sorted(str(path.relative_to(folder)) for path in folder.glob("users/*/*.html"))
    workspaces = sorted(str(path.relative_to(folder)) for path in folder.glob("workspaces/*.html"))
    return general + lists, spread(users, number), spread(workspaces, number)


@pytest.mark.parametrize("policy", [False, True], ids=["without a policy", "with the policy"])
def test_shows_texts_as_texts(hard, promise, browser, reports, policy):
    kind, plain_folder, hostile_folder = reports
    few = 300 if hard else 2 if policy else 5
    # Titles and descriptions stand on their owner's page alone.
    number = 10**9 if hard and kind == "texts" and not policy else few
    known, opened = set(), 0
    for folder in (plain_folder, hostile_folder):
        tab = Tab(browser, folder, policy)
        general, users, workspaces = pages(folder, number if folder == hostile_folder else few)
        for path in general + users + workspaces:
            found = tab.open(path)
            assert not tab.wrong, f"{path}: {tab.wrong}"
            stray = [form for form in found["prose"] if not PROSE.match(form)]
            assert not stray, f"{path}: {stray}"
            odd = [link for link in found["links"] if not SCHEMES.match(link)]
            assert not odd, f"{path}: {odd}"
            # Users' pages are alike, and so are workspaces'; others have one twin.
            page = "user" if path in users else "workspace" if path in workspaces else path
            # A list isolates what is not plain, and names as many workspaces of a user as are short.
            skeleton = found["skeleton"].replace("bdi[]()", "")
            if folder == plain_folder:
                known.add((page, skeleton))
            else:
                opened += 1
                assert (page, skeleton) in known, f"{path}: {difference(skeleton, page, known)}"
        tab.close()
    promise(ADDS_NOTHING, f"{opened:,} pages", f"{kind} {'with' if policy else 'without'} a Content-Security-Policy")


def difference(skeleton, page, known):
    """Where it parts from the nearest of its twins."""
    twins = [other for name, other in known if name == page]
    shared = max((len(common(skeleton, twin)), twin) for twin in twins)
    return f"…{skeleton[max(0, shared[0] - 200):shared[0] + 100]} for …{shared[1][shared[0] - 20:shared[0] + 100]}"


def common(one, other):
    length = next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return one[:length]


def test_searches_for_texts_as_texts(hard, promise, browser, reports, texts):
    """Each text is a query, and stands in the index that is asked."""
    kind, plain_folder, hostile_folder = reports
    # Plain queries are alike; what a query may do was seen when texts were the data too.
    asked = texts if kind == "texts" else spread(texts, 300)
    asked = asked + ["__proto__", "constructor", "toString"]
    signatures = {}
    for folder, queries in [(plain_folder, spread(plain(texts), 300)), (hostile_folder, asked)]:
        tab = Tab(browser, folder, policy=False)
        tab.open("search.html?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
        found = tab.page.evaluate(SIGNATURES, queries)
        assert not tab.wrong, tab.wrong
        assert found["rows"] > len(queries) / 2
        signatures[folder] = set(found["signatures"])
        tab.close()
    more = signatures[hostile_folder] - signatures[plain_folder]
    assert more <= {"h2 class role", "a href", "mark "}, more
    promise(ADDS_NOTHING, f"{len(asked):,} queries", f"{kind} in the search")


@pytest.mark.parametrize("policy", [False, True])
def test_would_notice_a_script(browser, tmp_path, policy):
    """The tests above can fail: a page with an inline script and a handler."""
    head = (ROOT / "Templates/page.mustache").read_text().split("<title>")[0]
    Path(tmp_path / "bad.html").write_text(f"{head}<script>alert(1)</script><img src=x onerror=alert(2)>")
    tab = Tab(browser, tmp_path, policy)
    tab.open("bad.html")
    assert any("Content Security Policy" in wrong for wrong in tab.wrong) == policy
    assert any(wrong == "dialog: 1" for wrong in tab.wrong) != policy
    tab.close()
