"""The figures that the documentation tells: tests and benchmarks write them to figures.tsv, nobody types them.

A run replaces what it has measured, and leaves the rest. The tables in the articles are written from the file.

Usage: figures.py PROMISE FIGURE [PART]   notes a promise that was tried by something else than pytest
       figures.py                         writes the tables anew, after lines of the file were moved or removed
"""

import datetime
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = Path(__file__).with_name("figures.tsv")
ARTICLES = ROOT / "Sources/rollcall/rollcall.docc"
PROMISES = "promises"


def read():
    """`{(table, row, column): (figure, day, machine)}`, in the order of the file, which is that of the tables."""
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {tuple(fields[:3]): tuple(fields[3:]) for fields in lines}


def machine():
    models = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return ", ".join([f"{os.cpu_count()} cores", *models[:1]])


def merged(lines, table, cells, day, machine):
    """With the figures of `cells`, `{(row, column): figure}`. A benchmark measures a column as a whole: rows of it that
    were not measured now are gone. Of a promise the column is a part of it, and each part is measured alone."""
    columns = {column for _, column in cells}
    kept = {
        key: value for key, value in lines.items()
        if key[0] != table or table == PROMISES or key[2] not in columns or key[1:] in cells
    }  # fmt: skip
    return kept | {(table, *key): (figure, day, machine) for key, figure in cells.items()}


def table(lines, name):
    """In Markdown; empty where nothing was measured yet."""
    found = {key[1:]: value for key, value in lines.items() if key[0] == name}
    if not found:
        return ""
    rows = list(dict.fromkeys(row for row, _ in found))
    if name == PROMISES:
        parts = {row: {part: value for (other, part), value in found.items() if other == row} for row in rows}
        printed = [["promise", "tried", "on"]] + [
            [row, "; ".join(f"{part}: {figure}" if part else figure for part, (figure, *_) in parts[row].items()),
             " to ".join(sorted({choose(day for _, day, _ in parts[row].values()) for choose in (min, max)}))]
            for row in rows
        ]  # fmt: skip
    else:
        columns = list(dict.fromkeys(column for _, column in found))
        of = {column: next(value for key, value in found.items() if key[1] == column) for column in columns}
        printed = [["", *columns]] + [[row, *(found.get((row, column), [""])[0] for column in columns)] for row in rows]
        printed.append(["measured", *(f"{of[column][1]}, {of[column][2]}" for column in columns)])
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in printed]
    return "\n".join([lines[0], "|---" * len(printed[0]) + "|", *lines[1:]])


def with_tables(text, lines):
    """An article with each of its tables as it is in the file."""
    return re.sub(
        r"(<!-- figures: (\w+) -->\n).*?(\n<!-- end of figures -->)",
        lambda found: found[1] + table(lines, found[2]) + found[3], text, flags=re.DOTALL,
    )  # fmt: skip


def write(lines):
    FILE.write_text("".join("\t".join([*key, *value]) + "\n" for key, value in lines.items()), encoding="utf-8")
    for path in sorted(ARTICLES.glob("*.md")):
        path.write_text(with_tables(path.read_text(encoding="utf-8"), lines), encoding="utf-8")


def record(name, cells):
    """Gives the table as it is now."""
    lines = merged(read(), name, cells, datetime.date.today().isoformat(), machine())
    write(lines)
    return table(lines, name)


if __name__ == "__main__":
    if sys.argv[1:]:
        promise, figure, *part = sys.argv[1:]
        figure = re.sub(r"\d{4,}", lambda digits: f"{int(digits[0]):,}", figure)
        record(PROMISES, {(promise, "".join(part)): figure})
    else:
        write(read())
