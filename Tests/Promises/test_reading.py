"""What a dump may be and who is left out of its report, tried as an administrator errs."""

import gzip
import json
import os
import shutil
import socket
import subprocess
import tarfile
import zipfile
from datetime import datetime, timedelta, timezone

import pytest
from runs import ENVIRONMENT, PROGRAM, ROOT, run, tree

NOT_TWICE = (
    "what would count twice is refused: one file by two names, equal bytes, also in archives, two exports of the same "
    "people; exports of other systems may be given twice"
)
ALL_IS_READ = (
    "of a folder all is read, or counted as left out; what cannot be read stops the run; no pipe, device or socket is "
    "waited for"
)
NOBODY = 65534


def dump(exported_at="2026-11-24T10:00:00Z", users=("ada", "bob"), events=3, **more):
    return {
        "organization": {"id": "acme", "name": "Acme", "exported_at": exported_at},
        "users": [{"id": user, "name": f"User {user}", "email": f"{user}@acme.example"} for user in users],
        "events": [{"user_id": users[0], "type": "task", "at": f"2026-11-2{day}T09:00:00Z"} for day in range(events)],
        **more,
    }


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    path.write_bytes(gzip.compress(text) if path.suffix == ".gz" else text)
    return path


def build(folder, *arguments, **options):
    return run([PROGRAM, "build", *arguments, "--output", folder / "public", "--threads", "1"], **options)


def status(folder):
    return json.loads((folder / "public/status.json").read_text())


def expect_refused(folder, ending, code=1):
    assert ending.returncode == code, ending.stdout + ending.stderr
    assert not (folder / "public").exists()
    assert ending.stderr.startswith("rollcall: ") and ending.stderr.count("\n") == 1, ending.stderr
    return ending.stderr.removeprefix("rollcall: ").removesuffix("\n")


def test_refuses_a_dump_without_anybody(promise, tmp_path):
    nothing = {
        "none.json": b"", "white.json": b" \n\t\n", "none.json.gz": b"", "organization.json": {"organization": {}},
        "lines.ndjson": b'{"kind":"organization","name":"Acme"}\n', "events.json": {"workspaces": [{"id": "w"}], "users": []},
    }  # fmt: skip
    for name, content in nothing.items():
        path = write(tmp_path / name, content)
        said = expect_refused(tmp_path, build(tmp_path, path))
        assert said == (
            f"{name}:1:1: no user in the input; see whether the export is whole, or give --allow-empty if there is nobody"
        )
        check = run([PROGRAM, "check", path])
        assert (check.returncode, check.stderr) == (1, f"rollcall: {said}\n")
    # The right dump is not refused for what came before it.
    write(tmp_path / "later.json", dump())
    for name in nothing:
        ending = build(tmp_path, tmp_path / name, "--allow-empty")
        assert ending.returncode == 0, ending.stderr
        assert status(tmp_path)["users"] == 0
        ending = build(tmp_path, tmp_path / "later.json")
        assert ending.returncode == 0, ending.stderr
        shutil.rmtree(tmp_path / "public")
    promise("a dump without any user is refused, whatever it is made of, unless `--allow-empty` is given", f"{len(nothing)} dumps")


def test_tells_which_document_lacks_a_section(tmp_path):
    """Users without events are a report; everybody on opt_out is one too."""
    path = write(tmp_path / "people.json", dump(events=0))
    data = json.loads(path.read_text())
    del data["events"]
    ending = build(tmp_path, write(path, data))
    assert ending.returncode == 0
    assert '1 document has no key "events" (people.json)\n' in ending.stdout
    assert "Documents without the key events: 1 (people.json)." in (tmp_path / "public/quality.html").read_text()
    assert 'no key "users"' not in ending.stdout
    ending = build(tmp_path, write(path, {**data, "events": None}), "--force")
    assert ending.returncode == 0 and "no key" not in ending.stdout
    site = tmp_path / "site"
    write(site / "site.yml", b"opt_out: [ada, bob]\n")
    assert build(tmp_path, path, "--site", site).returncode == 0
    assert (status(tmp_path)["users"], status(tmp_path)["left_out"]) == (0, 2)


