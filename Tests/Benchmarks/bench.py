"""Measures builds of seeded dumps, and beside them the floor, and of exports; writes a table of each to figures.tsv.

Usage: bench.py PROGRAMS FOLDER USERS-EVENTS…, where PROGRAMS is the folder with rollcall and FloorBench. Dumps are made
in FOLDER and kept for the next time; reports are written into a file system that is made for the run (disk.py).

The best of three runs counts, by the clock and by CPU time, as the machine's other work only ever adds to both. Above
20 M events there is one run of each kind only, and none for what the smaller sizes tell as well.
"""

import contextlib
import os
import re
import subprocess
import sys
import time
import zipfile
from typing import NamedTuple

import disk
import exports

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import figures  # noqa: E402

# What a report takes on a disk: two files a user and their last blocks, its inodes, and beside it, an hour later, new
# lists and their archive.
BYTES_OF_USER = 36_000
BYTES_OF_EVENT = 110


class Time(NamedTuple):
    """Seconds by the clock, and those of all cores together, user's and system's."""

    clock: float
    cpu: float

    def __str__(self):
        return f"{self.clock:.2f} s, {self.cpu:.2f} s of CPU time"

    def __add__(self, other):
        return Time(self.clock + other.clock, self.cpu + other.cpu)

    def per(self, other, digits=2):
        return f"{self.clock / other.clock:.{digits}f}, by CPU time {self.cpu / other.cpu:.{digits}f}"


def least(times):
    return Time(*map(min, zip(*times)))


class Bench:
    def __init__(self, programs, folder):
        self.rollcall = os.path.join(programs, "rollcall")
        self.floor_bench = os.path.join(programs, "FloorBench")
        self.folder = folder
        self.outputs = 0

    def enter(self, sizes, reports):
        """Gets a disk with room for `reports` reports of the largest of the sizes."""
        users, events = (max(numbers) for numbers in zip((2_000, 1_000_000), *sizes))
        dumps = 1 if is_large(events) else 2
        disk.enter(self.disk, int(1.1 * reports * (BYTES_OF_USER * users + 2**28)), dumps * BYTES_OF_EVENT * events)

    @property
    def disk(self):
        return os.path.join(self.folder, "disk")

    def fresh(self):
        self.outputs += 1
        return os.path.join(self.disk, str(self.outputs))

    def made(self, name, make):
        """A file that is kept for the next time, once it is whole."""
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            make(path + ".part")
            os.rename(path + ".part", path)
        return path

    def dump(self, users, events, form):
        def make(path):
            options = ["--ndjson"] if form == "ndjson" else []
            with open(path, "wb") as file:
                subprocess.run(
                    [self.rollcall, "sample", *options, "--users", str(users), "--events", str(events)],
                    stdout=file, check=True)

        return self.made(f"{users}-{events}.{form}", make)

    def export(self, source, records):
        form = "zip" if source == "slack" else "ndjson"
        return self.made(f"{source}-{records}.{form}", lambda path: exports.make(source, records, path))

    def timed(self, *command):
        """A program's time, with that of the programs that it ran, peak memory in MB, standard output, standard error."""
        # What earlier runs left to be written would be written during this one.
        os.sync()
        with open(os.path.join(self.folder, "output"), "w+") as out, \
                open(os.path.join(self.folder, "errors"), "w+") as errors:
            start = time.monotonic()
            child = subprocess.Popen(command, stdout=out, stderr=errors)
            _, status, usage = os.wait4(child.pid, 0)
            taken = Time(time.monotonic() - start, usage.ru_utime + usage.ru_stime)
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            errors.seek(0)
            if child.returncode != 0:
                sys.exit(errors.read())
            return taken, usage.ru_maxrss / 1024, out.read(), errors.read()

    def build(self, dump, *options, output=None):
        """A run over the report at `output`, or a first one."""
        output = output or self.fresh()
        taken, peak, summary, errors = self.timed(
            self.rollcall, "build", dump, "--output", output, "--timings", *options)
        stages = {name: Time(float(clock), float(cpu))
                  for name, clock, cpu in re.findall(r"timing (\w+) ([\d.]+) ([\d.]+)", errors)}
        return {"time": taken, "peak": peak, "summary": summary, "output": output, **stages}

    def remove(self, *outputs):
        subprocess.run(["rm", "-rf", *outputs], check=True)

    def best(self, runs, dump, *options):
        """Of first runs, whose reports do not stay."""
        tried = []
        for _ in range(runs):
            tried.append(self.build(dump, *options))
            self.remove(tried[-1]["output"])
        return best(tried)

    @contextlib.contextmanager
    def hours_later(self, dump, users, hours):
        """The same dump, but that in each of the hours behind its end another 1 % of the users did something. It is that
        very file, which gets its place and its length back: of a large one there is no room for a copy."""
        later = os.path.join(self.folder, "later", os.path.basename(dump))
        os.makedirs(os.path.dirname(later), exist_ok=True)
        size = os.path.getsize(dump)
        os.rename(dump, later)
        with open(later, "a") as file:
            for hour in range(hours):
                for number in range(1 + hour, users + 1, 100):
                    file.write(f'{{"kind":"event","user_id":"u{number:06}","type":"task.completed",'
                               f'"at":"2026-11-24T{10 + hour}:30:00Z"}}\n')
        yield later, f"2026-11-24T{10 + hours}:00:00Z"
        os.truncate(later, size)
        os.rename(later, dump)

    def floor(self, dump, report, runs):
        times = {}
        for _ in range(runs):
            target = self.fresh()
            out = self.timed(self.floor_bench, dump, report, target)[2]
            self.remove(target)
            for name, clock, cpu in re.findall(r"floor (\w+) ([\d.]+) ([\d.]+)", out):
                times.setdefault(name, []).append(Time(float(clock), float(cpu)))
        return {name: least(each) for name, each in times.items()}


