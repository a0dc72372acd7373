"""Ten thousand hostile descriptions: little time, the same bytes twice."""

import json
import time

from corpus import needs_corpus, read_json
from runs import ROOT, command, run, tree

KIBIBYTES = [4, 16, 64, 256]


def text_of(case, size):
    """A case of pathological.json that is a repetition, `size` bytes long."""
    parts = [case.get(key) or "" for key in ("prefix", "infix", "suffix")]
    unit = (case.get("repeat") or "") + (case.get("repeat2") or "")
    count = (size - sum(len(part.encode()) for part in parts)) // max(len(unit.encode()), 1)
    return parts[0] + (case.get("repeat") or "") * count + parts[1] + (case.get("repeat2") or "") * count + parts[2]


def table(size):
    return "a|" * (size // 8) + "\n" + "-|" * (size // 8) + "\n" + "a\n" * (size // 4)


def write_dump(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"kind": "user", "id": f"u{number}", "description": text}) + "\n")
    return path


def seconds(dump, output):
    start = time.monotonic()
    ending = run(command(dump, output, "--site", ROOT / "site", "--as-of", "2026-11-24"))
    assert ending.returncode == 0, ending.stderr
    return time.monotonic() - start


@needs_corpus
def test_renders_hostile_descriptions_in_little_time(hard, promise, in_memory):
    """Of 4 KiB, the size that is still rendered, and now and then more."""
    cases = [case for case in read_json("markdown/pathological.json")["cases"] if "kind" not in case]
    people = 10_000 if hard else 300
    texts = []
    for number in range(people):
        size = KIBIBYTES[0] if number % 50 else KIBIBYTES[number // 50 % 4]
        turn = number % (len(cases) + 1)
        texts.append(table(size * 1024) if turn == len(cases) else text_of(cases[turn], size * 1024))
    plain = seconds(write_dump(in_memory / "plain.ndjson", ["Hello."] * people), in_memory / "plain")
    dump = write_dump(in_memory / "hostile.ndjson", texts)
    first = seconds(dump, in_memory / "first")
    trees = [tree(in_memory / "first")]
    seconds(dump, in_memory / "second")
    trees.append(tree(in_memory / "second"))
    assert trees[0] == trees[1]
    status = json.loads(trees[0]["status.json"])
    assert 0 < status["plain_text_fallbacks"] < people
    largest = max(len(content) for path, content in trees[0].items() if path.startswith("users/") and content)
    assert largest < 300 * 1024
    added = max(0.0, first - plain)
    assert added <= 60
    promise(
        f"{people:,} hostile descriptions take little time, and two runs agree on what stays plain text",
        f"{added:.1f} s more than plain ones; {status['plain_text_fallbacks']} stay plain; "
        f"the largest page has {largest // 1024} KiB",
    )
