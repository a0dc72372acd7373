"""What is sent is what the report says: every text and every table, byte for byte."""

import csv
import gzip
import hashlib
import io
import re
import unicodedata
from datetime import datetime, timezone

import html5lib
import pytest
from letters import ADDRESSES, FIELDS, assert_in_order, digest, html, mail, parsed, plain, run, texts, unflowed

PERIODS = {"week": "last-week", "month": "last-month"}
# Scripts add it on pages.
DATE = re.compile(r"-\d{4}-\d\d-\d\d(?=\.csv$)")


def rows(report, table):
    return list(csv.DictReader(io.StringIO((report / f"{table}.csv").read_bytes().decode("utf-8-sig"), newline="")))


def text_of(page):
    """The text of an HTML document, its blanks in runs of one."""
    document = html5lib.parse(page, namespaceHTMLElements=False)
    return " ".join("".join(document.find("body").itertext()).split())


@pytest.mark.parametrize("period", PERIODS)
def test_both_parts_say_all_that_the_digest_says(report, period):
    letter = parsed(mail(report, *ADDRESSES, "--period", period))
    assert letter.get_content_type() == "multipart/alternative"
    assert letter["Subject"] == digest(report)["leaders"][period]["subject"]
    expected = texts(digest(report), period)
    assert_in_order(expected, "\n".join(unflowed(plain(letter))))
    as_html = text_of(html(letter))
    for text in expected:
        assert " ".join(text.split()) in as_html


