"""Measures builds of seeded dumps, and beside them the floor, and of exports; writes a table of each to figures.tsv.

Usage: bench.py PROGRAMS FOLDER USERS-EVENTS…, where PROGRAMS is the folder with rollcall and FloorBench.

Each run writes into a folder that was not there before, and nothing is removed until the end: for minutes after
a big tree was deleted, ext4 without a journal looks at each of its inodes before it gives one to a new file, which
takes several times as long as the run itself. Runs over an older report, which remove it, therefore come last. The
best of three runs counts, as the machine's other work only ever adds time. Above 20 M events there is one run of each
kind only, and none for what the smaller sizes tell as well, as three reports and two dumps fill the disk.
"""

import concurrent.futures
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

import exports

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import figures  # noqa: E402


class Bench:
    def __init__(self, programs, folder):
        self.rollcall = os.path.join(programs, "rollcall")
        self.floor_bench = os.path.join(programs, "FloorBench")
        self.folder = folder
        self.reports = tempfile.mkdtemp(prefix="reports-", dir=folder)
        self.outputs = 0

    def fresh(self):
        self.outputs += 1
        return os.path.join(self.reports, str(self.outputs))

    def clean(self):
        """Also what runs that were stopped have left."""
        for name in os.listdir(self.folder):
            if name.startswith("reports-"):
                # Many at a time, as removing mostly waits for the disk.
                with concurrent.futures.ThreadPoolExecutor(16) as pool:
                    list(pool.map(shutil.rmtree, glob.glob(os.path.join(self.folder, name, "*/users/*"))))
                shutil.rmtree(os.path.join(self.folder, name))

    def dump(self, users, events, form):
        """A made-up dump, kept for the next time."""
        path = os.path.join(self.folder, f"{users}-{events}.{form}")
        if not os.path.exists(path):
            options = ["--ndjson"] if form == "ndjson" else []
            with open(path + ".part", "wb") as file:
                subprocess.run(
                    [self.rollcall, "sample", *options, "--users", str(users), "--events", str(events)],
                    stdout=file, check=True)
            os.rename(path + ".part", path)
        return path

    def export(self, source, records):
        path = os.path.join(self.folder, f"{source}-{records}.{'zip' if source == 'slack' else 'ndjson'}")
        if not os.path.exists(path):
            exports.make(source, records, path + ".part")
            os.rename(path + ".part", path)
        return path

    def timed(self, *command):
        """Seconds, peak memory in MB, standard output, standard error."""
        with open(os.path.join(self.folder, "output"), "w+") as out, \
                open(os.path.join(self.folder, "errors"), "w+") as errors:
            start = time.monotonic()
            child = subprocess.Popen(command, stdout=out, stderr=errors)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            errors.seek(0)
            if child.returncode != 0:
                sys.exit(errors.read())
            return seconds, usage.ru_maxrss / 1024, out.read(), errors.read()

    def build(self, dump, *options, output=None):
        # What earlier runs left to be written would be written during this one.
        os.sync()
        output = output or self.fresh()
        seconds, peak, summary, errors = self.timed(
            self.rollcall, "build", dump, "--output", output, "--timings", *options)
        stages = {name: float(value) for name, value in re.findall(r"timing (\w+) ([\d.]+)", errors)}
        return {"seconds": seconds, "peak": peak, "summary": summary, "output": output, **stages}

    def best(self, runs, dump, *options):
        return min((self.build(dump, *options) for _ in range(runs)), key=lambda run: run["seconds"])

    def hour_later(self, dump, users):
        """The same dump, but that 1 % of the users did something in the hour behind its end."""
        later = dump + ".later"
        shutil.copyfile(dump, later)
        with open(later, "a") as file:
            for number in range(1, users + 1, 100):
                file.write(f'{{"kind":"event","user_id":"u{number:06}","type":"task.completed",'
                           '"at":"2026-11-24T10:30:00Z"}\n')
        return later

    def floor(self, dump, report, runs):
        best = {}
        for _ in range(runs):
            os.sync()
            out = self.timed(self.floor_bench, dump, report, self.fresh())[2]
            for name, value in re.findall(r"floor (\w+) ([\d.]+)", out):
                best[name] = min(best.get(name, float("inf")), float(value))
        return best


def is_large(events):
    return events > 20_000_000


