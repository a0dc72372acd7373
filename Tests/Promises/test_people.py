"""What becomes of people who are left out, and of everybody in the pseudonymised edition."""

import hashlib
import hmac
import json
import random

import pytest
from people import AS_OF, FAMILY, GIVEN, KEY, dump_of, lines_of, people, publish, rows
from runs import ROOT, command, run, tree


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(KEY)
    path.chmod(0o600)
    return path


def hits(folder, words):
    """Where one of the words stands, in any file or path, in whatever case."""
    lowered = [word.lower().encode() for word in words]
    return [
        (path, word)
        for path, content in tree(folder).items()
        for word in lowered
        if word in path.lower().encode() or word in (content or b"").lower()
    ]


def test_leaves_out_who_wants_it(promise, tmp_path):
    """Records of them that cannot be read are counted, and never shown."""
    users = people(64)
    out = [user for user in users if int(user["id"][-3:]) % 8 == 3]
    dump = dump_of(users)
    one = out[0]
    broken = [
        json.dumps({"kind": "user", **one})[:-20], json.dumps({"kind": "user", **one, "id": None}),
        json.dumps({"kind": "user", **one, "id": [one["id"]]}), json.dumps({"kind": "member", **one}),
        json.dumps({"kind": "event", "user_id": one["id"], "type": "t", "at": "soon", "note": one["name"]}),
        json.dumps({"kind": "event", "user_id": "nobody", "type": "t", "at": AS_OF, "by": one["id"]}),
        json.dumps({"kind": "membership", "user_id": one["id"], "workspace_id": "nowhere", "note": one["email"]}),
    ]
    settings = "opt_out:\n" + "".join(f"  - {user['id']}\n" for user in out)
    settings += "leaderboard_exclude:\n" + f"  - {one['id']}\n"
    folder, ending = publish(tmp_path, "report", lines_of(dump, broken), settings)
    words = [word for user in out for word in (user["id"], user["name"], user["email"], user["name"].split()[1])]
    assert hits(folder, words) == []
    assert not any(word in ending.stdout + ending.stderr for word in words)
    # They are nowhere in the figures either: the same as of a dump that never had them.
    ids = {user["id"] for user in out}
    rest = {**dump, "users": [user for user in users if user["id"] not in ids]}
    for section in ("memberships", "events"):
        rest[section] = [record for record in dump[section] if record["user_id"] not in ids]
    other, _ = publish(tmp_path, "rest", lines_of(rest))
    for table in ("index", "users", "activity", "weeks", "months", "hours", "access", "dormant", "workspaces", "leaderboard/all"):
        same = (folder / f"{table}.csv").read_bytes().replace(b'"rejects","5"', b'"rejects","0"')
        assert same == (other / f"{table}.csv").read_bytes(), table
    status = json.loads((folder / "status.json").read_text())
    assert status["left_out"] == len(out)
    promise("who is on `opt_out` appears nowhere: in no page, CSV, block of the search, name of a file or message", f"{len(words)} words in {status['files']} files")


def test_publishes_an_edition_without_names(promise, tmp_path, key_file):
    users = people(64)
    broken = [json.dumps({"kind": "user", **users[0]}), json.dumps({"kind": "user", **users[1]})[:-9]]
    settings = f"leaderboard_exclude: [{users[7]['id']}]\nopt_out: [{users[8]['id']}]\n"
    folder, ending = publish(tmp_path, "report", lines_of(dump_of(users), broken), settings, "--pseudonymise", key_file)
    words = GIVEN + FAMILY + [user["id"] for user in users] + ["Keeper of", "Room of", "Ruled over by"]
    assert hits(folder, words) == []
    assert not any(word in ending.stdout + ending.stderr for word in words)
    expected = {pseudonym("p", user["id"]) for n, user in enumerate(users) if n != 8}
    shown = rows(folder, "users")
    assert {row["user_id"] for row in shown} == expected
    assert all(row["name"] == row["user_id"] and not row["email"] for row in shown)
    assert [row["user_id"] for row in shown] == sorted(expected)
    left = pseudonym("p", users[7]["id"])
    assert left not in {row["user_id"] for row in rows(folder, "leaderboard/all")}
    assert [(row["first_example"], row["file"], row["line"]) for row in rows(folder, "quality")] == [("", "", "")] * 2
    promise("the edition without names has no name, email, id, title, description or example", f"{len(words)} words")


