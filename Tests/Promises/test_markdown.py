"""Hostile descriptions: little time and little output each, little time together, the same twice."""

import json

import pytest
from pathological import cases, text_of
from runs import ROOT, command, cpu_seconds, tree

KIBIBYTES = [4, 16, 64, 256]


def write_dump(path, texts):
    with open(path, "w", encoding="utf-8") as file:
        # A first line that is short tells NDJSON from a document.
        file.write(json.dumps({"kind": "organization", "id": "acme"}) + "\n")
        for number, text in enumerate(texts):
            file.write(json.dumps({"kind": "user", "id": f"u{number}", "description": text}) + "\n")
    return path


def build(dump, output, *options):
    """The seconds of CPU time that it takes."""
    ending, seconds = cpu_seconds(
        command(dump, output, "--site", ROOT / "site", "--as-of", "2026-11-24", "--force", *options)
    )
    assert ending.returncode == 0, ending.stderr
    return seconds


@pytest.mark.parametrize("kibibytes", KIBIBYTES)
def test_renders_each_pathological_text_in_little_time(hard, promise, in_memory, kibibytes):
    """Against a run with a plain description: a run each."""
    if not hard:
        pytest.skip("speed only with --hard; sizes of output are in MarkdownCorpusTests")
    output = in_memory / "public"

    def seconds_and_bytes(text):
        dump = write_dump(in_memory / "dump.ndjson", [text])
        seconds = build(dump, output)
        (page,) = output.glob("users/*/u-u0.html")
        return seconds, page.stat().st_size

    plain_seconds, plain_bytes = min(seconds_and_bytes("Hello.") for _ in range(5))
    worst_seconds, worst_bytes = (0, ""), (0, "")
    for case in cases():
        seconds, size = seconds_and_bytes(text_of(case, kibibytes << 10))
        worst_seconds = max(worst_seconds, (seconds - plain_seconds, case["id"]))
        worst_bytes = max(worst_bytes, (size - plain_bytes, case["id"]))
    promise(
        "a hostile description takes at most 0.25 s of CPU time and gives at most 256 KiB",
        f"{len(cases())}, at most {worst_seconds[0]:.3f} s and {worst_bytes[0] / 1024:.0f} KiB", f"{kibibytes} KiB",
    )  # fmt: skip
    assert worst_seconds[0] <= 0.25, worst_seconds
    assert worst_bytes[0] <= 256 << 10, worst_bytes


def test_renders_hostile_descriptions_in_little_time(hard, promise, in_memory):
    """Of 4 KiB, the size that is still rendered, and now and then more."""
    people = 10_000 if hard else 300
    known = cases()
    texts = [
        text_of(known[number % len(known)], (KIBIBYTES[0] if number % 50 else KIBIBYTES[number // 50 % 4]) << 10)
        for number in range(people)
    ]
    plain = build(write_dump(in_memory / "plain.ndjson", ["Hello."] * people), in_memory / "plain")
    dump = write_dump(in_memory / "hostile.ndjson", texts)
    added = build(dump, in_memory / "first") - plain
    trees = [tree(in_memory / "first")]
    # What stays plain text goes by bytes, not by what else the machine has to do.
    build(dump, in_memory / "second", "--threads", "2")
    trees.append(tree(in_memory / "second"))
    assert trees[0] == trees[1]
    status = json.loads(trees[0]["status.json"])
    assert 0 < status["plain_text_fallbacks"] < people
    largest = max(len(content) for path, content in trees[0].items() if path.startswith("users/") and content)
    assert largest < 300 * 1024
    promise(
        "10,000 hostile descriptions add at most 60 s of CPU time, and two runs agree on what stays plain text",
        f"{people:,}: {added:.1f} s, and {status['plain_text_fallbacks']:,} stay plain",
    )
    assert not hard or added <= 60
