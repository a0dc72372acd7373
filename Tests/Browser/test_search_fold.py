"""The program, the browser and the rules fold alike; the program's table is of the rules."""

import json
import random
import unicodedata

import fold_table
import pytest
from published import ROOT, publish
from search_rules import fold, forms

TABLE = ROOT / "Sources/Folding/FoldTable.swift"
# (first, last, weight): what names are written in, and what is like it.
SCRIPTS = [
    (0x21, 0x7E, 30), (0xA1, 0x24F, 30), (0x250, 0x36F, 4), (0x370, 0x52F, 20), (0x530, 0x5FF, 6), (0x600, 0x6FF, 6), (0x900, 0xDFF, 10),
    (0xE00, 0xEFF, 3), (0x10A0, 0x10FF, 2), (0x1100, 0x11FF, 6), (0x13A0, 0x13FF, 2), (0x1E00, 0x1FFF, 12), (0x2010, 0x206F, 2), (0x2100, 0x218F, 3),
    (0x2C60, 0x2CFF, 3), (0x3040, 0x30FF, 12), (0x3099, 0x309A, 4), (0x3131, 0x318E, 2), (0x4E00, 0x9FFF, 8), (0xA640, 0xA7CA, 3), (0xAB70, 0xABBF, 1),
    (0xAC00, 0xD7A3, 8), (0xF900, 0xFB4F, 4), (0xFB50, 0xFDFF, 2), (0xFF01, 0xFFDC, 10), (0x10400, 0x1044F, 1), (0x1D400, 0x1D7FF, 2), (0x1F300, 0x1F64F, 1),
]
# Capitals whose small letters never changed.
STABLE = {chr(n) for span in [(65, 91), (0x391, 0x3A2), (0x3A4, 0x3AA), (0x400, 0x430), (0x531, 0x557)] for n in range(*span)}


def words(number):
    """Different words, none with a blank or a control character."""
    chance = random.Random(4)
    weights = [weight for _, _, weight in SCRIPTS]
    found = {}
    while len(found) < number:
        spans = chance.choices(SCRIPTS, weights, k=chance.choice([1, 1, 2]))
        letters = (chr(chance.randint(*chance.choice(spans)[:2])) for _ in range(chance.randint(1, 7)))
        word = "".join(c for c in letters if unicodedata.category(c) not in ("Cn", "Cc", "Cs", "Co") and not c.isspace())
        if word:
            found[word] = None
    return list(found)


@pytest.fixture(scope="module")
def corpus():
    return words(100_000)


@pytest.fixture(scope="module")
def named(corpus, tmp_path_factory):
    """Twenty users, each with five thousand words for a name."""
    work = tmp_path_factory.mktemp("named")
    lines = [{"kind": "user", "id": f"u{i}", "name": " ".join(corpus[i * 5000:i * 5000 + 5000])} for i in range(20)]
    dump = work / "dump.ndjson"
    dump.write_text("".join(json.dumps(line) + "\n" for line in [{"kind": "workspace", "id": "w02"}, *lines]))
    return publish(work / "public", [dump])


@pytest.fixture(scope="module")
def page(named, browser):
    page = browser.new_page()
    page.goto((named.folder / "search.html").as_uri())
    page.evaluate("rollcall.find('nobody', 1, () => {})")
    yield page
    page.close()


def test_the_table_is_what_the_rules_make(capsys):
    if unicodedata.unidata_version not in TABLE.read_text().split("\n")[1]:
        pytest.skip("this Python has another version of Unicode")
    fold_table.main()
    assert capsys.readouterr().out == TABLE.read_text()
    assert [c for c in list(fold_table.scalars())[::17] if fold_table.fold(c) != fold(c)] == []


def test_the_browser_folds_100000_words_as_the_rules_say(corpus, page):
    folded = page.evaluate("(words) => words.map(rollcall.fold)", corpus)
    wrong = [(word, got, fold(word)) for word, got in zip(corpus, folded) if got != fold(word)]
    assert wrong[:5] == []


def test_the_program_folds_100000_words_as_the_rules_say(corpus, page):
    rows = page.evaluate("async () => (await rollcall.find('u', Infinity, () => {})).rows.filter((row) => row.group < 3).map((row) => row.text.split('\\t'))")
    given = {row[2]: row[4].split() for row in rows}
    wrong = []
    for i in range(20):
        written = iter([*given[f"u{i}"], ""])
        form = next(written)
        for word in corpus[i * 5000:i * 5000 + 5000]:
            expected = list(forms(word))
            # Letters whose small ones may not be the same in every browser have a form, whatever Python makes of them.
            if not expected and any(c not in STABLE and c != fold(c) for c in word):
                expected = fold(word).split()
            for each in expected:
                if form != each:
                    wrong.append((word, form, each))
                form = next(written)
            if wrong:
                break
    assert wrong == []