def test_lets_no_order_give_a_name_away(promise, tmp_path, key_file):
    """Whoever has which name, and in whatever order the dump has them: the same bytes."""
    users = people(64)
    dump = dump_of(users)
    reports = []
    for number in range(4):
        chance = random.Random(number)
        names = [(user["name"], user["email"], user["title"], user["description"]) for user in users]
        rooms = [(room["name"], room["description"]) for room in dump["workspaces"]]
        if number:
            chance.shuffle(names)
            chance.shuffle(rooms)
        other = {section: list(records) if isinstance(records, list) else records for section, records in dump.items()}
        other["users"] = [
            {**user, "name": name, "email": email, "title": title, "description": description}
            for user, (name, email, title, description) in zip(users, names)
        ]
        other["workspaces"] = [
            {**room, "name": name, "description": text} for room, (name, text) in zip(dump["workspaces"], rooms)
        ]
        for section in ("users", "workspaces", "memberships", "events"):
            if number:
                chance.shuffle(other[section])
        folder, _ = publish(tmp_path / str(number), "report", lines_of(other), "", "--pseudonymise", key_file)
        whole = tree(folder)
        # The fingerprint of the dump.
        del whole[".rollcall"]
        reports.append(whole)
    for other in reports[1:]:
        assert other.keys() == reports[0].keys()
        assert [path for path in other if other[path] != reports[0][path]] == []
    promise("names, and the order of the dump, change no byte of the edition without names", f"{len(reports)} dumps")


def pseudonym(letter, text):
    return letter + hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()[:24]


def as_pseudonyms(dump):
    """The dump of an organization where everybody has a pseudonym for an id, and nothing else that names anybody."""
    users = {user["id"]: pseudonym("p", user["id"]) for user in dump["users"]}
    rooms = {room["id"]: pseudonym("w", "workspace " + room["id"]) for room in dump["workspaces"]}
    kept = ("role", "created_at", "last_login_at")
    return {
        "organization": {**dump["organization"], "description": None},
        "users": [{"id": users[user["id"]], **{field: user[field] for field in kept}} for user in dump["users"]],
        "workspaces": [{"id": rooms[room["id"]]} for room in dump["workspaces"]],
        **{
            section: [
                {**record, "user_id": users[record["user_id"]], "workspace_id": rooms[record["workspace_id"]]}
                for record in dump[section]
            ]
            for section in ("memberships", "events")
        },
    }


def test_knows_no_more_than_a_dump_of_pseudonyms(promise, tmp_path, key_file):
    """Whatever an order or a file's name goes by, it is not the ids of the dump."""
    dump = dump_of(people(64))
    settings = f"leaderboard_exclude: [{dump['users'][7]['id']}]\n"
    folder, _ = publish(tmp_path, "report", lines_of(dump), settings, "--pseudonymise", key_file)
    settings = f"leaderboard_exclude: [{pseudonym('p', dump['users'][7]['id'])}]\n"
    other, _ = publish(tmp_path, "other", lines_of(as_pseudonyms(dump)), settings)
    trees = [tree(folder), tree(other)]
    for one in trees:
        # The fingerprint of the dump, and the names of its files, which are numbers under pseudonyms; all.zip has them too.
        del one[".rollcall"], one["sources.csv"], one["all.zip"]
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []
    files = sum(content is not None for content in trees[0].values())
    promise(
        "the edition without names is, to the byte (but for names of files in `sources.csv`), the report of a dump that has "
        "pseudonyms for ids and no names, so that no order tells more", f"{files} files",
    )  # fmt: skip


def test_gives_other_pseudonyms_with_another_key(tmp_path, key_file):
    text = lines_of(dump_of(people(8)))
    first, _ = publish(tmp_path / "1", "report", text, "", "--pseudonymise", key_file)
    dump, site = tmp_path / "1/report.ndjson", tmp_path / "1/report-site"
    before = tree(first)
    again = run(command(dump, first, "--site", site, "--pseudonymise", key_file))
    assert "made of the same already" in again.stdout
    # Neither another key nor no key is the same run.
    key_file.write_bytes(KEY[::-1])
    assert run(command(dump, first, "--site", site, "--pseudonymise", key_file)).returncode == 0
    ids = [{row["user_id"] for row in rows(first, "users")}]
    assert not ids[0] & {line.split(b'"')[1].decode() for line in before["users.csv"].splitlines()}
    assert run(command(dump, first, "--site", site)).returncode == 0
    assert {row["user_id"] for row in rows(first, "users")} == {user["id"] for user in people(8)}