def first_runs(bench, users, events):
    """One size: the rows about runs that have no older report, and the best of them."""
    runs = 1 if is_large(events) else 3
    dump = bench.dump(users, events, "ndjson")
    size = os.path.getsize(dump)
    both = bench.best(runs, dump)
    one = None if is_large(events) else bench.best(runs, dump, "--threads", "1")
    whole = bench.dump(users, events, "json")
    document = bench.best(runs, whole)
    if is_large(events):
        os.remove(whole)
    floor = bench.floor(dump, both["output"], runs)
    pages, files, megabytes = (
        float(n) for n in re.search(r"(\d+) pages, (\d+) files[^,]*, ([\d.]+) MB", both["summary"]).groups())
    # Two workers have the disk write while they make pages, one has it write when he is done.
    faster = {name: sum(one[each] for each in stages) / sum(both[each] for each in stages)
              for name, stages in {"read": ["read"], "pages": ["pages", "publish"]}.items()} if one else {}
    floor_writing = floor["write"] + floor["flush"]
    floor_total = floor["read"] + floor_writing
    rows = {
        "dump": f"{size / 1e6:,.0f} MB of NDJSON",
        "fingerprint": f"{both['fingerprint']:.2f} s: {size / both['fingerprint'] / 1e9:.2f} GB/s",
        "read": f"{both['read']:.2f} s: {size / both['read'] / 1e9:.2f} GB/s, "
                f"{events / both['read'] / 1e6:.1f} M events/s",
        "measure": f"{both['measure']:.2f} s: {events / both['measure'] / 1e6:.1f} M events/s",
        "rank": f"{both['rank']:.2f} s",
        "pages": f"{both['pages']:.2f} s: {pages / both['pages']:,.0f} pages/s, "
                 f"{files / both['pages']:,.0f} files/s, {megabytes / both['pages']:,.0f} MB/s",
        "publish": f"{both['publish']:.2f} s",
        "**in all**": f"**{both['seconds']:.2f} s**: {pages:,.0f} pages, {files:,.0f} files, {megabytes:,.0f} MB",
        "peak memory": f"{both['peak']:,.0f} MB",
        "floor: read with simdjson": f"{floor['read']:.2f} s: {size / floor['read'] / 1e9:.2f} GB/s",
        "floor: write the same files": f"{floor_writing:.2f} s: {files / floor_writing:,.0f} files/s",
        "times the floor": f"{both['seconds'] / floor_total:.1f}",
        "two workers against one": f"read {faster['read']:.2f} times as fast, pages with their publishing "
                                   f"{faster['pages']:.2f} times" if one else "",
        "one document instead": f"read {document['read']:.2f} s, in all "
                                f"{document['seconds'] / both['seconds']:.2f} times; {document['peak']:,.0f} MB",
    }
    return rows, both


def next_runs(bench, users, events, first):
    """The rows about runs over the report of the first run."""
    dump = bench.dump(users, events, "ndjson")
    again = bench.build(dump, output=first["output"])
    rows = {
        "the same again": f"{again['seconds']:.2f} s: {again['seconds'] / first['seconds']:.2f} of the first run",
        "an hour later, 1 % active": "",
    }
    if is_large(events):
        return rows
    later = bench.hour_later(dump, users)
    hour_later = bench.build(later, "--as-of", "2026-11-24T11:00:00Z", output=first["output"])
    os.remove(later)
    rows["an hour later, 1 % active"] = (
        f"{hour_later['seconds']:.2f} s: {hour_later['seconds'] / first['seconds']:.2f} of the first run, "
        f"{hour_later['publish']:.2f} s of it to publish")
    return rows


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
        size, best = size_inside(path), bench.best(3, path)
        tenth = bench.build(bench.export(source, records // 10))
        yield {"github": "GitHub"}.get(source, source.capitalize()), {
            f"an export of {records:,} records, unpacked": f"{size / 1e6:,.0f} MB",
            "read": f"{best['read']:.2f} s: {size / best['read'] / 1e9:.2f} GB/s",
            "bytes per second, against a native dump": f"{size / best['read'] / native:.2f}",
            "peak memory for a tenth of it, for all": f"{tenth['peak']:,.0f} MB, {best['peak']:,.0f} MB",
        }


def small(bench):
    """From start to exit with 10 users: the best of 20, in milliseconds."""
    dump = bench.dump(10, 500, "json")
    return 1000 * min(bench.build(dump)["seconds"] for _ in range(20))


def record(table, columns):
    """Columns are `(heading, {row: figure})`."""
    print(figures.record(table, {(row, heading): figure for heading, rows in columns for row, figure in rows.items()}))


def columns(bench, sizes, firsts):
    for number, (size, (rows, best)) in enumerate(zip(sizes, firsts)):
        if number > 0:
            print("waiting until the disk has got over what the last run removed", file=sys.stderr)
            time.sleep(360)
        yield "{:,} users, {:,} events".format(*size), rows | next_runs(bench, *size, best)


def main():
    programs, folder, *sizes = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    bench = Bench(programs, folder)
    record("start", [("10 users", {"from start to exit": f"{small(bench):.0f} ms"})])
    sizes = [[int(n) for n in size.split("-")] for size in sizes]
    firsts = [first_runs(bench, *size) for size in sizes]
    if sizes and not any(is_large(events) for _, events in sizes):
        native = os.path.getsize(bench.dump(*sizes[0], "ndjson")) / firsts[0][1]["read"]
        record("exports", export_rows(bench, native, 1_000_000))
    record("builds", columns(bench, sizes, firsts))
    bench.clean()


if __name__ == "__main__":
    main()
