"""Makes reports with the program named in $ROLLCALL, and knows their pages by kind."""

import csv
import json
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
CHROMIUM = "/usr/bin/chromium"
# Where the files of any report lie, whichever kind of page shows them.
FIXED = {
    "overview": "index.html", "activity": "activity.html", "retention": "retention.html", "users": "users.html",
    "users-by-last-active": "users-by-last-active.html", "workspaces": "workspaces.html",
    "leaderboard": "leaderboard/index.html", "leaderboard-month": "leaderboard/month.html",
    "leaderboard-2026-07": "leaderboard/2026-07.html", "access": "access.html",
    "dormant": "dormant.html", "quality": "quality.html", "about": "about.html", "search": "search.html", "404": "404.html",
}


class Report:
    """A published report: its folder, and `pages`, the path of one page of each kind."""

    def __init__(self, folder):
        self.folder = folder
        users = {row["user_id"]: row for row in self.rows("users")}
        workspaces = {row["workspace_id"]: row["page"] for row in self.rows("workspaces")}
        made_up = [row for id, row in users.items() if id.startswith("u") and row["bot"] == "false"]
        named = {
            "user": max(made_up, key=lambda row: int(row["active_days_28"]))["page"],
            "user-never": next(row["page"] for row in made_up if row["state"] == "never"),
            "workspace": workspaces["w02"],
            "users-part-2": "users.2.html",
            "own-page": "privacy.html",
        }
        for id in ("h-script", "h-long", "h-rtl"):
            if id in users:
                named["user-" + id] = users[id]["page"]
        if "h-w" in workspaces:
            named["workspace-hostile"] = workspaces["h-w"]
        self.pages = FIXED | {kind: path for kind, path in named.items() if (folder / path).is_file()}

    def rows(self, table):
        """A table as dictionaries."""
        with open(self.folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def write_sample(path, *options):
    with open(path, "wb") as file:
        subprocess.run([PROGRAM, "sample", "--ndjson", *options], check=True, stdout=file)


def write_site(folder):
    """The publisher's folder, with a page of his own and an announcement."""
    shutil.copytree(ROOT / "site", folder)
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages/privacy.md").write_text("# Privacy & you\n\nWe count, we do *not* read.\n\n## Why\n\nTo help.\n")
    (folder / "announcement.md").write_text("**Maintenance** on 1 April: see [privacy](privacy.html).\n")


def publish(folder, dumps, *options):
    command = [PROGRAM, "build", *map(str, dumps), "--output", str(folder), *options]
    ending = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return Report(folder)


def publish_people(folder, users):
    """The folder of a report on these users and nothing else."""
    (folder / "dump.json").write_text(json.dumps({"organization": {"exported_at": "2026-11-24T10:00:00Z"}, "users": users}))
    return publish_below(folder, folder / "dump.json")


def publish_below(folder, *arguments):
    command = [PROGRAM, "build", *map(str, arguments), "--output", str(folder / "public")]
    ending = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return folder / "public"
