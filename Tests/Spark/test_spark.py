"""The same report from events that Spark had compacted as from the raw ones."""

import bz2
import gzip
import json
import os
import random
import re
import subprocess
import time
from collections import Counter

import compact
import figures
import pytest
from conftest import ROLLCALL, ROOT, Cluster

DUMPS = ROOT.parent / "shared/dumps"
EVENTS = os.environ.get("EVENTS", "5000000")
SHARED = sorted(DUMPS.glob("*.ndjson"))
# Where the first record of a reason stands differs by nature: in the pages of `quality`. So does
# the fingerprint of what the report was made of, in `.rollcall`, and after it the digests of these pages.
MAY_DIFFER = {
    "quality.csv": rb',"[^"]*","[0-9]*","[0-9]*"(?=\r\n)',
    # It lists the files that were read, and so does its CSV, which the zip holds too.
    "quality.html": rb"(?s).*",
    "sources.csv": rb"(?s).*",
    "all.zip": rb"(?s).*",
    # Its size.
    "index.html": rb"\(\.zip\) <[^>]*>[^<]*",
    ".rollcall": rb"(?ms)^(fingerprint|seed) .*",
}


def build(dump, output, *more):
    ending = subprocess.run(
        [ROLLCALL, "build", dump, "--format", "ndjson", "--output", output, *more],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
    )  # fmt: skip
    assert ending.returncode == 0, ending.stderr
    return output


def tree(folder):
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for name, pattern in MAY_DIFFER.items():
        files[name] = re.sub(pattern, b"", files[name])
    return files


def expect_same(report, raw):
    """Every file byte for byte, but for what MAY_DIFFER."""
    expected, found = tree(raw), tree(report)
    assert sorted(found) == sorted(expected)
    assert [path for path in expected if found[path] != expected[path]] == []


def lines_in(folder):
    paths = [folder] if folder.is_file() else folder.rglob("*.ndjson")
    return sum(len(path.read_bytes().splitlines()) for path in paths)


def group(spark, output, *arguments):
    given = ["--rollcall", ROLLCALL, "--output", output, *arguments]
    compact.run(spark, compact.arguments([str(one) for one in given]))


def lines_of(folder):
    """But for those that name the zone."""
    texts = [part.read_bytes() for part in folder.rglob("*.ndjson")]
    lines = (line for text in texts for line in text.split(b"\n"))
    return Counter(line for line in lines if line and b'"kind":"compacted"' not in line)


def check(spark, dump, tmp_path, streamed=False):
    """The report of the dump, and line for line what rollcall makes of it alone."""
    given = dump
    if streamed:
        # Hadoop can read it and rollcall cannot.
        given = dump.with_name(dump.name + ".bz2")
        given.write_bytes(bz2.compress(dump.read_bytes()))
    group(spark, tmp_path / "grouped", given)
    alone = [ROLLCALL, "compact", dump, "--format", "ndjson", "--output", tmp_path / "alone"]
    subprocess.run(alone, check=True, capture_output=True)
    assert lines_of(tmp_path / "grouped") == lines_of(tmp_path / "alone")
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))
    return lines_in(dump), lines_in(tmp_path / "grouped")


@pytest.mark.skipif(not SHARED, reason=f"no dumps in {DUMPS}")
@pytest.mark.parametrize("streamed", [False, True], ids=["opened", "streamed"])
@pytest.mark.parametrize("dump", SHARED, ids=lambda path: path.name)
def test_gives_the_report_of_a_shared_dump(spark, dump, streamed, tmp_path):
    copy = tmp_path / dump.name
    copy.write_bytes(dump.read_bytes())
    check(spark, copy, tmp_path, streamed)


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
    "America/St_Johns": [1_772_942_400, 1_793_505_600],
}


@pytest.mark.parametrize("zone", NIGHTS)
def test_keeps_the_hours_of_nights_on_which_clocks_change(spark, zone, tmp_path):
    times = [start + 45 * n for start in NIGHTS[zone] for n in range(2500)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join([organization(zone), *people(), *events(times, 1)]) + "\n")
    before, after = check(spark, dump, tmp_path)
    assert after < before


def event(user="u1", more="", **fields):
    """As it is written, `more` inside."""
    text = json.dumps({"kind": "event", "user_id": user, "type": "task", "at": 1_790_000_000, **fields})
    return text[:-1] + more + "}"


