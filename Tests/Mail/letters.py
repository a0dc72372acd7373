"""Reports, the messages made of them, and what readers' programs make of those: Python's email, and RFC 3676 by hand."""

import email
import email.policy
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
ADDRESSES = ["--to", "ada@acme.example", "--from", "reports@acme.example"]
FIELDS = ["Message-ID", "From", "To", "Subject", "Date", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type"]


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=ROOT, env=ENVIRONMENT, capture_output=True, **options)


def build(dump, folder, *options):
    ending = run("build", dump, "--output", folder, *options)
    assert ending.returncode == 0, ending.stderr
    return folder


def mail(report, *options):
    """The bytes of a message."""
    ending = run("mail", report, *options)
    assert ending.returncode == 0, ending.stderr
    return ending.stdout


def parsed(message):
    """The message as Python reads it, which raises on a defect, and none that it only lists."""
    letter = email.message_from_bytes(message, policy=email.policy.strict)
    for part in letter.walk():
        assert part.defects == []
        for name, value in part.items():
            assert value.defects == (), name
    return letter


def unflowed(text):
    """Paragraphs of `format=flowed; delsp=yes`."""
    paragraphs, start = [], ""
    for line in text.split("\n"):
        if line == "-- ":
            paragraphs.append(line)
            continue
        line = line[1:] if line.startswith(" ") else line
        if line.endswith(" "):
            start += line[:-1]
        else:
            paragraphs.append(start + line)
            start = ""
    assert start == ""
    return paragraphs


def plain(letter):
    part = letter.get_body(("plain",))
    assert part["Content-Type"].params == {"charset": "utf-8", "format": "flowed", "delsp": "yes"}
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def html(letter):
    return letter.get_body(("html",)).get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def digest(report):
    return json.loads((report / "digest.json").read_bytes())


def texts(digest, period="week"):
    """What a message says, in the order in which it does; without a base URL links have no labels."""
    board = digest["leaders"][period]["board"]
    shown = [digest["organization"], digest["title"], digest["until"]]
    sections = [(digest["figures"], False), (board, True), (digest["attention"], False)]
    if digest["quality"]["rows"]:
        sections.append((digest["quality"], False))
    for section, is_board in sections:
        shown += [section["heading"], section["note"]]
        if not section["rows"]:
            shown.append(section["empty"])
        elif is_board:
            heads = digest["leaders"][period]["heads"]
            shown += [heads["rank"], heads["moved"], heads["score"], heads["name"]]
        for row in section["rows"]:
            shown += [row["text"], row["name"] if is_board else row["label"], row["detail"]]
    return [text for text in shown + [digest["words"]["closing"]] if text]


def assert_in_order(texts, whole):
    place = 0
    for text in texts:
        found = whole.find(text, place)
        assert found >= 0, f"{text!r} is not in {whole[place:place + 400]!r}"
        place = found + len(text)
