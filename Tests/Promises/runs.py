"""Reports for the tests of promises, and runs of the program that make them."""

import json
import os
import re
import resource
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
# A crash must end at once: Swift's backtracer can hang.
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}


def make_dump(path, hour, users=6):
    """Few users, so that a run has few system calls; each hour has an event more."""
    dump = {
        "organization": {
            "id": "acme",
            "name": "Acme",
            "description": f"Up to **{hour}** o'clock",
            "time_zone": "Europe/Berlin",
            "exported_at": f"2026-11-24T{hour}:00:00Z",
        },
        "users": [{"id": f"u{n}", "name": f"User {n}"} for n in range(users)],
        "workspaces": [{"id": "w1", "name": "Design"}],
        "memberships": [{"user_id": "u1", "workspace_id": "w1"}],
        "events": [
            {"user_id": f"u{n % 3}", "workspace_id": "w1", "type": "task", "at": f"2026-11-24T{n:02}:00:00Z"}
            for n in range(hour)
        ],
    }
    path.write_text(json.dumps(dump))
    return path


def make_site(folder, accent):
    """What is to be kept need not be there."""
    folder.mkdir()
    (folder / "site.yml").write_text(f'accent: "{accent}"\nkeep: [robots.txt, .well-known, users/mine/]\n')
    return folder


def command(dump, output, *options):
    return [PROGRAM, "build", str(dump), "--output", str(output), "--threads", "1", *map(str, options)]


def run(arguments, **options):
    return subprocess.run(
        arguments, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, **options
    )


def cpu_seconds(arguments):
    """The ending of a run, and the CPU time that it took, whatever else the machine had to do."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ending = run(arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ending, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def tree(folder):
    """Each file's bytes and each folder's place, by relative path; None without a folder.

    Without what hangs on the seed that a first report draws: the fingerprint and the digests.
    """
    if not folder.is_dir():
        return None
    found = {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }
    return found if ".rollcall" not in found else found | {".rollcall": without_seed(found[".rollcall"])}


def without_seed(mark):
    return mark and re.sub(rb"(?m)^fingerprint .*\n", b"", re.split(rb"(?m)^seed ", mark)[0])


class Report:
    """A report as a run that nothing disturbs makes it."""

    def __init__(self, dump, site, folder):
        self.dump, self.site, self.folder = dump, site, folder
        ending = run(self.command(folder))
        assert ending.returncode == 0, ending.stderr
        self.tree = tree(folder)

    def command(self, output, *options):
        return command(self.dump, output, "--site", self.site, *options)

    def copy_to(self, output):
        shutil.copytree(self.folder, output)


def beside(output):
    """What a run leaves in the folder above: the report and the lock's file; of a spare nothing where it is as it should."""
    spare = spare_of(output)
    if spare.exists():
        assert sorted(os.listdir(spare)) == ["mark", "report"] and (spare / "report/.rollcall").exists(), os.listdir(spare)
    return sorted(path.name for path in output.parent.iterdir() if path != spare)


def spare_of(output):
    """Where a run leaves the report that it replaced."""
    real = output.resolve()
    return real.parent / f".rollcall-{real.name}.spare"


def age(folder):
    """As if its mark had been written a second after all else: what is as young as that is made anew in any case."""
    mark = folder / ".rollcall"
    os.utime(mark, ns=(mark.stat().st_atime_ns, mark.stat().st_mtime_ns + 10**9))


def expect_clean_next_run(report, output, why, kept={}, left=None):
    """`left`: what is beside the report then, but for a plain folder."""
    ending = run(report.command(output))
    assert ending.returncode == 0, f"{why}: then {ending.stderr}"
    assert tree(output) == report.tree | kept, why
    assert set(beside(output)) == (left or {f".rollcall-{output.name}.lock", output.name}), why
