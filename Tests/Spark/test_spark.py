"""The same report from grouped events as from the raw ones."""

import gzip
import json
import os
import random
import re
import subprocess
import time
from collections import Counter

import preaggregate
import pytest
from conftest import ROOT, Cluster

ROLLCALL = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/release/rollcall"))
DUMPS = ROOT.parent / "shared/dumps"
EVENTS = os.environ.get("EVENTS", "5000000")
SHARED = sorted(DUMPS.glob("*.ndjson"))
# Where the first record of a reason stands differs by nature: in the pages of `quality`. So does
# the fingerprint of what the report was made of, in `.rollcall`, and after it the digests of these pages.
MAY_DIFFER = {
    "quality.csv": rb',"[^"]*","[0-9]*","[0-9]*"(?=\r\n)',
    # The size of the CSV beside it is written on the page.
    "quality.html": rb"(?s)(?<=</code>)<small>.*?</small>|(?<=Download CSV <span>)[^<]*",
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


def group(spark, zone, output, *arguments):
    given = ["--time-zone", zone, "--output", output, *arguments]
    preaggregate.run(spark, preaggregate.arguments([str(one) for one in given]))


def check(spark, dump, tmp_path):
    group(spark, zone_of(dump), tmp_path / "grouped", dump)
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))
    return lines_in(dump), lines_in(tmp_path / "grouped")


@pytest.mark.skipif(not SHARED, reason=f"no dumps in {DUMPS}")
@pytest.mark.parametrize("dump", SHARED, ids=lambda path: path.name)
def test_gives_the_report_of_a_shared_dump(spark, dump, tmp_path):
    check(spark, dump, tmp_path)


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


# Not to be grouped: rejected, noted, or written in a way that only rollcall should judge.
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

# To be grouped, whatever else they hold.
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


def test_passes_on_whatever_is_in_doubt(spark, tmp_path):
    """And groups all that is plain, beside it."""
    plain = [*PLAIN * 3, *events(range(1_790_000_000, 1_790_040_000, 20), 2)]
    lines = [organization("Europe/Berlin"), *people(), *OTHERS, *DOUBTFUL, *plain, *DOUBTFUL[:-3], "", " ", "\t", "\r"]
    random.Random(5).shuffle(plain)
    bad = [b'{"kind":"user","id":"\xff"}', written(event("\ufffd")), written(event())[:-1] + b',"x":"\xc0\xaf"}']
    dump = tmp_path / "dump.ndjson"
    dump.write_bytes(b"\xef\xbb\xbf" + b"\n".join([*map(written, lines), *bad]))
    check(spark, dump, tmp_path)
    parts = (tmp_path / "grouped").rglob("*.ndjson")
    found = Counter(line.strip() for part in parts for line in part.read_bytes().split(b"\n"))
    doubtful = Counter([written(line).strip() for line in [*DOUBTFUL, *DOUBTFUL[:-3]]] + bad)
    assert [line[:200] for line in doubtful if found[line] != doubtful[line]] == []
    assert [line[:200] for line in plain if found[written(line).strip()] > 0 and line not in DOUBTFUL] == []


# What `exported_at` may be, and whether it lets events be grouped; some lie after it.
MOMENTS = {
    "absent": ([None], True),
    "a date": (["2026-09-22"], True),
    "a date that the zone left out": (["2011-12-30"], False),
    "no time": (["soon"], False),
    "the newest of some": (["soon", "2026-09-21T14:00:00Z", 1_790_020_000, None], True),
    "a date after a time": (["2026-09-21T14:00:00Z", "2026-09-22"], True),
    "too far ahead": (["9999-12-31"], False),
}


@pytest.mark.parametrize("moments, groups", MOMENTS.values(), ids=MOMENTS.keys())
def test_leaves_it_to_rollcall_what_is_in_the_future(spark, moments, groups, tmp_path):
    times = [*range(1_789_900_000, 1_790_130_000, 100), *range(4_090_000_000, 4_090_010_000, 100)]
    lines = [organization("Pacific/Apia", moment) for moment in moments]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join([*lines, *people(), *events(times, 6)]) + "\n")
    before, after = check(spark, dump, tmp_path)
    assert (after < before) == groups


def test_takes_as_of_like_rollcall(spark, tmp_path):
    lines = [organization("Europe/Berlin"), *people(), *events(range(1_790_000_000, 1_790_130_000, 100), 7)]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join(lines) + "\n")
    as_of = ["--as-of", "2026-09-22T10:20:30Z"]
    group(spark, "Europe/Berlin", tmp_path / "grouped", dump, *as_of)
    expect_same(build(tmp_path / "grouped", tmp_path / "report", *as_of), build(dump, tmp_path / "raw", *as_of))


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--as-of", "soon"], "--as-of: no time 'soon'; write one as 2026-11-24T10:00:00Z"),
        (["--time-zone", "Europe/Berlinn"], "no time zone 'Europe/Berlinn'; name one such as Europe/Berlin"),
    ],
)
def test_refuses_what_it_cannot_know(spark, arguments, message, tmp_path):
    dump = tmp_path / "dump.ndjson"
    dump.write_text(organization("UTC") + "\n")
    with pytest.raises(SystemExit, match=f"^preaggregate: {re.escape(message)}$"):
        group(spark, "UTC", tmp_path / "grouped", dump, *arguments)
    assert not (tmp_path / "grouped").exists()


def test_keeps_what_was_there(spark, tmp_path):
    dump = tmp_path / "dump.ndjson"
    dump.write_text(organization("UTC") + "\n")
    (tmp_path / "grouped").mkdir()
    with pytest.raises(SystemExit, match="exists; name a folder that does not, with --output$"):
        group(spark, "UTC", tmp_path / "grouped", dump)
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
    group(spark, "Europe/Berlin", tmp_path / "grouped", f"{parts}/part-*", parts / "deeper", parts / "empty.ndjson")
    expect_same(build(tmp_path / "grouped", tmp_path / "report"), build(dump, tmp_path / "raw"))


def test_keeps_the_order_of_files_in_which_the_first_record_holds(spark, tmp_path):
    parts = tmp_path / "parts"
    for number, name in enumerate(["a+b", "a b", "a%20b", "\u00e4", "z", "\U0001f600", "\uff5e", "deep/a", "B"]):
        path = parts / f"{name}.ndjson"
        path.parent.mkdir(exist_ok=True, parents=True)
        mark = "\ufeff" if number % 2 else ""
        user = record("user", id="u1", name=f"User {number}")
        path.write_text(mark + "\n".join([organization("UTC"), user, event()]))
    group(spark, "UTC", tmp_path / "grouped", parts)
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
    job = own_cluster.submit("--time-zone", "Europe/Berlin", "--output", tmp_path / "grouped", large)
    own_cluster.kill_one_that_has_shuffled(1 << 20)
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
        cluster.run("--time-zone", "Europe/Berlin", "--output", tmp_path / "grouped", large)
        seconds = time.monotonic() - started
    finally:
        cluster.stop()
    before, after = lines_in(large), lines_in(tmp_path / "grouped")
    assert after < before
    with capsys.disabled():
        print(f"\n{workers} worker(s) of one core: {before} records in, {after} out, {seconds:.1f} s")