# Rejected, noted, or written in a way that is easily misread.
DOUBTFUL = [
    *("{broken", "[]", "{}", "null", '"event"', "\ufeff" + event(), "\ufeff\ufeff", event() + event(), event()[:-1]),
    *(event(at=at) for at in ["yesterday", "2026-02-30T10:00:00Z", "2026-11-24", 0, "", None, [1], {"at": 1}]),
    *(event(at=at) for at in ["2026-11-24T10:00:01Z", 4_133_980_800, 4_133_980_800_000, -1, "2026-09-21 10:00:00Z"]),
    *(event(at=at) for at in ["2026-09-21t09:59:60z", "2026-09-21T10:00:00+24:00", "\u0661\u0667\u0669", 1e300]),
    *(event(count=count) for count in [0, -1, 1_000_001, 2.0, 10**30, "2", True, [1], {"count": 1}]),
    *(event(more=f',"count":{count}') for count in ["1e0", "1E5", "01", "+1", "0x1", "NaN", "1.", "-0", "1 1"]),
    *(event(user) for user in ["nobody", "", None, 1.5, True, ["u1"], -7, 10**30, 'q"uote', "b\\slash", "nul\0"]),
    *(event(workspace_id=workspace) for workspace in ["nowhere", 1.5, False, [], {}, 'w"', "w\0"]),
    *(event(type=type) for type in [5, "", None, ["task"], {}, "a\tb", 'a"at":5', "\\", "a\x7f\n"]),
    event(more=',"at":1790003600'), event(more=',"user_id":null'), event(more=',"x":1,"x":2'),
    event(type="t\u00e4sk"), event(note={"kind": 3}), event(more=',"kind":"team"'),
    event(more=',"a\\u0074":1790003600'), event(more=',"user_\\u0069d":"u2"'),
    '{"kind":"event","type":"task","x":{"user_id":"u1"},"at":1790000000}',
    '{"kind":"event","user_id":"u1","type":"task","x":[{"at":1790000000}]}',
    '{"x":{"kind":"event"},"user_id":"u1","type":"task","at":1790000000}',
    '{"kind":"event","user_id":"\\u0075\\u0031","type":"task","at":1790000000}',
    '{"kind":"event","user_id":"u1","type":"t\\u0061sk","at":1790000000}',
    '{"kind":"ev\\u0065nt","user_id":"u1","type":"task","at":1790000000}',
    '{"kind":"event","user_id":"u1","type":"task","at":01790000000}',
    '{"kind":"event","user_id":"u1" "type":"task","at":1790000000}',
    "{'kind':'event','user_id':'u1','type':'task','at':1790000000}",
    event(more=",") , event(more=',"x":tru'), event(more=',"x":[1,]'), event(more=',"x":"\\ud83d"'),
    event(more=',"x":"a\tb"'), event(more=',"x":"\\x41"'), event(more=',"x":{"y":1'), event() + " // seen",
    event(more=',"x":' + "[" * 40 + "]" * 40), event(more=',"x":' + "[" * 600 + "]" * 600),
    event(more=',"x":"' + "x" * (2 << 20) + '"'), event(more=',"x":"' + "x" * (5 << 20) + '"'),
    event(more=',"x":"' + "x" * (17 << 20) + '"'),
]  # fmt: skip

# Plain, whatever else they hold.
PLAIN = [
    event(), event(count=None), event(count=""), event(count=1_000_000),
    event(workspace_id=None), event(workspace_id=""), event(workspace_id="w1"), event(7), event("7"), event(0),
    event(type="=1+1"), event(type="TYPE").replace("TYPE", "t\u00e4\u2028sk \ufffd"),
    *(event(at=at) for at in ["1790000000", "1790000000.75", 1_790_000_000_999, 1_790_000_000.5]),
    *(event(at=f"2026-09-21T{at}") for at in ["14:13:20Z", "16:13:20+02:00", "14:13:20.000000000001-00:00"]),
    event(note={"deep": [1, {"at": 2}]}), event(note="\U0001f600 a\\b \n"), event(exported_at="2020"),
    event(note="\n" * 400_000), event(note=dict.fromkeys(range(20_000), [])),
    event(note=1e-5, other=[]) + " \t\r", " \t" + event(more=' , "b" : [ 1 , { } ]\t'),
    '{"at":1790000000,"type":"task","user_id":"u1","kind" : "event"}',
]