def test_the_html_is_in_the_language_of_the_pages_and_runs_their_way(report):
    page = html5lib.parse((report / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    letter = parsed(mail(report, *ADDRESSES))
    shown = html5lib.parse(html(letter), namespaceHTMLElements=False)
    assert {**shown.attrib} == {"lang": page.get("lang"), "dir": page.get("dir")}
    assert letter["Content-Language"] == page.get("lang")
    sides = [cell.get("align") for cell in shown.iter("td") if cell.get("align") in ("left", "right")]
    assert sides[0] == ("right" if page.get("dir") == "rtl" else "left")


def test_every_table_comes_back_byte_for_byte(report):
    tables = digest(report)["tables"]
    names = [table["name"] for table in tables]
    assert sorted(names) == sorted(
        str(path.relative_to(report))[:-4] for path in [*report.glob("*.csv"), *report.glob("leaderboard/*.csv")]
    )
    letter = parsed(mail(report, *ADDRESSES, "--max-size", "100MB", "--attach", ",".join(names)))
    assert letter.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["multipart/alternative"] + ["text/csv"] * len(names)
    for part, table in zip(letter.iter_attachments(), tables, strict=True):
        assert part.get_filename() == table["save_as"]
        assert part.get_payload(decode=True) == (report / f"{table['name']}.csv").read_bytes()


def test_the_digest_says_what_the_tables_say(report):
    figures = {row["metric"]: row["value"] for row in rows(report, "index")}
    found = digest(report)
    for row in found["figures"]["rows"] + found["attention"]["rows"]:
        if row["value"] is None:
            assert figures[row["metric"]] == ""
        elif row["metric"] in figures:
            assert float(figures[row["metric"]]) == row["value"], row
    for period, table in PERIODS.items():
        expected = [
            (int(row["rank"]), row["change"], row["name"], int(row["score"])) for row in rows(report, f"leaderboard/{table}")
        ]
        shown = [
            (row["rank"], moved(row["moved"]), row["name"], row["score"]) for row in found["leaders"][period]["board"]["rows"]
        ]
        assert len(shown) == min(10, len(expected))
        for (rank, change, name, score), row in zip(expected, shown):
            assert (rank, change, score) == (row[0], row[1], row[3])
            # Guards of spreadsheets and what turns the direction of writing are no part of a mail's name.
            assert tidy(name).startswith(tidy(row[2]).removesuffix("…"))
    rejects = {row["reason"]: int(row["records"]) for row in rows(report, "quality") if not row["reason"].startswith("note:")}
    assert {row["metric"]: row["value"] for row in found["quality"]["rows"]} == {k: v for k, v in rejects.items() if v}


def moved(words):
    """As in the CSV, where NEW is one in every language."""
    digits = re.sub(r"\D", "", words)
    if not digits:
        return {"=": "0", "": ""}.get(words, "NEW")
    return f"-{digits}" if "▼" in words else digits


def tidy(name):
    name = "".join(" " if c == "\ufffd" or unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in name)
    name = re.sub("[\u202a-\u202e\u2066-\u2069']", "", name)
    return re.sub(r" +", " ", name).strip(" ")


def test_the_digest_says_nothing_that_pages_do_not_show(report):
    overview = text_of((report / "index.html").read_bytes())
    found = digest(report)
    # The overview has the last whole day instead of today, whose figure is in the CSV beside it.
    today, *figures = found["figures"]["rows"]
    table = csv.DictReader((report / "index.csv").open(encoding="utf-8-sig", newline=""))
    assert {row["metric"]: row["value"] for row in table}[today["metric"]] == str(today["value"])
    for row in figures + found["attention"]["rows"]:
        assert " ".join(row["text"].split()) in overview and row["label"] in overview, row
    for period, table in PERIODS.items():
        page = (report / f"leaderboard/{table}.html").read_text("utf-8")
        shown = tidy(text_of(page))
        for row in found["leaders"][period]["board"]["rows"]:
            assert row["text"] in shown and row["page"] in page
            assert tidy(row["name"]).removesuffix("…") in shown
    quality = text_of((report / "quality.html").read_bytes())
    for row in found["quality"]["rows"]:
        assert row["label"] in quality and row["text"] in quality
    for table in found["tables"]:
        own = report / f"{table['name']}.html"
        # Some lie beside another page.
        pages = [own] if own.exists() else report.glob("*.html")
        is_shown = any(DATE.sub("", table["save_as"]) in page.read_text("utf-8") for page in pages)
        assert is_shown or table["name"] in ("hours", "types", "weeks", "months"), table


def test_the_header_is_of_the_report_and_its_options(report):
    message = mail(report, *ADDRESSES)
    letter = parsed(message)
    assert letter.keys() == FIELDS
    as_of = datetime.fromisoformat(digest(report)["as_of"].replace("Z", "+00:00"))
    assert letter["Date"].datetime == as_of.astimezone(timezone.utc)
    first, rest = message.split(b"\n", 1)
    assert first == b"Message-ID: <%s@acme.example>" % hashlib.sha256(rest).hexdigest()[:32].encode()
    assert mail(report, *ADDRESSES) == message


def test_lines_are_short_and_in_ascii(report):
    names = ",".join(table["name"] for table in digest(report)["tables"])
    message = mail(report, *ADDRESSES, "--max-size", "100MB", "--attach", names)
    assert b"\r" not in message and message.endswith(b"\n")
    lines = message.split(b"\n")
    assert all(byte < 128 for byte in message)
    assert max(map(len, lines)) <= 78


def test_the_text_has_72_columns(report):
    def columns(line):
        wide = {"W": 2, "F": 2}
        return sum(
            0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else wide.get(unicodedata.east_asian_width(c), 1) for c in line
        )

    for line in plain(parsed(mail(report, *ADDRESSES))).split("\n"):
        line = line[1:] if line.startswith(" ") else line
        # An address has no place to break at.
        assert columns(line.rstrip(" ")) <= 72


def test_a_draft_has_other_line_ends_and_says_that_it_is_unsent(sample):
    draft = mail(sample, *ADDRESSES, "--draft", "--attach", "users")
    assert draft.count(b"\n") == draft.count(b"\r\n") == draft.count(b"\r")
    letter = parsed(draft)
    assert letter.keys() == [name.replace("Auto-Submitted", "X-Unsent") for name in FIELDS]
    assert letter["X-Unsent"] == "1"
    [part] = letter.iter_attachments()
    assert part.get_payload(decode=True) == (sample / "users.csv").read_bytes()
    assert_in_order(texts(digest(sample)), "\n".join(unflowed(plain(letter))))


def test_links_lead_to_the_report_where_it_is_served(sample):
    letter = parsed(mail(sample, *ADDRESSES))
    links = set(re.findall(r'href="([^"]*)"', html(letter)))
    assert len(links) > 10
    for link in links:
        path = link.removeprefix("https://reports.example/acme/").partition("?")[0]
        assert (sample / path).is_file(), link
    assert set(re.findall(r"<(\S+)>", "\n".join(unflowed(plain(letter))))) <= links


def test_there_are_no_links_where_nobody_said_where(tmp_path, sample):
    from letters import build

    report = build(sample.parent / "sample.json", tmp_path / "public")
    letter = parsed(mail(report, *ADDRESSES))
    assert "href" not in html(letter) and "http" not in plain(letter)


def test_large_tables_are_compressed(sample):
    limit = (sample / "users.csv").stat().st_size
    arguments = [*ADDRESSES, "--attach", "users,index"]
    [users, index] = parsed(mail(sample, *arguments, "--gzip-above", limit - 1)).iter_attachments()
    assert (users.get_content_type(), index.get_content_type()) == ("application/gzip", "text/csv")
    assert users.get_filename().endswith(".csv.gz")
    assert gzip.decompress(users.get_payload(decode=True)) == (sample / "users.csv").read_bytes()
    [users, _] = parsed(mail(sample, *arguments, "--gzip-above", limit)).iter_attachments()
    assert users.get_content_type() == "text/csv"


def test_a_table_without_a_name_is_refused(sample):
    for tables in ["", ",", "users,", ",users"]:
        ending = run("mail", sample, *ADDRESSES, "--attach", tables)
        assert (ending.returncode, ending.stdout) == (64, b""), tables
        assert ending.stderr.startswith(b"rollcall: --attach: no table '' in this report; "), tables


def test_a_message_that_is_too_large_is_refused_with_what_to_leave_out(sample):
    arguments = ["mail", sample, *ADDRESSES, "--attach", "index,users"]
    size = len(run(*arguments).stdout)
    assert run(*arguments, "--max-size", size).returncode == 0
    ending = run(*arguments, "--max-size", size - 1)
    assert (ending.returncode, ending.stdout) == (1, b"")
    assert re.fullmatch(
        rb"rollcall: the message has \d+ kB, more than \d+ kB; leave out users \(\d+ kB\), give --gzip-above, "
        rb"or raise --max-size\n", ending.stderr)
    assert run("mail", sample, *ADDRESSES, "--attach", "index", "--max-size", size - 1).returncode == 0