@pytest.mark.parametrize(
    "bytes, mode, sentence",
    [
        (KEY, 0o644, "the mode of a file with a key must be 600, and is 644; run chmod 600 on it, and make a new key if others may have read this one"),
        (KEY, 0o640, "the mode of a file with a key must be 600, and is 640; run chmod 600 on it, and make a new key if others may have read this one"),
        (KEY[:31], 0o600, "a key has 32 to 4096 bytes, this one 31; make one with: openssl rand -out KEYFILE 48"),
        (b"", 0o600, "a key has 32 to 4096 bytes, this one 0; make one with: openssl rand -out KEYFILE 48"),
        (b"x" * 4097, 0o600, "a key has 32 to 4096 bytes, this one more; make one with: openssl rand -out KEYFILE 48"),
        (None, 0, "No such file or directory; see to it that it can be read"),
    ],
)  # fmt: skip
def test_refuses_a_key_that_keeps_no_secret(tmp_path, bytes, mode, sentence):
    key = tmp_path / "key"
    if bytes is not None:
        key.write_bytes(bytes)
        key.chmod(mode)
    dump = tmp_path / "dump.ndjson"
    dump.write_text(lines_of(dump_of(people(2))))
    ending = run(command(dump, tmp_path / "public", "--site", ROOT / "site", "--pseudonymise", key))
    assert ending.returncode == 2
    assert ending.stderr == f"rollcall: {key}: {sentence.replace('KEYFILE', str(key))}\n"
    assert not (tmp_path / "public").exists()


def test_shows_no_record_of_somebody_unknown_while_anybody_is_left_out(promise, tmp_path):
    """Not by another of their names either: an email as an id, in an escape, in a field that nobody reads."""
    users = people(4)
    out, known = users[3], users[0]["id"]
    at = "2026-11-24T09:00:00Z"
    escaped = "".join(f"\\u{ord(letter):04X}" for letter in out["name"])

    def broken(**more):
        return [
            {"kind": "event", "user_id": out["email"], "type": "t", "at": at},
            {"kind": "event", "user_id": out["email"], "type": "t", "at": "soon"},
            {"kind": "event", "user_id": out["email"], "type": "t", "at": at, "count": 0},
            {"kind": "membership", "user_id": known, "workspace_id": "nowhere", **more},
            {"kind": "workspace", "id": "ws-grimm", "name": "x"}, {"kind": "workspace", "id": "ws-grimm", "by": out["email"]},
            {"kind": "workspace", "id": "w9", "name": 5, "by": out["name"]},
            {"kind": "organization", "id": "acme", "description": 5, "by": out["name"]},
            {"kind": "user", **users[1], "title": 5, **more}, {"kind": "user", "id": known, "title": "again", **more},
            {"kind": "event", "user_id": known, "type": "t", "at": "2027-01-01", **more},
        ]  # fmt: skip

    def examples(name, *records):
        lines = [json.dumps(record) for record in records] + [f'{{"kind": "membership", "user_id": "{known}", "workspace_id": 1, "role": 5, "x": "{escaped}"}}']
        kept = [json.dumps({"kind": "user", **user}) for user in users if user is not users[1]]
        text = "\n".join([json.dumps({"kind": "organization", "name": "Acme", "exported_at": AS_OF}), *kept, *lines])
        folder, ending = publish(tmp_path, name, text, f"opt_out: [{out['id']}]\n")
        words = [out["id"], out["name"], out["email"], out["name"].split()[1], escaped]
        assert hits(folder, words) == []
        assert not any(word in ending.stdout + ending.stderr for word in words)
        return {row["reason"]: row["first_example"] for row in rows(folder, "quality")}

    shown = examples("report", *broken())
    of_somebody = {"unknown_workspace", "duplicate_user", "future_event", "note: user.title of the wrong type"}
    assert {reason for reason, example in shown.items() if example} == of_somebody
    assert len(shown) >= 10
    shown = examples("named", *broken(x=f"see {out['email'].upper()}"))
    assert {reason for reason, example in shown.items() if example} == set()
    promise("while anybody is on `opt_out`, no example is of somebody who is not in the report", f"{2 * len(broken()) + 2} bad records of {len(shown)} reasons")


def test_hides_the_file_that_is_named_after_somebody(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    users = people(2)
    (folder / "all.ndjson").write_text(lines_of(dump_of(users)))
    (folder / f"{users[1]['id']}.ndjson").write_text("5\n" + json.dumps({"kind": "user", "id": "x"}) + "\n")
    (folder / f"{users[1]['id']}.txt").write_text("")
    (folder / "7.txt").write_text("")
    site = tmp_path / "site"
    site.mkdir()
    (site / "site.yml").write_text(f"opt_out: [{users[1]['id']}]\n")
    ending = run(command(folder, tmp_path / "public", "--site", site))
    assert ending.returncode == 0, ending.stderr
    assert hits(tmp_path / "public", [users[1]["id"]]) == []
    assert "Files and folders not read: 2 (7.txt, …)" in (tmp_path / "public/quality.html").read_text()
    (row,) = [row for row in rows(tmp_path / "public", "quality") if row["reason"] == "wrong_type"]
    assert (row["records"], row["first_example"], row["file"], row["line"]) == ("1", "", "", "")
