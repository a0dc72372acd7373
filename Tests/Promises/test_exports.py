"""Exports of strangers: archives in any order, broken, or bigger than they look; samples that are damaged; texts
that are nobody's business."""

import concurrent.futures
import gzip
import io
import json
import os
import random
import re
import subprocess
import tarfile
import zipfile

import pytest
from corpus import naughty, sample
from exports import SAMPLES, examples, slack, tarred, write, zipped
from runs import ENVIRONMENT, PROGRAM, make_site, run

DAMAGED = "an export of another system that is cut somewhere, or has a bit turned, is read or refused with its place"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/exports is not here")


def converted(*inputs):
    ending = run([PROGRAM, "convert", *map(str, inputs)])
    assert ending.returncode == 0, ending.stderr
    return ending.stdout


def refused(*inputs):
    ending = run([PROGRAM, "check", *map(str, inputs)])
    assert ending.returncode == 1, ending
    return ending.stderr.removeprefix("rollcall: ")


def test_entries_of_archives_may_stand_in_any_order(tmp_path, promise, hard):
    files = slack(["Ada", "general", "plans"])
    later = json.dumps([{"id": "U0", "profile": {}, "deleted": True, "real_name": "Later"}]).encode()
    files |= {"users2/users.json": later, "users.json.gz": gzip.compress(b"[]")}

    def read(path, *options):
        """What is found, and the records; events are printed as they stand in an archive."""
        ending = run([PROGRAM, "check", str(path), *options])
        return ending.returncode, ending.stdout, sorted(converted(path, *options).splitlines())

    write(tmp_path / "folder", files)
    wanted = read(tmp_path / "folder")
    assert any("Later" in line for line in wanted[2])
    rng = random.Random(1)
    rounds = 10 if hard else 2
    for number in range(rounds):
        entries = rng.sample(sorted(files.items()), len(files))
        for name, content in [("a.zip", zipped(entries)), ("b", tarred(entries)), ("c.tgz", tarred(entries, "w:gz"))]:
            (tmp_path / name).write_bytes(content)
            assert read(tmp_path / name, "--threads", str(1 + number % 3)) == wanted, (number, name)
    promise("the entries of a zip, a tar or a tar.gz give the same records in any order", f"{3 * rounds} archives")


