"""Strict JSON: what becomes of every file of JSONTestSuite and yyjson, as json_verdicts.tsv says.

`alone` is the file as a dump, `inside` the file's text as a value that nobody reads in a record.
"""

import csv
import os
import subprocess
from pathlib import Path

import pytest
from corpus import CORPORA, OTHERS, sample
from runs import ENVIRONMENT, PROGRAM, run

JUDGED = (
    "every file of JSONTestSuite and yyjson, and of a small collection of our own, is accepted or refused as its "
    "written verdict says"
)
DEEP = 1_000_000


@pytest.fixture(scope="module", params=CORPORA, ids=str)
def corpus(request):
    return request.param


@pytest.fixture(scope="module")
def verdicts(corpus):
    """Of our own, the names say it."""
    if corpus != OTHERS:
        files = sorted((corpus / "json").rglob("*.json"))
        return [{"file": str(file.relative_to(corpus / "json")), "alone": "refuse", "inside": expected_by_name(file.name), "why": ""} for file in files]
    with open(Path(__file__).with_name("json_verdicts.tsv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def check(path):
    ending = run([PROGRAM, "check", path])
    assert ending.returncode in (0, 1), f"{path}: {ending.returncode} {ending.stderr}"
    return ending


def expected_by_name(name):
    """What the suites' own names say of a file; None where they leave it open."""
    if name.startswith(("y_", "pass")):
        return "accept"
    if name.startswith("n_") or name.startswith("fail") and "EXCLUDE" not in name:
        return "refuse"
    if "(" in name:
        return "accept" if name.replace("(bignum)", "").find("(") < 0 else "refuse"
    return None


def test_has_a_verdict_for_every_file(corpus, verdicts):
    files = {
        str(path.relative_to(corpus / "json")): path.name
        for path in (corpus / "json").rglob("*.json")
    }
    assert files.keys() == {row["file"] for row in verdicts}
    for row in verdicts:
        assert expected_by_name(files[row["file"]]) in (None, row["inside"]), row
        # A dump is an object, or lines of objects with a kind: none of them is one.
        assert row["alone"] == "refuse", row


def test_refuses_all_of_them_as_dumps(hard, promise, corpus, verdicts):
    chosen = sample(verdicts, 80, hard) + [row for row in verdicts if row["why"] == "nothing in it"]
    tried = {row["file"]: row for row in chosen}.values()
    for row in tried:
        ending = check(corpus / "json" / row["file"])
        assert ending.returncode == 1, row["file"]
        assert ending.stderr.startswith(f"rollcall: {Path(row['file']).name}:") or "first at" in ending.stdout, row["file"]
    promise(JUDGED, f"{len(tried)} files", "alone" + whose(corpus))


def whose(corpus):
    return "" if corpus == OTHERS else ", our own"


def line(text):
    return b'{"kind":"user","id":"u","x":' + text + b"}\n"


def test_judges_each_inside_a_record(promise, corpus, verdicts, tmp_path):
    """Those of one verdict together, one a line; those with line breaks as documents of their own."""
    counts = {}
    for verdict in ("accept", "refuse"):
        texts = [(corpus / "json" / row["file"]).read_bytes() for row in verdicts if row["inside"] == verdict]
        lines = [text for text in texts if b"\n" not in text]
        dump = tmp_path / f"{verdict}.ndjson"
        dump.write_bytes(b'{"kind":"workspace","id":"w"}\n' + b"".join(map(line, lines)))
        found = check(dump).stdout
        first = 1 if verdict == "accept" else 0
        assert f"users         {first}\n" in found, found
        assert (f"invalid_json: {len(lines)}\n" in found) == (verdict == "refuse"), found
        for text in texts:
            if b"\n" in text:
                document = tmp_path / "document.json"
                document.write_bytes(b'{"users":[{"id":"u"}],"x":' + text + b"}")
                assert check(document).returncode == (verdict == "refuse"), text[:200]
        counts[verdict] = len(texts)
    promise(JUDGED, f"{sum(counts.values())} files", "inside a record" + whose(corpus))


def test_judges_numbers_one_by_one(promise, tmp_path):
    if OTHERS not in CORPORA:
        pytest.skip("../shared/corpus is not here")
    total = 0
    for name in ("int", "int(big)", "int(inf)", "real(inf)", "int(fail)", "real(fail)", "literal(fail)"):
        texts = [
            text for text in (OTHERS / f"json/yyjson-num/{name}.txt").read_bytes().splitlines()
            if text and not text.startswith(b"#")
        ]
        dump = tmp_path / "numbers.ndjson"
        dump.write_bytes(b'{"kind":"workspace","id":"w"}\n' + b"".join(map(line, texts)))
        found = check(dump).stdout
        if "(fail)" in name:
            assert f"invalid_json: {len(texts)}\n" in found, f"{name}: {found}"
        else:
            assert f"duplicate_user: {len(texts) - 1}\n" in found and "invalid_json" not in found, f"{name}: {found}"
        total += len(texts)
    promise(JUDGED, f"{total:,}", "numbers")


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("form", [b'{"users":[{"id":"u"}],"x":%s', b'{"users":[{"id":"u"},{"id":"v","x":%s', b'{"kind":"user","id":"u"}\n{"kind":"user","x":%s\n'])
def test_bounds_depth(tmp_path, form, opening):
    """A million brackets, unclosed: no recursion follows them down."""
    dump = tmp_path / "deep.json"
    dump.write_bytes(form % (opening * DEEP))
    assert check(dump).returncode == 1


@pytest.mark.parametrize(
    "before, after, code",
    [
        (b'{"users":[{"id":"u"},{"id":"v","name":"', b'"}]}', 1),
        (b'{"kind":"user","id":"u"}\n{"kind":"user","id":"v","name":"', b'"}\n', 1),
        (b'{"users":[{"id":"u"}],"x":"', b'"}', 0),
        (b'{"users":[{"id":"u"},{"id":"v","name":"', b"", 1),
        (b'{"', b'":1}', 1),
    ],
    ids=["in a document", "in a line", "in what is skipped", "unclosed", "as a key"],
)  # fmt: skip
def test_bounds_memory(hard, promise, in_memory, request, before, after, code):
    if not hard:
        pytest.skip("a text of 1 GiB only with --hard")
    dump = in_memory / "long.json"
    with open(dump, "wb") as file:
        file.write(before)
        for _ in range(1024):
            file.write(b"x" * (1 << 20))
        file.write(after)
    with open(in_memory / "said", "w+b") as said:
        child = subprocess.Popen([PROGRAM, "check", dump], env=ENVIRONMENT, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        said.seek(0)
        assert os.waitstatus_to_exitcode(status) == code, said.read()
    assert (in_memory / "said").stat().st_size < 10_000
    seconds = usage.ru_utime + usage.ru_stime
    promise(
        "a text of 1 GiB, wherever it is in a dump, is read past or refused in little memory",
        f"{usage.ru_maxrss >> 10} MB, {seconds:.1f} s of CPU time", request.node.callspec.id,
    )
    assert usage.ru_maxrss < 256 << 10
