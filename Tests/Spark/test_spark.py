"""The same report from grouped events as from the raw ones."""

import csv
import json
import os
import random
import subprocess
import time

import pytest
from conftest import ROOT, Cluster

ROLLCALL = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/release/rollcall"))
DUMPS = ROOT.parent / "shared/dumps"
SHARED = sorted(DUMPS.glob("*.ndjson"))
# Where an example stands, and the fingerprint of another input.
PLACES = {"first_example", "file", "line", "column"}
EXAMPLES = {"quality.html", "quality.csv", ".rollcall"}


def build(dump, output):
    ending = subprocess.run(
        [ROLLCALL, "build", dump, "--format", "ndjson", "--output", output],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
    )  # fmt: skip
    assert ending.returncode == 0, ending.stderr
    return output


def tree(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def reasons(report):
    with open(report / "quality.csv", encoding="utf-8-sig", newline="") as file:
        return [{key: row[key] for key in row if key not in PLACES} for row in csv.DictReader(file)]


def expect_same(report, raw):
    """Every file byte for byte, but for the places in `quality`."""
    expected, found = tree(raw), tree(report)
    assert sorted(found) == sorted(expected)
    assert [path for path in expected if path not in EXAMPLES and found[path] != expected[path]] == []
    assert reasons(report) == reasons(raw)


def lines_in(folder):
    paths = [folder] if folder.is_file() else folder.rglob("*.ndjson")
    return sum(len(path.read_bytes().splitlines()) for path in paths)


def zone_of(dump):
    """As the dump's first organization says; rollcall's own word is UTC."""
    for line in dump.read_bytes().splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict) and record.get("kind") == "organization":
            return record.get("time_zone") or "UTC"
    return "UTC"


def check(cluster, dump, tmp_path, *more):
    cluster.run("--time-zone", zone_of(dump), "--output", tmp_path / "grouped", dump, *more)
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))
    return lines_in(dump), lines_in(tmp_path / "grouped")


@pytest.mark.skipif(not SHARED, reason=f"no dumps in {DUMPS}")
@pytest.mark.parametrize("dump", SHARED, ids=lambda path: path.name)
def test_gives_the_report_of_a_shared_dump(cluster, dump, tmp_path):
    check(cluster, dump, tmp_path)


def record(kind, **fields):
    return json.dumps({"kind": kind, **fields})


def organization(zone, exported_at="2026-11-24T10:00:00Z"):
    return record("organization", id="acme", name="Acme", time_zone=zone, exported_at=exported_at)


def people(users=30, workspaces=5):
    lines = [record("user", id=f"u{n}", name=f"User {n}", description="a\n\"b\" \\ ä") for n in range(users)]
    lines += [record("workspace", id=f"w{n}", name=f"Place {n}") for n in range(workspaces)]
    return lines + [record("membership", user_id=f"u{n}", workspace_id=f"w{n % workspaces}") for n in range(users)]


def events(times, seed):
    """One at each of the Unix seconds, for a few hot users and many others."""
    chance = random.Random(seed)
    return [
        record(
            "event", user_id=f"u{chance.choice([0, 1, chance.randrange(30)])}", at=second,
            workspace_id=f"w{chance.randrange(5)}", type=chance.choice(["task", "doc", "login"]),
            count=chance.choice([1, 1, 7, 999_999]),
        )
        for second in times
    ]  # fmt: skip


# The nights on which clocks change: Berlin, half an hour on Lord Howe, a day left out in Apia.
NIGHTS = {
    "Europe/Berlin": [1_774_742_400, 1_793_491_200],
    "Australia/Lord_Howe": [1_775_314_800, 1_791_036_000],
    "Pacific/Apia": [1_325_203_200],
    "Asia/Kolkata": [1_774_742_400],
    "America/St_Johns": [1_772_942_400, 1_793_505_600],
}


@pytest.mark.parametrize("zone", NIGHTS)
def test_keeps_the_hours_of_nights_on_which_clocks_change(cluster, zone, tmp_path):
    times = [start + 45 * n for start in NIGHTS[zone] for n in range(2500)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join([organization(zone), *people(), *events(times, 1)]) + "\n")
    before, after = check(cluster, dump, tmp_path)
    assert after < before


