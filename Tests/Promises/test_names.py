"""Ids of strangers give files inside the report only, with names that every system takes."""

import csv
import json
import os
import re

from corpus import naughty, payloads
from hostile_dump import spread
from runs import ROOT, command, run, tree

LONGEST = 104
NAME = re.compile(r"[a-z0-9][a-z0-9-]*(\.[0-9]+)?\.(html|csv)")
# Microsoft, "Naming Files, Paths, and Namespaces"; whatever follows the first point does not help.
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# One id for a file system that does not tell case, or composed from decomposed letters.
TWINS = ["straße", "STRASSE", "Ada", "ada", "ADA", "-ada", "--ada", "-41da", "é", "e\u0301", "İ", "i̇", "K", "\u212a", "\uff41da"]


def write_dump(path, ids):
    records = [{"kind": "user", "id": id} for id in ids] + [{"kind": "workspace", "id": id} for id in ids]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_keeps_files_inside_with_safe_names(hard, promise, in_memory):
    texts = naughty() + (payloads() if hard else spread(payloads(), 200))
    ids = list(dict.fromkeys(texts + TWINS + ["x" * 4096, "_" * 33, "a" * 48, "a" * 49]))
    folder = in_memory / "parent"
    folder.mkdir()
    dump = write_dump(in_memory / "dump.ndjson", ids)
    ending = run(command(dump, folder / "public", "--site", ROOT / "site"))
    assert ending.returncode == 0, ending.stderr
    assert sorted(os.listdir(folder)) == [".rollcall-public.lock", "public"]
    assert sorted(os.listdir(in_memory)) == ["dump.ndjson", "parent"]
    files = [path for path, content in tree(folder / "public").items() if content is not None]
    for kind in ("users", "workspaces"):
        own = [path for path in files if path.startswith(kind + "/")]
        assert len(own) == 2 * len(ids)
        for path in own:
            name = os.path.basename(path)
            assert NAME.fullmatch(name) and len(name) <= LONGEST, path
            assert not RESERVED.fullmatch(name), path
        with open(folder / f"public/{kind}.csv", encoding="utf-8-sig", newline="") as file:
            pages = [row["page"] for row in csv.DictReader(file)]
        assert sorted(pages) == sorted(path for path in own if path.endswith(".html"))
    assert len({path.casefold() for path in files}) == len(files)
    promise("ids lead to files inside the report only, safe on every system, unique where case does not count", f"{2 * len(ids):,} ids")


def test_gives_an_id_the_same_file_whoever_else_is_there(in_memory):
    """In what order, and beside whom, does not matter to a bookmark."""
    ids = naughty()[:60]
    pages = []
    for number, some in enumerate([ids, ids[::-2]]):
        output = in_memory / str(number)
        assert run(command(write_dump(in_memory / "dump.ndjson", some), output, "--site", ROOT / "site")).returncode == 0
        with open(output / "users.csv", encoding="utf-8-sig", newline="") as file:
            pages.append({row["page"] for row in csv.DictReader(file)})
    assert pages[1] < pages[0] and len(pages[1]) == 30


def test_follows_no_link_that_somebody_planted(promise, old_and_new, fresh):
    """In the old report, beside it and where the new one is made."""
    old, new = old_and_new
    output = fresh()
    elsewhere = output.parent.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("keep")
    (output / "index.html").unlink()
    (output / "index.html").symlink_to(elsewhere / "index.html")
    for name in ("users", "assets"):
        (output / name).rename(output / f"{name}-old")
        (output / name).symlink_to(elsewhere)
    ending = run(new.command(output))
    assert ending.returncode in (0, 2), ending.stderr
    if ending.returncode == 0:
        assert tree(output) == new.tree
        assert not any(path.is_symlink() for path in output.rglob("*"))
    assert tree(elsewhere) == {"index.html": b"keep"}
    promise("links that somebody put into a report lead no file outside it", "3 links")
