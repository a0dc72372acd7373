"""A report that is published over an older one is, to the byte, a fresh one, whatever changed between the two."""

import copy
import json
import os
import random

import pytest
from runs import age, command, run, spare_of, tree

DAY = 86400
# What happens from hour to hour, to the same people in the same report: a spare serves only there.
OF_AN_HOUR = [
    "event", "event", "event", "hour", "hour", "day", "week", "month", "role", "title", "status", "description", "account",
    "archived workspace", "membership", "no membership", "login", "nothing"]  # fmt: skip
KINDS = [
    *OF_AN_HOUR, "name", "removed user", "new user", "bot", "renamed workspace", "template", "title of the report", "points",
    "exclude", "opt out", "accent", "language", "zone", "address", "page", "announcement", "person", "organization", "pseudonyms",
    "words", "style", "order"]  # fmt: skip
NAMES = ["Ada", "王伟", "محمد", "Zoë", "<b>Bo</b>", "Ada", "x" * 80, "O'Neil, \"Pat\"", "Ægir"]


class Organization:
    """A dump and a site folder that change by small random steps."""

    def __init__(self, rng, folder):
        self.rng, self.folder, self.now = rng, folder, 1795514400 + rng.randrange(DAY)
        self.users = [self.person(n) for n in range(rng.randrange(3, 14))]
        self.spaces = [{"id": f"w{n}", "name": rng.choice(NAMES)} for n in range(rng.randrange(1, 4))]
        self.members = [{"user_id": user["id"], "workspace_id": rng.choice(self.spaces)["id"], "role": "member"} for user in self.users[::2]]
        self.events = [self.event() for _ in range(rng.randrange(60))]
        self.settings = {"title": "Report", "language": "en", "time_zone": "Europe/Berlin"}
        self.files, self.options = {}, {"--base-url": None}
        self.kinds = rng.choice([KINDS, OF_AN_HOUR])

    def person(self, n):
        person = {"id": f"u{n}", "name": self.rng.choice(NAMES), "email": f"u{n}@acme.example", "role": "member"}
        return person | ({"description": "Likes *tea*."} if n % 3 == 0 else {})

    def event(self, ago=400 * DAY):
        return {"user_id": self.rng.choice(self.users)["id"], "workspace_id": self.rng.choice(self.spaces)["id"],
                "type": self.rng.choice(["login", "task", "doc"]), "at": self.now - self.rng.randrange(ago)}

    def change(self):
        """What is done to it, in a word."""
        rng, user = self.rng, self.rng.choice(self.users)
        kind = rng.choice(self.kinds)
        match kind:
            case "event": self.events.append(self.event(2 * DAY))
            case "hour": self.now += 3600
            case "day": self.now += DAY
            case "week": self.now += 7 * DAY
            case "month": self.now += 31 * DAY
            case "name": user["name"] = rng.choice(NAMES)
            case "role": user["role"] = rng.choice(["admin", "member", "Chief"])
            case "title": user["title"] = rng.choice(["Engineer", "", "主任"])
            case "status": user["status"] = rng.choice(["active", "suspended", "gone"])
            case "description": user["description"] = rng.choice(["", "# Hi\n\nthere", "[x](javascript:alert(1))"])
            case "account": user["accounts"] = [{"source": "Slack", "id": f"S{rng.randrange(9)}", "email": "s@acme.example"}]
            case "removed user":
                if len(self.users) > 2:
                    self.users.remove(user)
            case "new user": self.users.append(self.person(100 + rng.randrange(900)))
            case "bot": user["bot"] = not user.get("bot")
            case "renamed workspace": rng.choice(self.spaces)["name"] = rng.choice(NAMES)
            case "archived workspace": rng.choice(self.spaces)["archived"] = rng.choice([True, False])
            case "membership": self.members.append({"user_id": user["id"], "workspace_id": rng.choice(self.spaces)["id"], "since": self.now - DAY})
            case "no membership": self.members = self.members[1:]
            case "login": user["last_login_at"] = self.now - rng.randrange(60 * DAY)
            case "template": self.files["Templates/facts.mustache"] = "<p>{{#has_facts}}" + rng.choice(["{{#facts}}{{value}} {{/facts}}", "facts", "{{updated}}"]) + "{{/has_facts}}</p>\n"
            case "title of the report": self.settings["title"] = rng.choice(["Report", "Usage"])
            case "points": self.settings["points"] = {"task": rng.randrange(4)}
            case "exclude": self.settings["leaderboard_exclude"] = [user["id"]]
            case "opt out": self.settings["opt_out"] = [user["id"]]
            case "accent": self.settings["accent"] = rng.choice(["#123456", "#654321"])
            case "language": self.settings["language"] = rng.choice(["en", "de", "ar", "ja"])
            case "zone": self.settings["time_zone"] = rng.choice(["UTC", "Asia/Kolkata", "America/New_York"])
            case "address": self.options["--base-url"] = rng.choice([None, "https://a.example/", "https://b.example/x/"])
            case "page": self.files["pages/rules.md"] = f"# Rules\n\n{rng.randrange(9)}\n"
            case "announcement": self.files["announcement.md"] = f"Hello {rng.randrange(9)}\n"
            case "person": self.settings["people"] = [{"same": [self.users[0]["id"], user["id"]]}] if user is not self.users[0] else []
            case "organization": self.settings["organization"] = rng.choice(["Acme", "Umbrella"])
            case "pseudonyms": self.options["--pseudonymise"] = self.file("key", rng.choice(["k", "l"]) * 32)
            case "words": self.files["words/en.yml"] = f"rank: Place {rng.randrange(9)}\n"
            case "style": self.files["assets/theme.css"] = f"body {{ margin: {rng.randrange(9)}px }}\n"
            case "order": rng.shuffle(self.users)
        return kind

    def file(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
        return path

    def publish(self, output, threads):
        """False where what changed is refused."""
        settings = copy.deepcopy(self.settings)
        name = settings.pop("organization", "Acme")
        people = {user["id"] for user in self.users}
        if not settings.get("people") or not set(settings["people"][0]["same"]) <= people:
            settings.pop("people", None)
        self.file("site/site.yml", "".join(f"{key}: {json.dumps(value)}\n" for key, value in settings.items()))
        for path, text in self.files.items():
            self.file(f"site/{path}", text)
        dump = self.file("dump.json", json.dumps({
            "organization": {"id": "acme", "name": name, "exported_at": self.now}, "users": self.users, "workspaces": self.spaces,
            "memberships": self.members, "events": self.events}))
        given = [str(part) for option, value in self.options.items() if value for part in (option, value)]
        arguments = command(dump, output, "--site", self.folder / "site", "--allow-older", *given)
        arguments[arguments.index("--threads") + 1] = str(threads)
        return run(arguments)


def differing(one, other):
    (one, other) = (tree(folder) for folder in (one, other))
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path) and path != ".rollcall")