def test_encrypted_and_damaged_archives_stop_the_run(tmp_path):
    files = sorted(slack().items())
    plain, path = zipped(files), tmp_path / "export.zip"
    encrypted = bytearray(plain)
    for found in re.finditer(b"PK\x03\x04|PK\x01\x02", plain):
        encrypted[found.start() + (6 if found[0] == b"PK\x03\x04" else 8)] |= 1
    path.write_bytes(encrypted)
    assert refused(path) == "export.zip: the archive is encrypted; unpack it with its password, and give the folder\n"
    data = plain.find(b"users.json", plain.find(b"PK\x03\x04")) + 20
    damaged = {
        "cut": plain[: len(plain) // 2], "turned": plain[:data] + bytes([plain[data] ^ 8]) + plain[data + 1 :],
        "tar.gz cut": tarred(files, "w:gz")[:-30], "tar cut": tarred(files)[:700],
    }
    for why, content in damaged.items():
        path.write_bytes(content)
        # In an entry the place is the entry's.
        assert re.fullmatch(r"[\w./-]+: the archive is damaged or ends early \(.+\); download or export it again\n",
                            refused(path)), (why, refused(path))


def test_a_tar_with_a_damaged_header_is_refused_and_text_is_no_tar(tmp_path):
    """libarchive itself crashes where it is asked about an archive that it does not know."""
    content, path = tarred(sorted(slack().items())), tmp_path / "export.tar"
    for at in range(0, 512, 16):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        ending = run([PROGRAM, "check", str(path)])
        assert ending.returncode in (0, 1) and (ending.returncode == 0 or ending.stderr), (at, ending)
    start = b'{"users":[{"id":"u1","description":"'
    path.write_bytes(start + b"x" * (257 - len(start)) + b'ustar museum"}]}' + b" " * 600)
    assert "users         1\n" in run([PROGRAM, "check", str(path)]).stdout


def test_a_path_in_an_archive_is_no_path_of_the_machine(tmp_path):
    """Links, devices and paths that lead out: none is followed, made or read."""
    secret = tmp_path / "secret.json"
    secret.write_text('[{"id":"U9","name":"SECRET","deleted":false,"profile":{}}]')
    files = slack()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for path in [*files, "../up.json", str(tmp_path / "absolute.json"), "a/../../up.json"]:
            entry = tarfile.TarInfo(path)
            content = files.get(path, b'[{"id":"U8","name":"Eve","deleted":false,"profile":{}}]')
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for kind in [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE]:
            entry = tarfile.TarInfo(f"link{kind.decode()}.json")
            entry.type, entry.linkname, entry.devmajor, entry.devminor = kind, str(secret), 1, 3
            archive.addfile(entry)
    path = tmp_path / "in/a.tar"
    path.parent.mkdir()
    path.write_bytes(out.getvalue())
    text = converted(path)
    # The absolute one is a name like any other.
    assert "SECRET" not in text and text.count('"name":"Eve"') == 1
    assert sorted(os.listdir(tmp_path)) == ["in", "secret.json"] and os.listdir(path.parent) == ["a.tar"]


def peak_of(*command):
    """How the program ends, and its peak memory in MB."""
    with open(os.devnull, "w") as null:
        child = subprocess.Popen(list(map(str, command)), stdout=null, stderr=null, env=ENVIRONMENT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_maxrss / 1024


def test_reads_past_bombs_in_little_memory(tmp_path, promise, hard):
    size = 10_000_000_000 if hard else 3_000_000
    block = b" " * 1_000_000
    users = slack()["users.json"]
    peaks = []
    ends = [(b"[", b"]"), (b"", b""), (users[:-1], b"]"), (b"[\n", b',"x"]')]
    for before, after in ends if hard else ends[:1]:
        path = tmp_path / "bomb.json.gz"
        with gzip.open(path, "wb", compresslevel=1) as file:
            file.write(before)
            for _ in range(size // len(block)):
                file.write(block)
            file.write(after)
        code, peak = peak_of(PROGRAM, "check", path, write(tmp_path / "users", {"users.json": users}))
        assert code in (0, 1), (before, code)
        peaks.append(peak)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("users.json", users)
        for name in ["blanks.json", "string.json"]:
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(b"" if name == "blanks.json" else b'[{"id":"U9","profile":{},"deleted":false,"x":"')
                for _ in range(size // len(block)):
                    file.write(block)
                file.write(b"" if name == "blanks.json" else b'"}]')
    code, peak = peak_of(PROGRAM, "check", tmp_path / "bomb.zip")
    assert code in (0, 1)
    peaks.append(peak)
    assert max(peaks) < 200, peaks
    promise("a small file that unpacks to gigabytes of blanks is read past or refused in little memory", f"{len(peaks)} files of {size / 1e9:g} GB, at most {max(peaks):.0f} MB")


def damages(content, cuts, bits):
    """The same for the same content."""
    rng = random.Random(len(content))
    yield from (content[: len(content) * n // cuts] for n in range(cuts))
    for _ in range(bits):
        at = rng.randrange(len(content) * 8)
        yield content[: at // 8] + bytes([content[at // 8] ^ 1 << at % 8]) + content[at // 8 + 1 :]


@needs_samples
def test_takes_damaged_samples_or_says_where_they_are(hard, promise, in_memory):
    files = [file for file in sorted(SAMPLES.rglob("*")) if file.is_file() and file.stat().st_size > 0
             and re.search(r"\.(json|ndjson|jsonl|gz|tar|zip)$", file.name)
             and SAMPLES / "expected" not in file.parents]
    if hard:
        # In one process, as a process for each of 290,000 cases takes hours.
        damage = os.path.join(os.path.dirname(PROGRAM), "Damage")
        ending = subprocess.run([damage, "200", "1000", *files], capture_output=True, text=True, env=ENVIRONMENT)
        assert ending.returncode == 0, ending
        # As in `12 of 12 (3 refused or with rejects), no crash`.
        promise(DAMAGED,
                f"{int(ending.stdout.split()[0]):,} damaged files, each of {len(files)} cut at 200 places and with 1,000 bits turned")
        return

    def check(number, content):
        path = in_memory / f"{number}.json"
        path.write_bytes(content)
        ending = run([PROGRAM, "check", str(path), "--threads", "1"])
        path.unlink()
        assert ending.returncode in (0, 1), (number, ending)
        said = ending.stdout + ending.stderr
        # A channel is called secret-plans.
        assert 'secret"' not in said, said
        if ending.returncode == 1 and "\nrejected      0\n" in ending.stdout or not ending.stdout:
            # Of an entry of an archive, the entry's.
            assert re.match(r"rollcall: [^:\n]+(:\d+:\d+)?: .{10,}\n\Z", ending.stderr), ending
        return ending.returncode

    files = sample(files, 30, hard)
    codes = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, file in enumerate(files):
            cases = enumerate(damages(file.read_bytes(), 1, 2))
            codes += pool.map(lambda case: check(f"{number}-{case[0]}", case[1]), cases)
    assert 0 in codes and 1 in codes
    promise(DAMAGED, f"{len(codes)} damaged files")


def test_takes_any_name_of_channels_users_and_apps(tmp_path):
    names = naughty()
    events = [{"uuid": str(n), "eventType": "user.authentication.sso", "published": "2026-01-02T03:04:05Z",
               "actor": {"id": f"a{n}", "displayName": name}, "outcome": {"result": "SUCCESS"},
               "target": [{"type": "AppInstance", "id": f"app{n}", "displayName": name}]}
              for n, name in enumerate(names)]
    (tmp_path / "okta.json").write_text(json.dumps(events))
    (tmp_path / "slack.zip").write_bytes(zipped(sorted(slack(names, 1).items())))
    records = [json.loads(line) for line in converted(tmp_path / "okta.json", tmp_path / "slack.zip").split("\n") if line]
    found = {(record["kind"], record["id"]): record["name"] for record in records if "name" in record}
    # Direct conversations have no name of their own.
    direct = [n for n, name in enumerate(names) if name.startswith(("mpdm-", "FC:"))]
    for n, name in enumerate(names):
        assert found["user", f"slack-U{n}"] == found["user", f"okta-a{n}"] == name
        assert found["workspace", f"okta-app{n}"] == name
        assert n in direct or found["workspace", f"slack-C{n}"] == name
    visits = {record.get("workspace_id") for record in records if record.get("type") == "message"}
    assert visits - {None} == {f"slack-C{n}" for n in range(len(names)) if n not in direct}
    ending = run([PROGRAM, "build", str(tmp_path), "--output", str(tmp_path / "out")])
    assert ending.returncode == 0, ending.stderr


def test_shows_no_text_that_is_nobodys_business(tmp_path, promise, hard):
    """Nor of a record that is rejected, in no file of the report, no message and nothing that is printed."""
    site, runs, rejected = make_site(tmp_path / "site", "#7a1f5c"), 0, 0
    broken = ('{"type":"post","post":{"message":"SECRET","user":5.5,"create_at":"soon"}}\n'
              '{"type":"post","post":{"message":"SECRET" "user"}}\n{"type":"user","user":{"username":"x"}}\n')
    cases = [*sample(examples(), 8, hard), ("broken", {"a.jsonl": b'{"type":"version","version":1}\n' + broken.encode()})]
    for name, files in cases:
        folder = write(tmp_path / name, files)
        for command in (["check"], ["convert"], ["build", "--output", tmp_path / f"{name}-out", "--site", site]):
            ending = run([PROGRAM, command[0], str(folder), *map(str, command[1:])])
            assert ending.returncode in (0, 1), ending
            assert "secret" not in (ending.stdout + ending.stderr).lower(), ending
            rejected += ending.stdout.count("wrong_type")
            runs += 1
        for file in (tmp_path / f"{name}-out").rglob("*"):
            assert not file.is_file() or b"secret" not in file.read_bytes().lower(), file
    assert any(b"SECRET" in content for _, files in cases for content in files.values()) and rejected
    promise("no text of a message, subject, address, device or token of an export is in a report or in anything that is printed",
            f"{runs} runs")