def best(runs):
    """The quickest by the clock, and its stages; the CPU time is the least of all."""
    return min(runs, key=lambda run: run["time"].clock) | {"time": least(run["time"] for run in runs)}


def is_large(events):
    return events > 20_000_000


def first_runs(bench, users, events):
    """The rows about runs that have no older report, and those runs, whose reports stay."""
    runs = 1 if is_large(events) else 3
    document = None if is_large(events) else bench.best(runs, bench.dump(users, events, "json"))
    dump = bench.dump(users, events, "ndjson")
    size = os.path.getsize(dump)
    firsts = [bench.build(dump) for _ in range(runs)]
    both = best(firsts)
    one = None if is_large(events) else bench.best(runs, dump, "--threads", "1")
    floor = None if is_large(events) else bench.floor(dump, both["output"], runs)
    pages, files, megabytes = (
        float(n) for n in re.search(r"(\d+) pages, (\d+) files[^,]*, ([\d.]+) MB", both["summary"]).groups())
    # Two workers have the disk write while they make pages, one has it write when he is done.
    faster = {name: sum(one[each].clock for each in stages) / sum(both[each].clock for each in stages)
              for name, stages in {"read": ["read"], "pages": ["pages", "publish"]}.items()} if one else {}
    rows = {
        "dump": f"{size / 1e6:,.0f} MB of NDJSON",
        "fingerprint": f"{both['fingerprint']}: {size / both['fingerprint'].clock / 1e9:.2f} GB/s",
        "read": f"{both['read']}: {size / both['read'].clock / 1e9:.2f} GB/s, "
                f"{events / both['read'].clock / 1e6:.1f} M events/s",
        "measure": f"{both['measure']}: {events / both['measure'].clock / 1e6:.1f} M events/s",
        "rank": f"{both['rank']}",
        "pages": f"{both['pages']}: {pages / both['pages'].clock:,.0f} pages/s, "
                 f"{files / both['pages'].clock:,.0f} files/s, {megabytes / both['pages'].clock:,.0f} MB/s",
        "publish": f"{both['publish']}",
        "**in all**": f"**{both['time']}**: {pages:,.0f} pages, {files:,.0f} files, {megabytes:,.0f} MB",
        "peak memory": f"{both['peak']:,.0f} MB",
    }
    if floor and one and document:
        writing = floor["write"] + floor["flush"]
        rows |= {
            "floor: read with simdjson": f"{floor['read']}: {size / floor['read'].clock / 1e9:.2f} GB/s",
            "floor: write the same files": f"{writing}: {files / writing.clock:,.0f} files/s",
            "times the floor": both["time"].per(floor["read"] + writing),
            "two workers against one": f"read {faster['read']:.2f} times as fast, pages with their publishing "
                                       f"{faster['pages']:.2f} times",
            "one document instead": f"read in {document['read']}; in all {document['time'].per(both['time'])} times as long; "
                                    f"{document['peak']:,.0f} MB",
        }
    return rows, firsts


