"""What the search finds, and in which order, from its rules alone: an oracle that shares no code with the program.

- A text is folded, each character by itself: apostrophes go; NFKD, full case folding and small letters, NFKD; combining marks go, but not the
  two of kana, and invisible characters; letters with a stroke, ligatures, dashes, middle dots and quotes become plain
  ones; NFC. `Ł` is `l`, `ß` is `ss`, `İ`, `I` and `ı` are `i`, full-width is plain.
- The text of a row: its name, email, id and title in small letters, and the folded forms of each of their words where they
  differ from that; a word with `ä ö ü å ø` has a second form with `ae oe ue aa oe`.
- What is typed is folded and split at blanks. A row is found when each fragment stands somewhere in a word or form.
- Order: by class; in it active people, bots, accounts that are not active, workspaces, pages; in these first those
  where all that was typed stands as it was typed (accents), then by folded name, email and id.

Classes, of a row with several fragments by its worst fragment; a word ends where letters, digits or others change,
and what follows an @ in its word counts as inside:

0. the one fragment is the email or the id
1. as many fragments as the name has words, each of them a whole word of it (in one of its forms)
2. each fragment is a whole word or run of words
3. each is the beginning of one, outside of emails
4. each is, emails included
5. anywhere

With no row, a fragment is split before an `@` inside it, and all begins anew.

With fewer than five rows, none of class 0, and a longest fragment of five characters or more, similar rows are added: each fragment
stands in the row, or it has five characters and one edit (a character too much, missing, another, two swapped) makes
it what begins where a word begins, class 6 when that also ends where a word ends, else 7.
"""

import calendar
import itertools
import re
import unicodedata
from functools import cache

APOSTROPHES = "'´‘’‛ʹʻʼʽˈ＇"
PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "n"}
PLAIN |= {c: "." for c in "·•‧・"} | {c: '"' for c in "“”„‟«»″"} | {"−": "-"}
WIDE = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
PAGES = {
    "Overview": "index", "Activity": "activity", "Retention": "retention", "Users": "users", "Workspaces": "workspaces",
    "Leaderboard": "leaderboard/index", "Access": "access", "Dormant": "dormant", "Quality": "quality", "About": "about",
    "Leaderboard: This week": "leaderboard/week", "Leaderboard: Last week": "leaderboard/last-week",
    "Leaderboard: This month": "leaderboard/month", "Leaderboard: Last month": "leaderboard/last-month",
    "Leaderboard: This year": "leaderboard/year", "Leaderboard: All time": "leaderboard/all",
}
YOU = {"About this data and you": "about-you"}


@cache
def fold_one(c):
    if c in APOSTROPHES:
        return ""
    kept = []
    for x in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", " " if c.isspace() else c).casefold().lower()):
        kind = unicodedata.category(x)
        if x in "\u3099\u309a":
            kept.append(x)
        elif kind not in ("Mn", "Cf", "Cc") and not unicodedata.combining(x) and x not in APOSTROPHES:
            kept.append("-" if kind == "Pd" else PLAIN.get(x, x))
    return "".join(kept)


def fold(text):
    return unicodedata.normalize("NFC", "".join(map(fold_one, text)))


def small(text):
    """As browsers do it, but for `İ`."""
    return text.replace("İ", "i").lower()


def forms(text):
    for word in text.split():
        folded = fold(word)
        if folded != small(word):
            yield from folded.split()
        composed = unicodedata.normalize("NFC", word).lower()
        if any(c in WIDE for c in composed):
            yield from fold("".join(WIDE.get(c, c) for c in composed)).split()