def test_refuses_a_dump_from_the_future(promise, tmp_path):
    now = datetime.now(timezone.utc).replace(microsecond=0)
    text = lambda time: time.isoformat().replace("+00:00", "Z")
    for time in ("2099-01-01T00:00:00Z", text(now + timedelta(hours=25))):
        path = write(tmp_path / "dump.json", dump(time))
        for options in ([], ["--as-of", "2026-11-24"]):
            said = expect_refused(tmp_path, build(tmp_path, path, *options))
            assert said.startswith(f"dump.json:1:18: organization.exported_at is {time}, and this machine's clock is at ")
            assert said.endswith(
                ": one of the two is wrong; set the clock, or mend that of the exporting machine and export again"
            )
    # Clocks of two machines differ a little; and a moment that somebody names is taken.
    assert build(tmp_path, write(path, dump(text(now + timedelta(hours=23))))).returncode == 0
    path = write(path, dump())
    assert build(tmp_path, path, "--force", "--as-of", "2099-01-01").returncode == 0
    assert build(tmp_path, path).returncode == 0
    promise("a dump exported more than a day after the clock is refused; a published moment that the clock has not reached blocks nobody", "4 runs, 2 reports")


def test_counts_nothing_twice(promise, tmp_path):
    today, yesterday = dump(), dump("2026-11-23T10:00:00Z", events=2)
    lines = "".join(json.dumps({"kind": "user", "id": f"u{n}", "title": "t" * 300}) + "\n" for n in range(800)).encode()
    a, b, packed = write(tmp_path / "a.json", today), write(tmp_path / "b.json", today), write(tmp_path / "c.json.gz", today)
    old = write(tmp_path / "in/old.json", yesterday)
    write(tmp_path / "in/new.json", today)
    (tmp_path / "link.json").symlink_to(a)
    os.link(a, tmp_path / "hard.json")
    long = [write(tmp_path / f"long-{n}.ndjson", lines) for n in range(2)]
    same_file = "the same file as {0}, and would count twice; give it once"
    same_bytes = "the same bytes as {0}, unpacked, and would count twice; give one of the two"
    other = (
        "exported at another time than {0}, with users that both have: their events would count twice; "
        "give the newer one alone, or both with --merge if they are parts of one dump"
    )
    tried = [
        ([a, a], a, a, same_file), ([a, tmp_path / "link.json"], a, tmp_path / "link.json", same_file),
        ([a, tmp_path / "hard.json"], a, tmp_path / "hard.json", same_file), ([a, b], a, b, same_bytes),
        ([a, packed], a, packed, same_bytes), (long, *long, same_bytes),
        ([a, old], a, old, other), ([tmp_path / "in"], tmp_path / "in/new.json", old, other),
    ]  # fmt: skip
    for arguments, first, second, sentence in tried:
        said = expect_refused(tmp_path, build(tmp_path, *arguments))
        assert said == f"{second}: {sentence.format(first)}"
    with a.open() as file:
        assert expect_refused(tmp_path, build(tmp_path, "-", "-", stdin=file)) == f"-: {same_file.format('-')}"
    with a.open() as file:
        assert expect_refused(tmp_path, build(tmp_path, a, "-", stdin=file)) == f"-: {same_file.format(a)}"
    piped = build(tmp_path, a, "-", input=a.read_text())
    assert expect_refused(tmp_path, piped) == f"-: {same_bytes.format(a)}"
    # Not parts of the same organization's time, nor the same people: no reason to stop.
    for arguments in (
        [a, old, "--merge"], [a, write(tmp_path / "others.json", dump("2026-11-23T10:00:00Z", users=("cleo",)))],
        [a, write(tmp_path / "part.json", {"users": today["users"], "events": []})],
        [a, write(tmp_path / "e1.json", b" \n"), write(tmp_path / "e2.json", b" \n")],
        [a, write(tmp_path / "o1.json", {}), write(tmp_path / "o2.json", {})],
        [long[0], write(tmp_path / "long-3.ndjson", lines[:-3] + b'x"}\n')],
    ):  # fmt: skip
        ending = build(tmp_path, *arguments)
        assert ending.returncode == 0, ending.stderr
        shutil.rmtree(tmp_path / "public")
    promise(NOT_TWICE, f"{len(tried) + 3} inputs")


