"""Measures one build of a seeded dump and prints a table: stage, seconds, and what it did in them.

Usage: bench.py ROLLCALL FOLDER [USERS EVENTS]. The best of three runs counts, each into a fresh folder, as
replacing a big tree would measure its removal too.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import time


def run(rollcall, dump, output):
    shutil.rmtree(output, ignore_errors=True)
    start = time.monotonic()
    done = subprocess.run(
        [rollcall, "build", dump, "--output", output, "--timings"],
        capture_output=True, text=True, check=True)
    seconds = time.monotonic() - start
    stages = {name: float(value) for name, value in re.findall(r"timing (\w+) ([\d.]+)", done.stderr)}
    return seconds, stages, done.stdout


def main():
    rollcall, folder = sys.argv[1:3]
    users, events = (int(n) for n in (sys.argv[3:5] or ("20000", "1000000")))
    os.makedirs(folder, exist_ok=True)
    dump = os.path.join(folder, f"{users}-{events}.ndjson")
    if not os.path.exists(dump):
        with open(dump + ".part", "wb") as file:
            subprocess.run(
                [rollcall, "sample", "--ndjson", "--users", str(users), "--events", str(events)],
                stdout=file, check=True)
        os.rename(dump + ".part", dump)
    size = os.path.getsize(dump)
    seconds, stages, summary = min(run(rollcall, dump, os.path.join(folder, "report")) for _ in range(3))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pages, files, megabytes = (
        float(n.replace(",", "")) for n in re.search(r"(\d+) pages, (\d+) files, ([\d.]+) MB", summary).groups())
    notes = {
        "read": f"{size / stages['read'] / 1e9:.2f} GB/s, {events / stages['read'] / 1e6:.1f} M events/s",
        "measure": f"{events / stages['measure'] / 1e6:.1f} M events/s",
        "rank": "six leaderboards",
        "pages": f"{pages / stages['pages']:,.0f} pages/s, {files / stages['pages']:,.0f} files/s,"
                 f" {megabytes / stages['pages']:,.0f} MB/s",
        "publish": "one flush, one exchange",
    }
    print(f"{users:,} users, {events:,} events, {size / 1e6:,.0f} MB of NDJSON, {os.cpu_count()} cores\n")
    print("| stage | seconds | |\n|---|---:|---|")
    for name, value in stages.items():
        print(f"| {name} | {value:.2f} | {notes[name]} |")
    print(f"| in all | {seconds:.2f} | {pages:,.0f} pages, {files:,.0f} files; peak memory {peak:,.0f} MB |")


main()
