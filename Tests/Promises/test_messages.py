"""What the program says on the terminal and in the journal."""

import json
import re

from runs import PROGRAM, command, run

SAID = "messages of `build` show control characters as escapes, few lines however much is wrong, and no name or email"
ESCAPES = "\x1b[2J\x07\x9b31m\n\u2028\u202e\u2066rollcall: all is well\r"
SECRET = ("Ada Lovelace", "ada@secret.example")


def bad_records(number):
    """Every reason of rejection and many notes, `number` times, with a name and an email in each."""
    who = {"name": SECRET[0] + ESCAPES, "email": SECRET[1]}
    at = "2026-11-24T09:00:00Z"
    yield {"kind": "organization", "name": "Acme", "exported_at": "2026-11-24T10:00:00Z"}
    yield {"kind": "user", "id": "u"}
    yield {"kind": "workspace", "id": "w"}
    yield {"kind": "membership", "user_id": "u", "workspace_id": "w"}
    for _ in range(number):
        for record in [
            {"kind": "user"}, {"kind": "user", "id": []}, {"kind": "team" + ESCAPES, "id": 1},
            {"kind": "event", "user_id": "u", "type": "t", "at": "soon" + ESCAPES},
            {"kind": "event", "user_id": "u", "type": "t", "at": at, "count": 0},
            {"kind": "user", "id": "u"}, {"kind": "workspace", "id": "w"},
            {"kind": "event", "user_id": "x" + ESCAPES, "type": "t", "at": at},
            {"kind": "membership", "user_id": "u", "workspace_id": "x"},
            {"kind": "membership", "user_id": "u", "workspace_id": "w"},
            {"kind": "event", "user_id": "u", "type": "t", "at": "2027-01-01"},
        ]:  # fmt: skip
            yield record | who


def write_dump(path, number):
    lines = [json.dumps(record) for record in bad_records(number)] + [f'{{"name": "{SECRET[0]}", "email": "{SECRET[1]}", "x": \x1b}}']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def expect_plain(text):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text), ascii(text)
    assert not re.search(r"^rollcall: all is well", text, re.MULTILINE), ascii(text)


def test_shows_control_characters_as_escapes(promise, tmp_path):
    dump = write_dump(tmp_path / "bad\x1b[2J\n.ndjson", 1)
    check = run([PROGRAM, "check", dump])
    assert check.returncode == 1
    expect_plain(check.stdout + check.stderr)
    assert "\\u{1b}[2J\\u{a}" in check.stdout
    build = run(command(dump, tmp_path / "public"))
    expect_plain(build.stdout + build.stderr)
    zone = tmp_path / "zone.json"
    zone.write_text(json.dumps({"organization": {"time_zone": ESCAPES + "x" * 10000}, "users": [{"id": 1}]}))
    ending = run(command(zone, tmp_path / "public"))
    assert ending.returncode == 1
    expect_plain(ending.stderr)
    assert ending.stderr.count("\n") == 1 and len(ending.stderr) < 500
    option = run(command(zone, tmp_path / "public", "--time-zone", ESCAPES))
    assert option.returncode == 64
    expect_plain(option.stderr)
    promise(SAID, "5 runs", "control characters")


def test_says_little_however_much_is_wrong(promise, tmp_path):
    """Each reason once, with its count; a name or email never in what goes to a journal."""
    dump = write_dump(tmp_path / "bad.ndjson", 300)
    check = run([PROGRAM, "check", dump])
    reasons = re.findall(r"^[a-z_]+: \d+$", check.stdout, re.MULTILINE)
    assert len(reasons) == 12, check.stdout
    assert len(check.stdout.splitlines()) == 7 + 3 * 12
    strict = run(command(dump, tmp_path / "public", "--strict"))
    assert strict.returncode == 1
    assert len(strict.stderr.splitlines()) == 2 * 12 + 1, strict.stderr
    loose = run(command(dump, tmp_path / "public"))
    assert loose.returncode == 0
    for said in (strict.stdout + strict.stderr, loose.stdout + loose.stderr, check.stderr):
        assert SECRET[0] not in said and SECRET[1] not in said, said
    promise(SAID, f"{len(strict.stderr.splitlines())} lines", "3,301 bad records")