def inode(path):
    return path.stat().st_ino if path.exists() else None


def test_a_report_over_an_older_one_is_a_fresh_one(promise, hard, tmp_path):
    rng = random.Random(20261129)
    changes, seen, spares = 0, set(), 0
    while changes < (300 if hard else 24):
        organization = Organization(rng, tmp_path / str(changes))
        report = organization.folder / "report"
        assert organization.publish(report, 1).returncode == 0
        for _ in range(6):
            age(report)
            before = copy.deepcopy((organization.users, organization.settings))
            kinds = [organization.change() for _ in range(rng.choice([1, 1, 1, 2]))]
            spare = inode(spare_of(report) / "report")
            ending = organization.publish(report, rng.choice([1, 7]))
            fresh = organization.folder / f"fresh-{changes}"
            if ending.returncode != 0:
                assert organization.publish(fresh, 1).returncode == ending.returncode, ending.stderr
                organization.users, organization.settings = before
                continue
            assert organization.publish(fresh, 1).returncode == 0
            assert differing(report, fresh) == [], (kinds, changes)
            spares += inode(report) == spare
            changes += 1
            seen.update(kinds)
    assert spares > changes // 6
    promise("a report that is published over an older one is, to the byte, a fresh one",
            f"{changes} changes of {len(seen)} kinds; {spares} brought the report before the last up to date")


@pytest.mark.parametrize("change, is_kept", [
    ("nothing of hers", True), ("her name", False), ("the size", False), ("the time", False), ("the mode", False)])
def test_a_page_that_was_made_of_the_same_stays_unread(change, is_kept, tmp_path):
    """Somebody has changed it and hidden that but for what is said: only so is it seen that nobody reads it."""
    rng = random.Random(7)
    organization = Organization(rng, tmp_path)
    organization.users = [organization.person(n) for n in range(4)]
    organization.events = [{"user_id": "u1", "type": "task", "at": organization.now - 3600}]
    report = tmp_path / "report"
    assert organization.publish(report, 1).returncode == 0
    age(report)
    [page] = report.glob("users/*/u-u2.html")
    status, text = page.stat(), page.read_bytes()
    page.write_bytes(text.replace(b"<html", b"<HTML") + (b"\n" if change == "the size" else b""))
    if change != "the time":
        os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    if change == "the mode":
        page.chmod(0o600)
    if change == "her name":
        organization.users[2]["name"] = "Somebody else"
    organization.now += 1800
    organization.events.append({"user_id": "u1", "type": "task", "at": organization.now})
    assert organization.publish(report, 1).returncode == 0
    assert (b"<HTML" in page.read_bytes()) == is_kept


def inputs(report):
    """Digests of what pages were made of, from the report's mark."""
    mark = (report / ".rollcall").read_bytes()
    start = mark.rindex(b"inputs ")
    end = mark.index(b"\n", start)
    count = int(mark[start + len(b"inputs "):end])
    return {mark[at:at + 16] for at in range(end + 1, end + 1 + 16 * count, 16)}


@pytest.mark.parametrize("change", ["an hour", "opt_out", "people", "a user less", "a user more", "the key"])
def test_every_page_is_made_anew_when_people_change(change, tmp_path):
    """So nothing of somebody who left can stay, whatever digests say."""
    organization = Organization(random.Random(3), tmp_path)
    organization.users = [organization.person(n) for n in range(6)]
    organization.events = [{"user_id": "u1", "type": "task", "at": organization.now - 3600}]
    organization.options["--pseudonymise"] = organization.file("key", "k" * 32)
    assert organization.publish(tmp_path / "report", 1).returncode == 0
    before = inputs(tmp_path / "report")
    assert len(before) > 20
    match change:
        case "an hour": organization.now += 3600
        case "opt_out": organization.settings["opt_out"] = ["u9"]
        case "people": organization.settings["people"] = [{"same": ["u1", "u2"]}]
        case "a user less": organization.users.pop()
        case "a user more": organization.users.append(organization.person(9))
        case "the key": organization.file("key", "l" * 32)
    assert organization.publish(tmp_path / "report", 1).returncode == 0
    assert before.isdisjoint(inputs(tmp_path / "report")) == (change != "an hour")
