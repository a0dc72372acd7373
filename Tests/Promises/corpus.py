"""Texts of strangers from ../shared/corpus, which not every checkout has beside it."""

import json

import pytest
from runs import ROOT

CORPUS = ROOT.parent / "shared/corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")


def read_json(path):
    return json.loads((CORPUS / path).read_text("utf-8"))


def payloads():
    """Scripts that want to run, one a line of the lists."""
    lines = []
    for file in sorted((CORPUS / "xss").glob("*.txt")):
        lines += file.read_text("utf-8", errors="replace").splitlines()
    return list(dict.fromkeys(line for line in lines if line))


def naughty():
    """Naughty strings, hostile names and grapheme traps; no empty one, no lone surrogate."""
    traps = read_json("text/swift-grapheme-traps.json")
    texts = read_json("text/blns.json") + read_json("text/hostile-names.json")["names"]
    texts += traps["html"] + traps["csv"] + traps["json_in_script"]
    return list(dict.fromkeys(text for text in texts if text and is_utf8(text)))


def hostile_cells():
    """Cells that spreadsheets take for formulas."""
    lines = (CORPUS / "csv/payloadbox-csv-payload.txt").read_text("utf-8").splitlines()
    return list(dict.fromkeys(read_json("csv/csv-injection.json")["hostile"] + [line for line in lines if line]))


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
