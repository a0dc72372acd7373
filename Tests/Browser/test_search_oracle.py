"""What the search finds among ten thousand people, against search_rules.py."""

import fcntl
import json
import random
import re

import pytest
from crowd import publish_crowd
from published import Report
from search_rules import Row, clean, fold, rows_of, search

ANSWERS = """async (queries) => {
  const ids = (rows) => rows.map((row) => [row.group, row.text.split("\\t")[2]]);
  const answers = [];
  for (const query of queries) {
    const { total, nearby, rows, similar } = await rollcall.find(query, Infinity, () => {});
    answers.push({ total, nearby, rows: ids(rows), similar: ids(similar) });
  }
  // As one text: hundreds of thousands of small values take the driver longer than the search.
  return JSON.stringify(answers);
}"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, worker_id):
    """One for all workers, whose folders lie in one: the first makes it, others wait for it."""
    base = tmp_path_factory.getbasetemp()
    work = (base if worker_id == "master" else base.parent) / "crowd"
    work.mkdir(exist_ok=True)
    with open(work / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = work / "public"
        return Report(made) if made.is_dir() else publish_crowd(made, work)


@pytest.fixture(scope="module")
def rows(crowd):
    users = [json.loads(line) for path in crowd.folder.parent.glob("*.ndjson") for line in path.read_text().split("\n") if '"title"' in line]
    return list(rows_of(crowd, {clean(user["id"]): user["title"] for user in users if user["kind"] == "user"}))


@pytest.fixture(scope="module")
def ask(crowd, browser):
    page = browser.new_page()
    page.goto((crowd.folder / "index.html").as_uri())
    yield lambda queries: json.loads(page.evaluate(ANSWERS, queries))
    page.close()


def shown(rows):
    """As the browser has them."""
    return [[row.group, row.shown_id] for row in rows]


def queries(rows, number, seed):
    """Full names in any order of words, emails whole and in part, three letters from anywhere, two words."""
    chance = random.Random(seed)
    people = [row for row in rows if row.group < 3]
    for turn in range(number):
        row = chance.choice(people if turn % 10 else rows)
        name, email = row.texts[0][0], row.texts[1][0]
        match turn % 5:
            case 0:
                words = name.split()
                chance.shuffle(words)
                yield " ".join(words)
            case 1:
                yield email or row.id
            case 2 if turn % 3 == 0 and "@" in email:
                yield "@".join(side[:chance.randrange(3, 9)] for side in email.split("@")[:2])
            case 2:
                yield email[:chance.randrange(4, 12)] or name
            case 3 if turn % 4 == 0:
                yield row.texts[3][0] or name
            case 3:
                text = chance.choice([name, email.split("@")[0] or name])
                start = chance.randrange(max(1, len(text) - 2))
                yield text[start:start + 3]
            case 4:
                words = re.findall(r"\w+", name + " " + email.split("@")[0])
                yield " ".join(chance.sample(words, min(2, len(words))))


def different(asked, answers, rows, has_similar):
    found = []
    for query, answer in zip(asked, answers):
        exact, similar = search(rows, query, has_similar)
        expected = shown(exact)
        if answer["rows"] != expected or answer["total"] != len(expected):
            found.append((query, answer["rows"][:3], expected[:3], answer["total"], len(expected)))
        elif has_similar and answer["similar"] != shown(similar):
            found.append((query, "similar", answer["similar"][:3], shown(similar)[:3], answer["nearby"], len(similar)))
    return found[:5]


def test_finds_the_same_rows_in_the_same_order_for_2000_queries(ask, rows):
    asked = ["example", "@nordlicht", "a", "e a", "@", ".", *queries(rows, 2000, 1)]
    assert different(asked, ask(asked), rows, has_similar=False) == []


def test_finds_every_odd_name_by_all_its_words(ask, rows):
    odd = [row for row in rows if row.id.startswith("odd-") or not re.match(r"u\d", row.id)]
    asked = [row.texts[0][0] or row.id for row in odd] + [fold(row.texts[0][0]) for row in odd]
    answers = ask(asked)
    assert different(asked, answers, rows, has_similar=False) == []
    lost = [query for query, row, answer in zip(asked, odd * 2, answers)
            if fold(query).strip() and shown([row])[0] not in answer["rows"]]
    assert lost == []


def typo(text, chance):
    """One edit in a word of five letters or more; what is left has five."""
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) >= 6 and word.isascii()]
    if not long:
        return None
    i = chance.choice(long)
    word = words[i]
    place = chance.randrange(len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    words[i] = chance.choice([
        word[:place] + word[place + 1:], word[:place] + letter + word[place:], word[:place] + letter + word[place + 1:],
        word[:place] + word[place + 1] + word[place] + word[place + 2:],
    ])
    return " ".join(words)


def typos(rows, number, seed):
    chance = random.Random(seed)
    people = [row for row in rows if row.group < 3 and row.id.startswith("u")]
    while number:
        row = chance.choice(people)
        query = typo(chance.choice([fold(row.texts[0][0]), row.texts[1][0]]), chance)
        if query:
            number -= 1
            yield row, query


def test_finds_similar_names_as_the_rules_say(ask, rows, hard):
    # Python takes a second for each.
    asked = [query for _, query in typos(rows, 40 if hard else 15, 2)] + ["muler", "annamaria", "jonn.smith", "schneidre"]
    assert different(asked, ask(asked), rows, has_similar=True) == []


def test_finds_99_of_100_people_despite_one_typo(ask, rows, hard):
    given = list(typos(rows, 500 if hard else 200, 3))
    answers = ask([query for _, query in given])
    lost = [(query, row.id) for (row, query), answer in zip(given, answers)
            if shown([row])[0] not in answer["rows"] + answer["similar"]]
    assert len(lost) <= len(given) / 100, lost


def test_each_link_leads_to_its_page(ask, crowd, rows, browser):
    page = browser.new_page()
    page.goto((crowd.folder / "search.html").as_uri())
    for query in ("odd id", "kim lee", "w", "leaderboard", "odd"):
        page.fill(".find input", "")
        page.wait_for_function("() => !document.querySelector('.results a')")
        page.fill(".find input", query)
        page.wait_for_selector(".results a")
        links = page.eval_on_selector_all(".results a", "links => links.map((a) => [a.href, a.querySelector('bdi').textContent])")
        assert links
        for address, name in links:
            path = crowd.folder / address.removeprefix(crowd.folder.as_uri() + "/")
            assert path.is_file(), (name, address)
    page.close()