def clean(text):
    """Runs of control characters and white space are one blank."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


class Row:
    """A row of the index; those of workspaces and pages are given in their order."""

    def __init__(self, group, name, email, id, title=""):
        self.group, self.id = group, id
        self.order = (fold(clean(name)).encode(), email.encode(), id.encode()) if group < 3 else ()
        name, email, shown_id, title = clean("" if name == id else name), clean(email), clean(id), clean(title)
        self.shown_id = re.sub(r"\s+", " ", id).strip()
        self.name_words = small(name).split(" ")
        self.name_forms = list(forms(name))
        self.exact = {small(email), small(shown_id), *forms(email), *forms(shown_id)} - {""}
        # (text, whether it is of an email), never found across two of them.
        self.texts = [(small(name), False), (small(email), True), (small(shown_id), False)]
        self.texts += [(small(title), False), (" ".join(forms(title)), False)]
        self.texts += [(" ".join(self.name_forms), False), (" ".join([*forms(email), *forms(shown_id)]), True)]
        self.all = "\t".join(text for text, _ in self.texts)


def kind(c):
    if c.isascii():
        return "letter" if c.islower() else "digit" if c.isdigit() else None
    return "letter"


def is_edge(text, place):
    if not 0 < place < len(text):
        return True
    before, after = kind(text[place - 1]), kind(text[place])
    return before is None or after is None or before != after


def places(text, fragment):
    place = text.find(fragment)
    while place >= 0:
        yield place
        place = text.find(fragment, place + 1)


def level(row, fragment):
    best = 5
    for text, is_email in row.texts:
        for place in places(text, fragment):
            word = text[text.rfind(" ", 0, place) + 1:place + 1]
            if "@" in word or not is_edge(text, place):
                continue
            if is_edge(text, place + len(fragment)):
                return 2
            best = min(best, 4 if is_email else 3)
    return best


def rank(row, fragments):
    worst = max(level(row, f) for f in fragments)
    if worst == 2:
        if len(fragments) == 1 and fragments[0] in row.exact:
            return 0
        whole = {*row.name_words, *row.name_forms}
        if len(fragments) == len(row.name_words) and all(f in whole for f in fragments):
            return 1
    return worst


def one_edit(fragment):
    """Thirds, of which one edit leaves one whole; patterns for all that is one edit away, `.` is any character."""
    e, size = re.escape, len(fragment)
    ways = [e(fragment[:i]) + "." + e(fragment[i:]) for i in range(size)]
    ways += [e(fragment[:i]) + "." + e(fragment[i + 1:]) for i in range(size)]
    ways += [e(fragment[:i] + fragment[i + 1:]) for i in range(size)]
    ways += [e(fragment[:i] + fragment[i + 1] + fragment[i] + fragment[i + 2:]) for i in range(size - 1)]
    thirds = [fragment[size * i // 3:size * (i + 1) // 3] for i in range(3)]
    return thirds, re.compile("|".join(ways)), [re.compile(way) for way in ways]


def near(row, fragment, edits):
    if fragment in row.all:
        return 6
    best = 9
    if not edits:
        return best
    thirds, any_way, ways = edits
    if any(third in row.all for third in thirds) and any_way.search(row.all):
        for text, _ in row.texts:
            for start in (i for i in range(len(text)) if is_edge(text, i)):
                ends = [found.end() for found in (way.match(text, start) for way in ways) if found]
                if ends:
                    best = min(best, 6 if any(is_edge(text, end) for end in ends) else 7)
    return best


def months_of(report):
    """The leaderboards of complete months, newest first."""
    months = sorted((path.stem for path in report.folder.glob("leaderboard/[0-9]*-[0-9][0-9].csv")), reverse=True)
    return {f"Leaderboard: {calendar.month_abbr[int(month[5:])]} {month[:4]}": f"leaderboard/{month}" for month in months}


def terms_of(report):
    """What *About* explains, with its place there."""
    return {row["term"]: "about#" + re.sub(r"[^a-z0-9]+", "-", row["term"].lower()).strip("-") for row in report.rows("about")}


def rows_of(report, titles):
    """Rows of users, workspaces and pages, from the report's CSVs; titles are in none of these."""
    def plain(cell):
        # The guard against formulas.
        return re.sub(r"^'(?=[=+\-@＝＋－＠])", "", cell)

    for row in report.rows("users"):
        group = 2 if row["status"] != "active" else 1 if row["bot"] == "true" else 0
        yield Row(group, plain(row["name"]), plain(row["email"]), plain(row["user_id"]), titles.get(clean(plain(row["user_id"])), ""))
    for row in report.rows("workspaces"):
        yield Row(3, plain(row["name"]), "", plain(row["workspace_id"]))
    # A page and a term may have one name.
    for name, path in [*(PAGES | months_of(report) | YOU).items(), *terms_of(report).items()]:
        yield Row(4, name, "", path)


def search(rows, typed, has_similar=True):
    """(rows found in order, similar rows in order)"""
    fragments = fold(typed).split()
    if not fragments:
        return [], []
    as_typed = unicodedata.normalize("NFC", typed.lower()).split()

    def key(found):
        row, class_ = found
        return class_, row.group, not all(t in row.all for t in as_typed), row.order

    def having(fragments):
        kept = rows
        for fragment in fragments:
            kept = [row for row in kept if fragment in row.all]
        return [(row, rank(row, fragments)) for row in kept]

    found = having(fragments)
    sides = [side for f in fragments for side in re.split(r"(?<=.)(?=@.)", f)]
    if not found and len(sides) > len(fragments):
        fragments = sides
        found = having(fragments)
    similar = []
    if has_similar and len(found) < 5 and max(map(len, fragments)) >= 5 and all(class_ for _, class_ in found):
        exact = {id(row) for row, _ in found}
        edits = {f: one_edit(f) if len(f) >= 5 else None for f in fragments}
        for row in rows:
            if id(row) not in exact:
                # The first that is not near ends it.
                classes = list(itertools.takewhile(lambda class_: class_ < 9, (near(row, f, edits[f]) for f in fragments)))
                if len(classes) == len(fragments):
                    similar.append((row, max(classes)))
    return [row for row, _ in sorted(found, key=key)], [row for row, _ in sorted(similar, key=key)]