def next_runs(bench, users, events, firsts):
    """The rows about runs over the reports of the first ones."""
    dump = bench.dump(users, events, "ndjson")
    first = best(firsts)["time"]
    again = best([bench.build(dump, output=run["output"]) for run in firsts])
    rows = {"the same again": f"{again['time']}: {again['time'].per(first, digits=3)} of the first run"}
    # The first of them leaves the report before as a spare, which the others bring up to date.
    for row, hours in {"an hour later, 1 % active": 1, "each hour after": 2}.items():
        with bench.hours_later(dump, users, hours) as (later, moment):
            run = best([bench.build(later, "--as-of", moment, output=run["output"]) for run in firsts])
        rows[row] = f"{run['time']}: {run['time'].per(first)} of the first run; publishing took {run['publish']}"
    return rows


def column(bench, users, events):
    rows, firsts = first_runs(bench, users, events)
    rows |= next_runs(bench, users, events, firsts)
    bench.remove(*(run["output"] for run in firsts))
    return f"{users:,} users, {events:,} events", rows


def size_inside(path):
    """Uncompressed bytes."""
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    return os.path.getsize(path)


def export_rows(bench, native, records):
    """Exports of 2,000 people read by two workers, against the native reader's bytes a second; and the peak memory
    of a tenth of the records beside that of all, as it must not grow with the bytes."""
    for source in ["slack", "okta", "github"]:
        path = bench.export(source, records)
        size, all_of_it = size_inside(path), bench.best(3, path)
        tenth = bench.best(1, bench.export(source, records // 10))
        rate = size / all_of_it["read"].clock
        yield {"github": "GitHub"}.get(source, source.capitalize()), {
            f"an export of {records:,} records, unpacked": f"{size / 1e6:,.0f} MB",
            "read": f"{all_of_it['read']}: {rate / 1e9:.2f} GB/s",
            "bytes per second, against a native dump": f"{rate / native:.2f}",
            "peak memory for a tenth of it, for all": f"{tenth['peak']:,.0f} MB, {all_of_it['peak']:,.0f} MB",
        }


def small(bench):
    """From start to exit with 10 users."""
    quickest = bench.best(20, bench.dump(10, 500, "json"))["time"]
    return f"{1000 * quickest.clock:.0f} ms, {1000 * quickest.cpu:.0f} ms of CPU time"


def record(table, columns):
    """Columns are `(heading, {row: figure})`."""
    print(figures.record(table, {(row, heading): figure for heading, rows in columns for row, figure in rows.items()}))


def main():
    programs, folder, *sizes = sys.argv[1:]
    sizes = [[int(n) for n in size.split("-")] for size in sizes]
    large = any(is_large(events) for _, events in sizes)
    bench = Bench(programs, folder)
    bench.enter(sizes, reports=1 if large else 7)
    record("start", [("10 users", {"from start to exit": small(bench)})])
    for size in sizes:
        record("builds", [column(bench, *size)])
    if sizes and not large:
        dump = bench.dump(*sizes[0], "ndjson")
        native = os.path.getsize(dump) / bench.best(3, dump)["read"].clock
        record("exports", export_rows(bench, native, 1_000_000))


if __name__ == "__main__":
    main()