BAD = [
    "{broken", "[]", "{}", "\ufeff" + record("user", id="late"), record("team", id="t"),
    record("event", user_id="u1", type="task", at="2026-11-24T10:00:01Z"),
    record("event", user_id="u1", type="task", at="2026-02-30T10:00:00Z"),
    record("event", user_id="u1", type="task", at="yesterday"),
    record("event", user_id="nobody", type="task", at=1_790_000_000),
    record("event", user_id="u1", type="task", at=1_790_000_000, workspace_id="nowhere"),
    record("event", user_id="u1", type="task", at=1_790_000_000, workspace_id=1.5),
    record("event", user_id="u1", type="task", at=1_790_000_000, count=0),
    record("event", user_id="u1", type="task", at=1_790_000_000, count=1_000_001),
    record("event", user_id="u1", type="task", at=1_790_000_000, count=2.0),
    record("event", user_id="u1", type=5, at=1_790_000_000),
    record("event", user_id="u1", type="", at=1_790_000_000),
    record("event", user_id="u1", type="tä\u2028sk", at=1_790_000_000, note={"deep": [1]}),
    record("event", user_id="u1", type="=1+1", at="1790000000999"),
    record("event", user_id="u1", type="task", at=1_790_000_000_123, workspace_id=None),
    record("event", user_id="u1", type="task", at="2026-11-24"),
    record("event", user_id="u1", type="task", at="2026-11-24t09:59:60z"),
    record("event", user_id="u1", type="task", at="2026-11-24T11:00:00.5+01:00"),
    record("event", user_id=7, type="task", at=0),
    record("event", user_id=7, type="task", at=1_790_000_001),
    record("user", id=7, name="Seven"), record("user", id="u2", name="Not this one"),
    record("user", id="\ud800"), record("user", id="u\u00e9", name="x" * 5000),
    '{"kind":"event","user_id":"u1","type":"task","at":1790000000,"at":1790003600}',
    '{"kind":"event","user_\\u0069d":"u1","type":"task","at":1790000000}',
    '{"kind":"event","user_id":"u1","type":"a\\"at\\":5","at":1790000000}',
    '{"user_id":"u3","kind":"event" , "type":"task"\t,"at":1790000000 }\r',
    '{"kind":"ev\\u0065nt","user_id":"u3","type":"task","at":1790000000}',
    '{"kind":"event","user_id":"u3","type":"task","at":1790000000,}',
    '{"kind":"event","user_id":"u3","type":"task","at":01790000000}', "", " ", "\r",
]  # fmt: skip


def test_passes_on_whatever_is_in_doubt(cluster, tmp_path):
    lines = [organization("Europe/Berlin"), *people(), *BAD * 3, *events(range(1_790_000_000, 1_790_040_000, 20), 2)]
    text = "\ufeff" + "\n".join(lines) + "\n"
    dump = tmp_path / "dump.ndjson"
    dump.write_bytes(text.encode("utf-8", "surrogatepass") + b'{"kind":"user","id":"\xff"}\n')
    check(cluster, dump, tmp_path)


def test_gives_the_same_report_whatever_the_order(cluster, tmp_path):
    """Records in another order, in parts; those where the first of two counts left out."""
    lines = [organization("Europe/Berlin"), *people(), *events(range(1_790_000_000, 1_790_400_000, 60), 3)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join(lines) + "\n")
    random.Random(4).shuffle(lines)
    parts = tmp_path / "parts"
    parts.mkdir()
    for number in range(7):
        (parts / f"part-{number}.ndjson").write_text("\n".join(lines[number::7]) + "\n")
    cluster.run("--time-zone", "Europe/Berlin", "--output", tmp_path / "grouped", parts)
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))


def test_finishes_when_a_worker_is_killed(tmp_path, capsys):
    """5,000,000 events on two workers; one dies in the middle of the job."""
    dump = tmp_path / "dump.ndjson"
    command = [ROLLCALL, "sample", "--users", "2000", "--events", os.environ.get("SPARK_EVENTS", "5000000"), "--ndjson"]
    with open(dump, "wb") as file:
        subprocess.run(command, stdout=file, check=True)
    cluster = Cluster(tmp_path / "cluster", workers=2)
    try:
        two = timed(cluster, dump, tmp_path / "two")
        job = cluster.submit("--time-zone", "Europe/Berlin", "--output", tmp_path / "grouped", dump)
        cluster.wait_for(lambda _: (tmp_path / "grouped.new/2-events").is_dir())
        cluster.kill(cluster.processes[-1])
        _, errors = job.communicate(timeout=1500)
        assert job.returncode == 0, errors[-4000:]
        one = timed(cluster, dump, tmp_path / "one")
    finally:
        cluster.stop()
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))
    with capsys.disabled():
        print(f"\n{lines_in(dump)} records in, {lines_in(tmp_path / 'grouped')} out, {dump.stat().st_size >> 20} MB;")
        print(f"{one:.1f} s on one worker, {two:.1f} s on two; killed in the middle: same report")


def timed(cluster, dump, output):
    started = time.monotonic()
    cluster.run("--time-zone", "Europe/Berlin", "--output", output, dump)
    return time.monotonic() - started
