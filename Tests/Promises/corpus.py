"""Hostile texts: a few of our own, and many of strangers' from ../shared/corpus where that is beside the checkout."""

import json

from runs import ROOT

OTHERS = ROOT.parent / "shared/corpus"
# Laid out alike; either may lack a file.
CORPORA = [folder for folder in (ROOT / "Tests/Corpus", OTHERS) if folder.is_dir()]


def read_json(path):
    """One for each corpus that has the file."""
    return [json.loads((corpus / path).read_text("utf-8")) for corpus in CORPORA if (corpus / path).exists()]


def lines(folder):
    """Of all text files in the folder."""
    texts = [file.read_text("utf-8", errors="replace") for corpus in CORPORA for file in sorted((corpus / folder).glob("*.txt"))]
    return [line for text in texts for line in text.splitlines() if line]


def payloads():
    """Scripts that want to run, one a line of the lists."""
    return list(dict.fromkeys(lines("xss")))


def naughty():
    """Naughty strings, hostile names and grapheme traps; no empty one, no lone surrogate."""
    texts = sum(read_json("text/blns.json"), [])
    for names in read_json("text/hostile-names.json"):
        texts += names["names"]
    for traps in read_json("text/swift-grapheme-traps.json"):
        texts += traps["html"] + traps["csv"] + traps["json_in_script"]
    return list(dict.fromkeys(text for text in texts if text and is_utf8(text)))


def hostile_cells():
    """Cells that spreadsheets take for formulas."""
    lists = sum((cells["hostile"] for cells in read_json("csv/csv-injection.json")), [])
    return list(dict.fromkeys(lists + lines("csv")))


def is_utf8(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def sample(texts, most, hard):
    """All of them, or `most` spread over them."""
    if hard or len(texts) <= most:
        return texts
    return [texts[n * len(texts) // most] for n in range(most)]
