"""Measures the search in Chromium, from disk, and writes a table to figures.tsv.

Usage: search.py ROLLCALL FOLDER USERS…   (make bench-search)

For each number of users a report is built (a million of them: ten gigabytes, two minutes), an index is loaded by
giving the box the focus, and queries are typed: names, emails, three letters, one letter. A time is from the key to
the first row painted, the wait for the screen's next frame included; the best of three rounds counts, as other programs disturb.
"""

import csv
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path

from bench import record
from playwright.sync_api import sync_playwright

ROUNDS = 3
TYPE = """async (text) => {
  const input = document.querySelector(".search input"), list = document.querySelector("[role=listbox]");
  input.value = "";
  input.dispatchEvent(new InputEvent("input"));
  while (list.firstChild) await new Promise(requestAnimationFrame);
  const start = performance.now();
  input.value = text;
  const shown = new Promise((resolve) => new MutationObserver((_, watch) => {
    if (!list.firstChild) return;
    watch.disconnect();
    // A task that is asked for in a frame comes when that was painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - start);
    requestAnimationFrame(() => port2.postMessage(0));
  }).observe(list, { childList: true }));
  input.dispatchEvent(new InputEvent("input"));
  const first = await shown;
  const began = performance.now();
  await rollcall.find(text, 20, () => {});
  return [first, performance.now() - began];
}"""
FOCUS = """async () => {
  const start = performance.now();
  document.querySelector(".search input").focus();
  await rollcall.find("zqxj", 1, () => {});
  return performance.now() - start;
}"""


def build(rollcall, folder, users):
    report = folder / f"search-{users}"
    if not (report / "index.html").exists():
        sample = subprocess.Popen(
            [rollcall, "sample", "--users", str(users), "--events", str(users), "--ndjson"], stdout=subprocess.PIPE)
        subprocess.run([rollcall, "build", "-", "--output", report], stdin=sample.stdout, check=True, stdout=subprocess.DEVNULL)
    return report


def texts(report, number=60):
    """What is typed, and how many bytes names, emails and ids have."""
    chance = random.Random(1)
    size, kept = 0, []
    with open(report / "users.csv", encoding="utf-8-sig", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            size += len((row["name"] + row["email"] + row["user_id"]).encode())
            # A sample of the rows, however many there are.
            if len(kept) < number:
                kept.append(row)
            elif (slot := chance.randrange(place + 1)) < number:
                kept[slot] = row
    typed = []
    for row in kept:
        start = chance.randrange(max(1, len(row["name"]) - 3))
        typed += [row["name"], row["email"] or row["user_id"], row["name"][:4], row["name"][start:start + 3].strip() or "a"]
    return [*typed, "a", "e", "an"], size


def p95(values):
    return sorted(values)[int(len(values) * .95)]


def measure(browser, report, typed):
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    loaded = page.evaluate(FOCUS)
    times = [page.evaluate(TYPE, text) for text in typed]
    page.close()
    first, whole = zip(*times)
    return loaded, statistics.median(first), p95(first), statistics.median(whole), p95(whole)


def main():
    rollcall, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for users in map(int, sys.argv[3:]):
            report = build(rollcall, folder, users)
            typed, size = texts(report)
            rounds = [measure(browser, report, typed) for _ in range(ROUNDS)]
            loaded, first, late, whole, late_whole = (f"{min(values):,.0f} ms" for values in zip(*rounds))
            # Without the blocks of lists, and the texts that these need besides.
            index = sum(
                file.stat().st_size for file in (report / "search").iterdir()
                if not file.read_bytes().startswith((b"rollcall.cells(", b"rollcall.exact(")))
            record("search", [(f"{users:,} users", {
                "index": f"{index / 1e6:.1f} MB",
                "of the bytes of names, emails, ids": f"{index / size:.2f}",
                "all blocks loaded after the focus": loaded,
                "key to first row, median": first,
                "key to first row, 95 of 100": late,
                "whole answer, median": whole,
                "whole answer, 95 of 100": late_whole,
            })])  # fmt: skip


main()
