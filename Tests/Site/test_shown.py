"""Texts of a dump on pages: long ones are cut, and none turns the direction of what is around it.

Run from the package's root, with the program named in $ROLLCALL, as test_site.py.
"""

import json
import os
import subprocess
from pathlib import Path

import html5lib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
OVERRIDE, OPEN, CLOSE = "\u202e", "\u2068", "\u2069"


def build(folder, text, file="dump"):
    """A report in which `text` makes up every text of the dump; its own number is in each."""
    numbers = iter(range(1, 1000))
    word = lambda: f"{text}{next(numbers)}"
    at = "2026-11-24T09:00:00Z"
    ids, roles = [word() for _ in range(3)], ["", word(), word()]
    records = [
        {"kind": "organization", "id": "acme", "name": word(), "description": word(), "url": word(),
         "exported_at": "2026-11-24T10:00:00Z"},
        {"kind": "workspace", "id": word(), "name": word(), "description": word()},
        {"kind": "workspace", "id": "w2", "name": "Second"},
        {"kind": "bad", "x": word()},
        {"kind": "user", "id": "plain", "name": word(), "email": word(), "role": word(), "title": word(),
         "description": f'[{word()}](https://x.example "{word()}") {word()}'},
        {"kind": "user", "id": "closed", "name": "Closed", "status": word()},
    ]  # fmt: skip
    records += [{"kind": "user", "id": id, "role": role} for id, role in zip(ids, roles)]
    for user in ["plain", "closed", *ids]:
        records.append({"kind": "membership", "user_id": user, "workspace_id": records[1]["id"], "role": word()})
        for workspace in [records[1]["id"], "w2"]:
            records.append({"kind": "event", "user_id": user, "workspace_id": workspace, "type": word(), "at": at})
    dump = folder / f"{file}.ndjson"
    dump.write_text("".join(json.dumps(record) + "\n" for record in records))
    ending = subprocess.run([PROGRAM, "build", dump, "--format", "ndjson", "--output", folder / "public"], cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return folder / "public"


def texts(element, isolated=False, is_block=False):
    """Every piece of text and every attribute below, and whether an element around isolates it.

    Rendered Markdown is made of blocks, which nothing in them reaches beyond.
    """
    isolated = isolated or element.tag == "bdi"
    is_block = is_block or element.get("dir") == "auto"
    for name, value in element.attrib.items():
        yield f"{element.tag} {name}", value, False
    if element.text and not is_block:
        yield element.tag, element.text, isolated
    for child in element:
        if isinstance(child.tag, str):
            yield from texts(child, isolated, is_block)
        if child.tail and not is_block:
            yield element.tag, child.tail, isolated


def escapes(text, isolated):
    """Whether an override in the text reaches beyond it."""
    depth = 1 if isolated else 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth < 0 or (letter == OVERRIDE and depth == 0):
            return True
    return depth != (1 if isolated else 0)


@pytest.mark.parametrize("text", [f"a{OVERRIDE}b", f"{CLOSE}{OVERRIDE}b", f"\u2067{OVERRIDE}b"])
def test_isolates_every_text_of_the_dump(tmp_path, text):
    public = build(tmp_path, text, f"du{OVERRIDE}mp")
    seen = 0
    for page in public.rglob("*.html"):
        tree = html5lib.parse(page.read_text(), namespaceHTMLElements=False)
        for where, piece, isolated in texts(tree):
            # As what opens in it closes in it, only overrides are looked for.
            piece = piece.replace("\u2067", OPEN)
            assert not escapes(piece, isolated), f"{page.relative_to(public)}: {where}: {piece!r}"
            seen += OVERRIDE in piece
    assert seen > 60


def test_cuts_long_texts_on_pages_and_nowhere_else(tmp_path):
    long = "x" * 300_000
    public = build(tmp_path, long)
    size = sum(page.stat().st_size for page in public.rglob("*.html"))
    assert size < 1_500_000, size
    user = (public / "users.html").read_text()
    assert "x" * 200 + "…" in user and "x" * 201 not in user
    for page in public.rglob("*.html"):
        # Descriptions have bounds of their own.
        plain = page.read_text().split('<pre class="plain"')[0]
        assert "x" * 201 not in plain, page
    assert long in (public / "users.csv").read_text()
    assert any(long in block.read_text() for block in public.glob("search/*.js"))