def test_leaves_nothing_out_in_silence(promise, in_memory):
    """527 of 1,306 events and exit 0, once."""
    folder = in_memory / "dump"
    write(folder / "people.json", dump(events=1))
    event = {"kind": "event", "user_id": "bob", "type": "task", "at": "2026-11-20T09:00:00Z"}
    name = os.fsencode(folder) + b"/caf\xe9.ndjson"
    with open(name, "wb") as file:
        file.write(json.dumps(event).encode() + b"\n" + b"5\n")
    write(in_memory / "elsewhere/more.ndjson", event)
    (folder / "linked.ndjson").symlink_to(in_memory / "elsewhere/more.ndjson")
    write(folder / "deep/er/x.jsonl", {**event, "user_id": "ada"})
    ending = build(in_memory, folder)
    assert ending.returncode == 0, ending.stderr
    assert status(in_memory)["events"] == 4
    assert "not read" not in ending.stdout
    assert "caf\ufffd.ndjson" in (in_memory / "public/quality.csv").read_text()
    # The same named, and a folder whose name is not UTF-8 either.
    assert run([PROGRAM, "check", name, folder / "people.json"]).returncode == 1
    os.rename(folder, os.fsencode(in_memory) + b"/d\xfcmp")
    ending = build(in_memory, os.fsencode(in_memory) + b"/d\xfcmp", "--force")
    assert (ending.returncode, status(in_memory)["events"]) == (0, 4)
    os.rename(os.fsencode(in_memory) + b"/d\xfcmp", folder)
    write(folder / "x.NDJSON", event)
    (folder / "sub").symlink_to(in_memory / "elsewhere")
    for n in range(5):
        write(folder / f"notes-{n}.txt", b"")
    write(folder / ".hidden.json", event)
    ending = build(in_memory, folder)
    sentence = (
        "7 files or folders were not read (notes-0.txt, notes-1.txt, notes-2.txt, notes-3.txt, notes-4.txt and 2 more): "
        "what is read ends in .json, .ndjson or .jsonl, also with .gz, or is an archive (.zip, .tar, .tar.gz, .tgz); links to folders, and any in an archive, are not followed"
    )
    assert sentence + "\n" in ending.stdout
    shown = "Files and folders not read: 7 (notes-0.txt, notes-1.txt, notes-2.txt, notes-3.txt, notes-4.txt, …). Files ending in"
    assert shown in (in_memory / "public/quality.html").read_text()
    assert "notes-0" not in (in_memory / "public/quality.csv").read_text()
    assert build(in_memory, folder).stdout.endswith("made of the same already; nothing is written\n")
    for path, broken in [("linked.ndjson", "nowhere"), ("loop.json", "loop.json")]:
        path = folder / path
        path.unlink(missing_ok=True)
        path.symlink_to(broken)
        ending = build(in_memory, folder)
        assert ending.returncode == 1
        assert ending.stderr.startswith(f"rollcall: {path}: cannot be read (")
        path.unlink()
    promise(ALL_IS_READ, "11", "names")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_stops_where_it_may_not_read(promise, in_memory):
    os.chmod(in_memory, 0o755)
    folder, out = in_memory / "dump", in_memory / "out"
    out.mkdir()
    os.chown(out, NOBODY, NOBODY)
    write(folder / "a.json", dump())
    write(folder / "sub/b.json", {"events": []})
    program = shutil.copy(PROGRAM, in_memory / "rollcall")
    for path, mode in [("sub", 0o000), ("sub", 0o604), ("sub/b.json", 0o000), ("a.json", 0o000)]:
        before = os.stat(folder / path).st_mode
        os.chmod(folder / path, mode)
        site = ["--site", ROOT / "site", "--templates", ROOT / "Templates"]
        ending = subprocess.run(
            [program, "build", folder, "--output", out / "public", *site], env=ENVIRONMENT, user=NOBODY, group=NOBODY,
            extra_groups=[], capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        os.chmod(folder / path, before)
        said = expect_refused(out, ending)
        named = "sub/b.json" if mode == 0o604 else path
        assert said == f"{folder / named}: cannot be read (Permission denied); check the path and its permissions"
    promise(ALL_IS_READ, "4", "modes")


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/dev/zero", path), lambda path: os.symlink("/dev/full", path)])
def test_waits_for_no_pipe_and_no_device(promise, make, in_memory):
    write(in_memory / "dump/a.json", dump())
    make(in_memory / "dump/b.json")
    sentence = "a pipe or a device, not a file; give what it holds as a file, or by standard input as -"
    for argument in (in_memory / "dump", in_memory / "dump/b.json"):
        ending = build(in_memory, argument)
        assert expect_refused(in_memory, ending) == f"{in_memory / 'dump/b.json'}: {sentence}"
        assert run([PROGRAM, "check", argument]).returncode == 1
    os.rename(in_memory / "dump/b.json", in_memory / "dump/b.txt")
    assert "1 file or folder was not read (b.txt)" in build(in_memory, in_memory / "dump").stdout
    promise(ALL_IS_READ, "3, in 5 runs each", "pipes and devices")


def test_takes_what_is_named_or_nothing(promise, tmp_path):
    path = write(tmp_path / "dump.json", dump())
    (tmp_path / "site").mkdir()
    named = [["--site", tmp_path / name] for name in ("sites", "dump.json", "site")]
    named += [["--templates", tmp_path / name] for name in ("none", "dump.json")]
    for options in named:
        expect_refused(tmp_path, build(tmp_path, path, *options), 2)
    # A link to what is not mounted yet is not the same as no settings.
    (tmp_path / "site").rmdir()
    for name in ("site", "Templates"):
        (tmp_path / name).symlink_to("nowhere")
        arguments = [PROGRAM, "build", path, "--output", "public", *(["--templates", ROOT / "Templates"] if name == "site" else ["--site", ROOT / "site"])]
        ending = subprocess.run(arguments, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
        said = expect_refused(tmp_path, ending, 2)
        assert said == f"{name}: No such file or directory; see to it that it can be read"
        (tmp_path / name).unlink()
    promise("a `--site` or `--templates` that is named is there, or the run stops", f"{len(named) + 2} names")


@pytest.mark.parametrize("folder", ["site/assets", "Templates"])
def test_takes_no_folder_where_files_are_read(tmp_path, folder):
    """What is in it would be missing in the report."""
    path = write(tmp_path / "dump.json", dump())
    for name in ("site", "Templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / folder / "fonts").mkdir()
    ending = build(tmp_path, path, "--site", tmp_path / "site", "--templates", tmp_path / "Templates")
    place = tmp_path / folder
    assert expect_refused(tmp_path, ending, 2) == f"{place}/fonts: a folder; put its files into {place} itself"


def test_says_whose_settings_they_are(tmp_path):
    """Where `make install` put a site, and the working folder has another."""
    program = tmp_path / "usr/bin/rollcall"
    program.parent.mkdir(parents=True)
    shutil.copy(PROGRAM, program)
    shutil.copytree(ROOT / "Templates", tmp_path / "usr/share/rollcall/Templates")
    shutil.copytree(ROOT / "site", tmp_path / "usr/share/rollcall/site")
    path = write(tmp_path / "dump.json", dump())
    for folder, said in [
        (tmp_path / "here", f"settings, texts and assets are those of site, not of {tmp_path}/usr/share/rollcall/site\n"),
        (tmp_path / "usr/share/rollcall", ""), (tmp_path / "empty", ""),
    ]:  # fmt: skip
        folder.mkdir(exist_ok=True)
        if said:
            write(folder / "site/site.yml", b"")
        arguments = [program, "build", path, "--output", tmp_path / "public", "--force"]
        ending = subprocess.run(arguments, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
        assert ending.returncode == 0, ending.stderr
        assert said in ending.stdout and ("settings, texts" in ending.stdout) == bool(said)


def test_counts_ids_that_nobody_has(promise, tmp_path):
    path = write(tmp_path / "dump.json", dump(events=1))
    site = tmp_path / "site"
    write(site / "site.yml", "opt_out: [bob, Bob, b\u00f6b, Bob]\nleaderboard_exclude: [ada, bob, 7]\n".encode())
    ending = build(tmp_path, path, "--site", site)
    assert ending.returncode == 0
    sentence = "ids that nobody has: 2 in opt_out, 1 in leaderboard_exclude; rollcall check --site lists them"
    assert sentence + "\n" in ending.stdout
    shown = "Unknown ids: 2 in opt_out, 1 in leaderboard_exclude. rollcall check --site lists them."
    assert shown in (tmp_path / "public/quality.html").read_text()
    assert not any(b"Bob" in (content or b"") for content in tree(tmp_path / "public").values())
    check = run([PROGRAM, "check", path, "--site", site])
    assert check.returncode == 0
    assert check.stdout.endswith(
        f"{sentence}\nopt_out: nobody has the id 'Bob'\nopt_out: nobody has the id 'b\u00f6b'\n"
        "leaderboard_exclude: nobody has the id '7'\n"
    )
    assert run([PROGRAM, "check", path, "--site", tmp_path / "none"]).returncode == 2
    write(site / "site.yml", b"opt_out: [bob@acme.example]\n")
    sentence = "ids that nobody has: 1 in opt_out; an email is no id; rollcall check --site lists them\n"
    assert sentence in build(tmp_path, path, "--site", site).stdout
    promise("ids in the settings that nobody has are counted, and `check --site` lists them", "3 ids")


def test_takes_nobody_who_opted_out_for_lost(promise, tmp_path):
    """Ten of thirty, with nine of ten events."""
    users = tuple(f"u{n}" for n in range(30))
    events = [{"user_id": user, "type": "task", "at": "2026-11-24T09:00:00Z"} for user in users[:10] for _ in range(9)]
    events += [{"user_id": "u29", "type": "task", "at": "2026-11-24T09:00:00Z"} for _ in range(10)]
    path = write(tmp_path / "dump.json", {**dump(users=users), "events": events})
    assert build(tmp_path, path).returncode == 0
    site = tmp_path / "site"
    write(site / "site.yml", f"opt_out: [{', '.join(users[:10])}]\n".encode())
    ending = build(tmp_path, path, "--site", site, "--max-shrink", "0")
    assert ending.returncode == 0, ending.stderr
    assert (status(tmp_path)["users"], status(tmp_path)["events"]) == (20, 10)
    write(path, {**dump(users=users[:25]), "events": events[:-10]})
    ending = build(tmp_path, path, "--site", site, "--max-shrink", "20")
    assert (ending.returncode, "users fell from 20 to 15, by more than 20 percent" in ending.stderr) == (1, True)
    promise("who opted out is no loss to `--max-shrink`, and nobody else is overlooked", "2 runs")


def slack(folder):
    """An export of two people and a message, with what people uploaded."""
    people = [{"id": f"U{n}", "team_id": "T1", "name": f"user{n}", "deleted": False, "profile": {"email": f"u{n}@acme.example"}} for n in range(2)]
    write(folder / "users.json", people)
    write(folder / "channels.json", [{"id": "C1", "name": "general", "created": 1700000000, "members": ["U0", "U1"]}])
    write(folder / "general/2026-11-20.json", [{"type": "message", "user": "U0", "ts": "1763629200.000100", "text": "x"}])
    write(folder / "__uploads/F1/broken.zip", b"PK\x03\x04 and no more")
    write(folder / "__uploads/F2/data.json", b"{ no JSON")
    write(folder / "attachments/cat.jpg", b"")
    write(folder / "integration_notes.txt", b"")
    return folder


def archive(folder, path):
    with zipfile.ZipFile(path, "w") as file:
        for name in sorted(folder.rglob("*")):
            file.write(name, name.relative_to(folder))
    return path


def test_lets_exports_be_seen_again(promise, in_memory):
    """Of native dumps alone it is a mistake; what lies in an archive beside an export is told as in a folder."""
    folder = slack(in_memory / "slack")
    packed = archive(folder, in_memory / "slack.zip")
    one = "1 file or folder was not read (integration_notes.txt): "
    two = "2 files or folders were not read (integration_notes.txt, integration_notes.txt): "
    given = [([folder], one), ([packed], one), ([folder, folder], two), ([packed, packed], two), ([folder, packed], two)]
    for inputs, said in given:
        ending = build(in_memory, *inputs, "--as-of", "2026-11-24")
        assert ending.returncode == 0, ending.stderr
        assert (status(in_memory)["users"], status(in_memory)["events"]) == (2, 1)
        assert said in ending.stdout
        shutil.rmtree(in_memory / "public")
    # What a document has no key for is told of native ones alone.
    assert "no key" not in ending.stdout
    for name in ("a", "b"):
        write(in_memory / name / "dump.json", dump())
    a, b = [archive(in_memory / name, in_memory / f"{name}.zip") for name in ("a", "b")]
    plain = in_memory / "b/dump.json"
    shown = {a: f"{a}: dump.json", b: f"{b}: dump.json", plain: plain}
    for first, second in ((a, b), (a, a), (a, plain), (plain, a)):
        said = expect_refused(in_memory, build(in_memory, first, second))
        assert said == f"{shown[second]}: the same bytes as {shown[first]}, unpacked, and would count twice; give one of the two"
    # A copy of a folder that saves room has a file once, and links to it.
    os.link(folder / "general/2026-11-20.json", folder / "general/2026-11-21.json")
    (folder / "general/2026-11-22.json").symlink_to("2026-11-20.json")
    with tarfile.open(in_memory / "slack.tar", "w") as file:
        file.add(folder, "slack")
    ending = build(in_memory, in_memory / "slack.tar", "--as-of", "2026-11-24")
    links = [f"slack/general/2026-11-2{day}.json" for day in (1, 2)]
    found = [name for name in links if name in ending.stdout]
    assert ending.stdout.count("3 files or folders were not read") == 1 and len(found) == 2, ending.stdout
    promise(NOT_TWICE, f"{len(given)} inputs", "exports of other systems")


@pytest.mark.parametrize("name", ["pipe.json", "pipe.zip", "general/pipe.ndjson.gz"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink("/dev/zero", path), lambda path: listening(path)])
def test_waits_for_nothing_in_an_export(promise, make, name, in_memory):
    folder = slack(in_memory / "slack")
    make(folder / name)
    sentence = "a pipe or a device, not a file; give what it holds as a file, or by standard input as -"
    for arguments in ([folder], [folder / name], [folder, "-"]):
        for command in ("build", "check", "convert"):
            options = ["--output", in_memory / "public"] if command == "build" else []
            ending = run([PROGRAM, command, *arguments, *options], input="")
            assert (ending.returncode, ending.stderr) == (1, f"rollcall: {folder / name}: {sentence}\n")
    promise(ALL_IS_READ, "9, in 9 runs each", "pipes, devices and sockets in exports")


def listening(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.fspath(path))
    server.close()


def test_reads_what_it_was_handed_but_may_not_open(in_memory):
    """As `sudo -u rollcall rollcall build - < dump.json` of a file of root's."""
    path = write(in_memory / "dump.json", dump())
    with path.open("rb") as file:
        path.unlink()
        assert build(in_memory, "-", stdin=file).returncode == 0
    assert status(in_memory)["events"] == 3


def test_reads_all_of_a_site_or_says_what_it_cannot(promise, in_memory):
    """No file of the publisher's is waited for, or left out by its name."""
    path = write(in_memory / "dump.json", dump())
    site = in_memory / "site"
    no_file = "not a file; put a file there, or nothing"
    tried = [(site / name, no_file) for name in ("site.yml", "about.md", "announcement.md", "pages/a.md", "assets/a.png")]
    for fault, sentence in tried:
        for make in (os.mkfifo, lambda path: os.symlink("/dev/zero", path)):
            write(site / "site.yml", b"")
            fault.parent.mkdir(exist_ok=True)
            fault.unlink(missing_ok=True)
            make(fault)
            ending = build(in_memory, path, "--site", site)
            assert expect_refused(in_memory, ending, 2) == f"{fault}: {sentence}"
            fault.unlink()
    write(site / "site.yml", b"")
    named = [os.fsencode(site) + name for name in (b"/assets/caf\xe9.png", b"/pages/caf\xe9.md")]
    for fault in named:
        with open(fault, "wb"):
            pass
        said = expect_refused(in_memory, build(in_memory, path, "--site", site), 2)
        assert said == f"{fault.decode(errors='replace')}: the name is not UTF-8; rename it"
        os.unlink(fault)
    (in_memory / "Templates").mkdir()
    for name in ("page.mustache", "users.mustache"):
        os.mkfifo(in_memory / "Templates" / name)
        ending = build(in_memory, path, "--templates", in_memory / "Templates")
        assert expect_refused(in_memory, ending, 2) == f"{in_memory / 'Templates' / name}: {no_file}"
        os.unlink(in_memory / "Templates" / name)
    promise("no file of a site is waited for, or left out by its name", f"{2 * len(tried) + len(named) + 2} files")