# Other kinds, whose order matters: of two the first holds.
OTHERS = [
    *(record("user", id=id) for id in [7, 0, 'q"uote', "b\\slash", "nul\0", "u\u00e9", "\ud800", ""]),
    record("user", id="u2", name="Not this one"), record("user", id="7", name="Seven again"),
    '{"kind":"event","k\\u0069nd":"user","id":"u3","name":"Not this one either"}',
    '{"kind":"event","id":"late","name":"First","kind":"user"}', record("user", id="late", name="Second"),
    '{"\\"kind":"event","kind":"user","id":"odd"}', event("odd"), event("late"),
    record("user", id="nested", name="N", teams=[{"id": "x", "deep": {"id": [1.5]}}]), event("nested"),
    '{"kind":"user","x":{"id":"inner"}}', event("inner"), '{"kind":"user","id":"x:[1]"}', event("x:0"), event("x:[1]"),
    '{"kind":"user","id":"cut', event("cut"), '{"kind":"user","id":"half"},', event("half"),
    record("workspace", id='w"'), record("workspace", id="w\0"), record("team", id="t"),
    record("membership", user_id="u1"),
]  # fmt: skip


def written(line):
    return line.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("streamed", [False, True], ids=["opened", "streamed"])
def test_passes_bytes_as_they_are(spark, streamed, tmp_path):
    """Marks, carriage returns and escapes in lines, bytes that are no UTF-8."""
    plain = [*PLAIN * 3, *events(range(1_790_000_000, 1_790_040_000, 20), 2)]
    lines = [organization("Europe/Berlin"), *people(), *OTHERS, *DOUBTFUL, *plain, *DOUBTFUL[:-3], "", " ", "\t", "\r"]
    odd = ['{"kind":"team",\r"id":1}\r', '["\x1b]\x1b[\x1b"]', "\r\r\x1b\r{", '{"a":"\u2028\x85"']
    bad = [b'{"kind":"user","id":"\xff"}', written(event("\ufffd")), written(event())[:-1] + b',"x":"\xc0\xaf"}']
    dump = tmp_path / "dump.ndjson"
    dump.write_bytes(b"\xef\xbb\xbf" + b"\n".join([*map(written, lines + odd), *bad]))
    before, after = check(spark, dump, tmp_path, streamed)
    assert after < before
    passed = lines_of(tmp_path / "grouped")
    assert [line for line in [*map(written, odd[:2]), bad[0], bad[2]] if passed[line] != 1] == []


# What `exported_at` may be; some events lie after it.
MOMENTS = {
    "absent": [None],
    "a date": ["2026-09-22"],
    "a date that the zone left out": ["2011-12-30"],
    "no time": ["soon"],
    "the newest of some": ["soon", "2026-09-21T14:00:00Z", 1_790_020_000, None],
    "a date after a time": ["2026-09-21T14:00:00Z", "2026-09-22"],
}


@pytest.mark.parametrize("moments", MOMENTS.values(), ids=MOMENTS.keys())
def test_leaves_it_to_rollcall_what_is_in_the_future(spark, moments, tmp_path):
    times = [*range(1_789_900_000, 1_790_130_000, 100), *range(4_090_000_000, 4_090_010_000, 100)]
    lines = [organization("Pacific/Apia", moment) for moment in moments]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join([*lines, *people(), *events(times, 6)]) + "\n")
    before, after = check(spark, dump, tmp_path)
    assert after < before


def test_takes_as_of_like_rollcall(spark, tmp_path):
    lines = [organization("Europe/Berlin"), *people(), *events(range(1_790_000_000, 1_790_130_000, 100), 7)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join(lines) + "\n")
    as_of = ["--as-of", "2026-09-22T10:20:30Z"]
    group(spark, tmp_path / "grouped", dump, *as_of)
    expect_same(build(tmp_path / "grouped", tmp_path / "report", *as_of), build(dump, tmp_path / "raw", *as_of))


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--as-of", "soon"], "--as-of: 'soon' is no time"),
        (["--time-zone", "Europe/Berlinn"], "--time-zone: no time zone 'Europe/Berlinn'; did you mean 'Europe/Berlin'?"),
    ],
)
def test_refuses_what_it_cannot_know(spark, arguments, message, tmp_path):
    dump = tmp_path / "dump.ndjson"
    dump.write_text(organization("UTC") + "\n")
    with pytest.raises(SystemExit, match=f"^rollcall: {re.escape(message)}"):
        group(spark, tmp_path / "grouped", dump, *arguments)
    assert not (tmp_path / "grouped").exists()


def test_keeps_what_was_there(spark, tmp_path):
    dump = tmp_path / "dump.ndjson"
    dump.write_text(organization("UTC") + "\n")
    (tmp_path / "grouped").mkdir()
    with pytest.raises(SystemExit, match="exists; name a folder that does not, with --output$"):
        group(spark, tmp_path / "grouped", dump)
    assert list((tmp_path / "grouped").iterdir()) == []


