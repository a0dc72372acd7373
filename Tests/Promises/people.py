"""Dumps of people with names that occur nowhere else, and reports of them."""

import csv
import json

from runs import command, run

AS_OF = "2026-11-24T10:00:00Z"
KEY = b"0123456789abcdef0123456789abcdef"
# Whole words that occur nowhere else: what is looked for in every file.
GIVEN = ["Adalbert", "Brunhilde", "Chlodwig", "Dietlinde", "Eberhard", "Friedegund", "Gisbert", "Hildegard"]
FAMILY = ["Abendroth", "Birnbaum", "Cranz", "Drosselbart", "Eulenspiegel", "Fuerchtegott", "Grimm", "Hagebutt"]


def people(number):
    return [
        {
            "id": f"id-{GIVEN[n % 8].lower()}-{n:03}", "name": f"{GIVEN[n % 8]} {FAMILY[n // 8 % 8]}{n:03}",
            "email": f"{GIVEN[n % 8].lower()}.{n:03}@{FAMILY[n % 8].lower()}.example", "role": "member",
            "title": f"Keeper of {FAMILY[n % 8]}", "description": f"I am *{GIVEN[n % 8]}{n:03}*.",
            "created_at": "2026-01-01T00:00:00Z", "last_login_at": f"2026-11-{1 + n % 24:02}T08:00:00Z",
        }
        for n in range(number)
    ]  # fmt: skip


def dump_of(users, number=3):
    """Ties abound: several have each score, and the same last moment."""
    workspaces = [
        {"id": f"ws-{FAMILY[n].lower()}", "name": f"Room of {FAMILY[n]}", "description": f"**{FAMILY[n]}** only"}
        for n in range(number)
    ]
    memberships, events = [], []
    for user in users:
        n = int(user["id"][-3:])
        workspace = workspaces[n % number]["id"]
        memberships.append({"user_id": user["id"], "workspace_id": workspace, "role": "editor"})
        for day in range(n % 5):
            events.append({"user_id": user["id"], "workspace_id": workspace, "type": "task", "at": f"2026-11-{20 + day}T09:00:00Z"})
    organization = {"id": "acme", "name": "Acme", "description": f"Ruled over by {GIVEN[0]}", "exported_at": AS_OF}
    return {"organization": organization, "users": users, "workspaces": workspaces, "memberships": memberships, "events": events}


def lines_of(dump, broken=()):
    kinds = {"users": "user", "workspaces": "workspace", "memberships": "membership", "events": "event"}
    records = [{"kind": "organization", **dump["organization"]}]
    records += [{"kind": kind, **record} for section, kind in kinds.items() for record in dump[section]]
    return "".join(json.dumps(record) + "\n" for record in records) + "".join(line + "\n" for line in broken)


def publish(folder, name, text, settings="", *options):
    folder.mkdir(exist_ok=True)
    dump, site = folder / f"{name}.ndjson", folder / f"{name}-site"
    dump.write_text(text)
    site.mkdir()
    (site / "site.yml").write_text(settings)
    ending = run(command(dump, folder / name, "--site", site, *options))
    assert ending.returncode == 0, ending.stderr
    return folder / name, ending


def rows(folder, table):
    with open(folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
