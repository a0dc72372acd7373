"""No text of a stranger is a formula in a spreadsheet, and every row comes back."""

import csv
import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as xml

import pytest
from corpus import hostile_cells, naughty, payloads
from hostile_dump import spread, write_dump
from runs import ROOT, command, run

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# The documentation's words, as one expression.
BEGINNING = re.compile("(^|[,;|])([\\s\u200b-\u200f\u2060\u202a-\u202e\ufeff\"']*)([=+\\-@＝＋－＠])")
# A `'` before it has made it text.
BARE = re.compile("[\\s\u200b-\u200f\u2060\u202a-\u202e\ufeff\"]*[=+\\-@＝＋－＠]")
NUMBERS = ["workspace_count", "active_days_28", "events_28", "events", "score"]


def guarded(text):
    return BEGINNING.sub(r"\1\2'\3", CONTROLS.sub(" ", text))


@pytest.fixture(scope="module")
def texts(hard):
    more = naughty() + payloads() if hard else spread(naughty(), 100) + spread(payloads(), 60)
    precision = ["9007199254740993", "007", "1E5", "=", "ID", "sep=;", "#REF!"]
    all = list(dict.fromkeys(hostile_cells() + precision + more))
    return all[: len(all) // 4 * 4]


@pytest.fixture(scope="module")
def reports(texts, tmp_path_factory):
    """One with the texts in all fields but ids and statuses, one with them there."""
    folder = tmp_path_factory.mktemp("spreadsheets")
    for name in ("texts", "ids"):
        dump = write_dump(folder / f"{name}.ndjson", texts, hostile_ids=name == "ids")
        ending = run(command(dump, folder / name, "--site", ROOT / "site"))
        assert ending.returncode == 0, ending.stderr
    return folder


def tables(folder):
    return sorted(folder.glob("*.csv")) + sorted(folder.glob("leaderboard/*.csv")) + spread(sorted(folder.glob("workspaces/*.csv")), 8)


def read(path, strict=True, **options):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=strict, **options))


def test_gives_a_strict_reader_every_row_back(promise, reports, texts):
    cells = 0
    for name, key in [("texts", "name"), ("ids", "user_id")]:
        for path in tables(reports / name):
            raw = path.read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf\"") and raw.endswith(b"\"\r\n"), path
            # Every line break is the end of a row: there is none inside a field.
            assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n"), path
            rows = read(path)
            assert len(rows) == raw.count(b"\r\n") and len({len(row) for row in rows}) == 1, path
            out = io.StringIO()
            csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
            assert out.getvalue().encode() == raw[3:], path
            cells += len(rows) * len(rows[0])
        header, *rows = read(reports / name / "users.csv")
        assert sorted(row[header.index(key)] for row in rows) == sorted(map(guarded, texts))
    promise("a strict reader of CSV gets every cell back", f"{cells:,} cells")


def test_begins_no_piece_as_a_formula(promise, reports):
    """However a spreadsheet splits the file."""
    pieces = 0
    for name in ("texts", "ids"):
        for path in tables(reports / name):
            header = read(path)[0]
            for separator in SEPARATORS.values():
                for row in read(path, strict=separator == ",", delimiter=separator)[1:]:
                    for number, cell in enumerate(row):
                        pieces += 1
                        is_ours = separator == "," and header[number] == "change"
                        assert is_ours or not BARE.match(cell), (path, cell)
    promise("whatever the list separator, no piece of a CSV begins as a formula", f"{pieces:,} pieces")


@pytest.fixture
def convert(hard, tmp_path):
    """Opens CSVs in LibreOffice; gives the tables by name."""
    if not hard or shutil.which("soffice") is None:
        pytest.skip("LibreOffice only in make test-spreadsheets")

    def convert(files, separator):
        out = tmp_path / "out"
        # 34: quotes; 76: UTF-8; 1: from the first line; numbers in quotes are numbers, and words may be dates.
        options = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,-1,true"
        ending = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fods",
             f"--infilter={options}", "--outdir", out, *files],
            capture_output=True, text=True, timeout=500,
        )  # fmt: skip
        trees = {path.stem: xml.parse(path) for path in out.glob("*.fods")}
        assert trees.keys() == {file.stem for file in files}, ending.stdout + ending.stderr
        shutil.rmtree(out)
        return trees

    return convert


def formulas(tree):
    return [cell.get(f"{TABLE}formula") for cell in tree.iter(f"{TABLE}table-cell") if cell.get(f"{TABLE}formula")]


def numbers(tree):
    """The values of cells that are numbers, those that stand for several included."""
    found = []
    for cell in tree.iter(f"{TABLE}table-cell"):
        if cell.get(f"{OFFICE}value-type") == "float":
            found += [float(cell.get(f"{OFFICE}value"))] * int(cell.get(f"{TABLE}number-columns-repeated", 1))
    return found


@pytest.mark.parametrize("separator", SEPARATORS)
def test_has_no_formula_in_libreoffice(promise, convert, reports, separator):
    found, files = 0, 0
    for name in ("texts", "ids"):
        chosen = [path for path in tables(reports / name) if path.parent == reports / name]
        chosen += [reports / name / "leaderboard/all.csv"]
        trees = convert(chosen, SEPARATORS[separator])
        for table, tree in trees.items():
            assert formulas(tree) == [], (table, formulas(tree)[:5])
        files += len(trees)
        rows = len(read(reports / name / "users.csv")) - 1
        if separator == "comma":
            found += len(numbers(trees["users"]))
            assert len(numbers(trees["users"])) >= rows * len(NUMBERS)
    promise("no cell becomes a formula in LibreOffice", f"{files} files", separator)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_would_notice_a_formula(convert, tmp_path, separator):
    bad = tmp_path / "bad.csv"
    bad.write_text('"a"\r\n"=1+1"\r\n"-5"\r\n')
    tree = convert([bad], SEPARATORS[separator])["bad"]
    assert len(formulas(tree)) == 1 and numbers(tree) == [2.0, -5.0]


def test_keeps_our_numbers_numbers(promise, convert, tmp_path):
    """Also a negative one: somebody who fell in rank."""
    events = [("a", "16", 3), ("b", "16", 1), ("a", "23", 1), ("b", "23", 3)]
    lines = ['{"kind":"user","id":"a"}', '{"kind":"user","id":"b"}']
    lines += [f'{{"kind":"event","user_id":"{u}","type":"t","at":"2026-11-{day}T09:00:00Z","count":{n}}}' for u, day, n in events]
    dump = tmp_path / "dump.ndjson"
    dump.write_text("\n".join(lines) + "\n")
    ending = run(command(dump, tmp_path / "public", "--site", ROOT / "site", "--as-of", "2026-11-23T10:00:00Z"))
    assert ending.returncode == 0, ending.stderr
    # rank, change, score, events, active days of two: 1, +1, 3, 3, 1 and 2, -1, 1, 1, 1.
    tree = convert([tmp_path / "public/leaderboard/week.csv"], ",")["week"]
    assert numbers(tree) == [1, 1, 3, 3, 1, 2, -1, 1, 1, 1]
    assert formulas(tree) == []
    promise("our own numbers are numbers in LibreOffice, also a negative one", "10 numbers")