def test_gives_the_same_report_whatever_the_order(spark, tmp_path):
    """Shuffled, in many files, some compressed, some empty; each id once, as else the first holds."""
    lines = [organization("Europe/Berlin"), *people(), *events(range(1_790_000_000, 1_790_400_000, 60), 3)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join(lines) + "\n")
    random.Random(4).shuffle(lines)
    parts = tmp_path / "parts"
    (parts / "deeper").mkdir(parents=True)
    for number in range(5):
        (parts / f"part-{number}.ndjson").write_text("\r\n".join(lines[number::7]))
    for number in range(5, 7):
        with gzip.open(parts / f"deeper/part-{number}.ndjson.gz", "wt") as file:
            file.write("\n".join(lines[number::7]) + "\n")
    (parts / "empty.ndjson").touch()
    group(spark, tmp_path / "grouped", f"{parts}/part-*", parts / "deeper", parts / "empty.ndjson")
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))


def test_keeps_the_order_of_files_in_which_the_first_record_holds(spark, tmp_path):
    parts = tmp_path / "parts"
    for number, name in enumerate(["a+b", "a b", "a%20b", "\u00e4", "z", "\U0001f600", "\uff5e", "deep/a", "B"]):
        path = parts / f"{name}.ndjson"
        path.parent.mkdir(exist_ok=True, parents=True)
        mark = "\ufeff" if number % 2 else ""
        user = record("user", id="u1", name=f"User {number}")
        path.write_text(mark + "\n".join([organization("UTC"), user, event()]))
    group(spark, tmp_path / "grouped", parts)
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(parts, tmp_path / "raw"))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """2,000 users and 5,000,000 events."""
    dump = tmp_path_factory.mktemp("large") / "dump.ndjson"
    command = [ROLLCALL, "sample", "--users", "2000", "--events", EVENTS, "--ndjson"]
    with open(dump, "wb") as file:
        subprocess.run(command, stdout=file, check=True)
    return dump


@pytest.fixture
def own_cluster(tmp_path):
    cluster = Cluster(tmp_path / "cluster", workers=2)
    yield cluster
    cluster.stop()


def test_finishes_when_a_worker_is_killed(own_cluster, large, tmp_path):
    """In the middle of the job: others wait for what is lost with it."""
    job = own_cluster.submit("--output", tmp_path / "grouped", large)
    own_cluster.kill_one_once_written(tmp_path / "grouped.new/records", 1 << 20)
    assert job.poll() is None and not (tmp_path / "grouped").exists()
    _, errors = job.communicate(timeout=3000)
    assert job.returncode == 0, errors[-4000:]
    assert "Lost executor" in errors
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(large, tmp_path / "raw"))


@pytest.mark.parametrize("workers", [1, 2])
def test_says_what_it_costs(workers, large, tmp_path, capsys):
    cluster = Cluster(tmp_path / "cluster", workers)
    try:
        started = time.monotonic()
        cluster.run("--output", tmp_path / "grouped", large)
        seconds = time.monotonic() - started
    finally:
        cluster.stop()
    before, after = lines_in(large), lines_in(tmp_path / "grouped")
    assert after < before
    note(capsys, ["one worker of one core", "two workers"][workers - 1], {
        "records in": f"{before:,} ({large.stat().st_size / 1e6:.0f} MB)", "records out": f"{after:,}",
        "from start to end": f"{seconds:.0f} s",
    })  # fmt: skip


def test_says_what_it_costs_without_spark(large, tmp_path, capsys):
    started, before = time.monotonic(), os.times()
    subprocess.run([ROLLCALL, "compact", large, "--output", tmp_path / "grouped"], cwd=ROOT, check=True, capture_output=True)
    seconds, after = time.monotonic() - started, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    records = [lines_in(large), lines_in(tmp_path / "grouped")]
    note(capsys, "`rollcall compact` alone", {
        "records in": f"{records[0]:,} ({large.stat().st_size / 1e6:.0f} MB)", "records out": f"{records[1]:,}",
        "from start to end": f"{seconds:.0f} s, {cpu:.1f} s of CPU time",
    })  # fmt: skip


def note(capsys, column, rows):
    """For the documentation, unless it is a short run."""
    with capsys.disabled():
        print(f"\n{column}: {rows}")
    if EVENTS == "5000000":
        figures.record("spark", {(row, column): figure for row, figure in rows.items()})
