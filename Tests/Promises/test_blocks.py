"""What the blocks of lists hold: what the CSVs do, and nothing else. Read by rules of their own."""

import json
import re
import subprocess
from datetime import datetime, timedelta

import pytest
from people import KEY, dump_of, lines_of, people, publish, rows
from runs import ENVIRONMENT, PROGRAM, ROOT, command, run

DIGITS = {chr(code): place for place, code in enumerate(code for code in range(35, 127) if chr(code) not in "<\\")}
STATES = ["active", "quiet", "dormant", "new", "never"]
EPOCH = datetime(1970, 1, 1)


def manifest(path):
    """The one object that the script beside a list gives."""
    text = re.fullmatch(r"rollcall\.columns\((.*)\);\n", path.read_text(), re.DOTALL)[1]
    # Keys are no strings; what looks like one inside a string is none.
    return json.loads(re.sub(r'"(?:[^"\\]|\\.)*"|(\w+)(?=:)', lambda found: f'"{found[1]}"' if found[1] else found[0], text))


def block(folder, given):
    if not isinstance(given, str):
        return given
    text = (folder / f"search/{given}.js").read_text()
    return json.loads(re.fullmatch(r"rollcall\.cells\((.*)\);\n", text, re.DOTALL)[1])


def values(least, way, text, texts=()):
    numbers, number, worth = [], 0, 1
    for letter in text:
        digit = DIGITS[letter]
        number += digit % 45 * worth
        worth *= 45
        if digit < 45:
            numbers.append(number)
            number, worth = 0, 1
    if way:
        numbers = [number for number, again in zip(numbers[::2], numbers[1::2]) for _ in range(again + 1)]
    if way == 2:
        number, steps, numbers = 0, numbers, []
        for step in steps:
            number += -(step + 1) // 2 if step % 2 else step // 2
            numbers.append(number)
    read = [None if code == 0 else code - 1 + least for code in numbers]
    return [None if place is None else texts[place] for place in read] if texts else read


def column(folder, blocks):
    return [value for each in blocks for value in values(*block(folder, each))]


def said(kind, value):
    """As the CSV has it, but for states and workspaces."""
    if value is None:
        return ""
    if kind == "time":
        return str(EPOCH + timedelta(seconds=value))
    if kind == "day":
        return str((EPOCH + timedelta(days=value)).date())
    if kind == "flag":
        return ["false", "true"][value]
    if kind == "change":
        return "NEW" if value == 1 else str(value // 2)
    return str(value)


def check(folder, script):
    """That each value of a list's blocks is that of its CSV; gives how many there are."""
    path = script.relative_to(folder).with_suffix("").as_posix()
    list, table = manifest(script), rows(folder, path)
    users, workspaces = rows(folder, "users"), rows(folder, "workspaces")
    assert list.keys() == {"rows", "today", "ranked", "zone", "base", "users", "workspaces", "columns", "bytes"}
    assert list["rows"] == len(table)
    count = 0
    for kind, subjects in (("user", users), ("workspace", workspaces)):
        places = column(folder, list[kind + "s"])
        if places:
            assert [subjects[place][kind + "_id"] for place in places] == [row[kind + "_id"] for row in table]
        count += len(places)
    bots = {row["user_id"]: row["bot"] for row in users}
    for each in list["columns"]:
        assert each.keys() <= {"name", "kind", "from", "only", "filter", "place", "cell", "missing", "absent", "blocks"}
        if "blocks" not in each:
            continue
        name, kind, found = each["name"], each["kind"], column(folder, each["blocks"])
        count += len(found)
        if kind == "places":
            there = iter(found)
            names = [[workspaces[next(there)]["name"] for _ in range(many)] for many in there]
            assert ["; ".join(sorted(each)) for each in names] == [row["workspaces"] for row in table], name
        elif kind == "state":
            assert [STATES[value] if value is not None and value < 5 else row["status"] for value, row in zip(found, table)] == [
                row["state"] for row in table]
        else:
            expected = [bots[row["user_id"]] if name == "bot" and name not in row else row[name] for row in table]
            assert [said(kind, value) for value in found] == expected, (path, name)
    return count


@pytest.mark.parametrize("edition", ["people left out", "without names"])
def test_blocks_hold_what_the_csvs_do(promise, tmp_path, edition):
    """Whoever is left out is in no CSV, and so in no block; nor is a name in that edition."""
    users, key = people(64), tmp_path / "key"
    key.write_bytes(KEY)
    key.chmod(0o600)
    options = ["--pseudonymise", key] if edition == "without names" else []
    folder, _ = publish(tmp_path, "report", lines_of(dump_of(users)), f"opt_out: [{users[8]['id']}, {users[9]['id']}]\n", *options)
    scripts = [path for path in folder.rglob("*.js") if path.with_suffix(".csv").is_file()]
    assert len(scripts) > 5 and len(rows(folder, "users")) == 62
    count = sum(check(folder, script) for script in scripts)
    promise("what lists load has nothing that the CSVs do not have", f"{count:,} values of {len(scripts)} lists", edition)


def test_a_block_keeps_its_name_while_it_stays_the_same(promise, tmp_path):
    sample = subprocess.run([PROGRAM, "sample", "--ndjson", "--users", "4000", "--events", "20000"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=True)
    lines = sample.stdout.decode().splitlines()
    folders = []
    for name, created in (("one", None), ("other", "2019-05-06T07:08:09Z")):
        if created:
            place = next(n for n, line in enumerate(lines) if json.loads(line)["kind"] == "user")
            lines[place] = json.dumps(json.loads(lines[place]) | {"created_at": created})
        (tmp_path / f"{name}.ndjson").write_text("\n".join(lines) + "\n")
        ending = run(command(tmp_path / f"{name}.ndjson", tmp_path / name))
        assert ending.returncode == 0, ending.stderr
        folders.append(tmp_path / name)
    counts = [check(folder, folder / "users.js") for folder in folders]
    one, other = (manifest(folder / "users.js")["columns"] for folder in folders)
    files = [each["name"] for each in one if any(isinstance(block, str) for block in each.get("blocks", []))]
    assert "created_at" in files and len(files) > 5 and counts[0] == counts[1]
    assert [a["name"] for a, b in zip(one, other) if a != b] == ["created_at"]
    promise("a block of a list keeps its name while its content stays the same", f"{len(files) - 1} of {len(files)} blocks where one account is older")
