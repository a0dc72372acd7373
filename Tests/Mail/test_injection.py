"""Nothing that a stranger wrote adds a field, a part or a recipient to a message, or a link to its HTML."""

import json
import re
import shutil
import unicodedata

import html5lib
import pytest
from letters import ADDRESSES, FIELDS, SHARED, build, digest, html, mail, parsed, plain, run, unflowed

CORPUS = SHARED / "corpus/text"
OWN = [
    "x\nBcc: evil@evil.example", "x\r\nBcc: evil@evil.example", "x\rBcc: evil@evil.example", "\n\nbody", "\r\n\r\n--=_x\r\n",
    "=?UTF-8?B?Cg==?=", "=?UTF-8?Q?=0ABcc:_evil@evil.example?=", "x\u2028Bcc: e@e.example", "x\x85Bcc: e@e.example", ".", "..",
    "From x", ">From x", "-- ", "--=_", "x, evil@evil.example", "\"x\" <evil@evil.example>", "x>;<evil@evil.example", "\u202ex", "\0",
    "</title><img src=x onerror=alert(1)>", "<script>alert(1)</script>", "{files}", "{organization}", "%0ABcc: e@e.example", "a" * 5000,
    "e" + "\u0301" * 3000, "漢" * 300, "👩🏽‍🚀" * 200, " " * 300 + "x", "x\tBcc: y",
]  # fmt: skip


def hostile():
    """Every text of ../shared/corpus/text, and our own; no lone surrogates, which no file can have."""
    found = list(OWN)
    if CORPUS.is_dir():
        found += json.loads((CORPUS / "blns.json").read_text("utf-8"))
        found += json.loads((CORPUS / "hostile-names.json").read_text("utf-8"))["names"]
        traps = json.loads((CORPUS / "swift-grapheme-traps.json").read_text("utf-8"))
        found += traps["html"] + traps["csv"] + traps["json_in_script"]
        for entry in json.loads((CORPUS / "timestamps-numbers.json").read_text("utf-8")).values():
            found += [json.dumps(item, ensure_ascii=False) for item in entry] if isinstance(entry, list) else []
    return list(dict.fromkeys(text for text in found if text and not any("\ud800" <= c <= "\udfff" for c in text)))


@pytest.fixture(scope="module")
def hostile_texts(hard):
    """All of them, or our own and every fiftieth of the others."""
    found = hostile()
    return found if hard else found[: len(OWN)] + found[len(OWN) :: 50]


def has_controls(text):
    return any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in text)


def harmless(text):
    """As the README says what becomes of a name."""
    text = re.sub("[\x00-\x20\x7f-\x9f\u2028\u2029]+", " ", text)
    text = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    text = "".join("\ufffd" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c for c in text)
    return re.sub(" +", " ", text).strip(" ")


def assert_untouched(message, attachments=0, recipients=("ada@acme.example",)):
    """The message has the fields, the recipients, the parts and the elements of any other."""
    letter = parsed(message)
    assert letter.keys() == FIELDS
    assert [a.addr_spec for a in letter["To"].addresses] == list(recipients)
    assert [a.addr_spec for a in letter["From"].addresses] == ["reports@acme.example"]
    kinds = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html"] + ["text/csv"] * attachments
    assert all(set(part.keys()) <= {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}
               for part in letter.walk() if part is not letter)  # fmt: skip
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html(letter))
    tags = {e.tag for e in document.iter() if isinstance(e.tag, str)}
    assert tags <= {"html", "head", "meta", "title", "body", "table", "tbody", "tr", "th", "td", "h1", "h2", "p", "span", "br", "a"}
    assert not re.search(rb"(?m)^Bcc:", message)
    return letter


@pytest.fixture(scope="module")
def copy(sample, tmp_path_factory):
    """A report whose digest may be written over."""
    folder = tmp_path_factory.mktemp("copy") / "public"
    shutil.copytree(sample, folder)
    return folder


def write(folder, found):
    (folder / "digest.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def test_names_of_a_dump_add_nothing(tmp_path, hostile_texts):
    """Twenty names a report: ten lead in the week, ten in the month; organizations and workspaces too."""
    seen = 0
    for start in range(0, len(hostile_texts), 20):
        names = hostile_texts[start:start + 20]
        records = [{"kind": "organization", "id": names[0], "name": names[0], "exported_at": "2026-11-24T10:00:00Z"}]
        for number, name in enumerate(names):
            day = "2026-11-18" if number < 10 else "2026-10-18"
            user = f"u{number}"
            records += [
                {"kind": "user", "id": user, "name": name, "email": name, "role": name, "status": "active"},
                {"kind": "workspace", "id": f"w{number}", "name": name},
                {"kind": "event", "user_id": user, "workspace_id": f"w{number}", "type": "t", "at": day, "count": 40 - number},
            ]
        dump = tmp_path / f"{start}.ndjson"
        dump.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
        report = build(dump, tmp_path / f"public-{start}")
        tables = ",".join(table["name"] for table in digest(report)["tables"])
        for period, led in [("week", names[:10]), ("month", names[10:])]:
            message = mail(report, *ADDRESSES, "--period", period, "--attach", tables)
            letter = assert_untouched(message, attachments=tables.count(",") + 1)
            text = "\n".join(unflowed(plain(letter)))
            rows = digest(report)["leaders"][period]["board"]["rows"]
            for name, row in zip(led, rows, strict=True):
                # Cut behind a whole character of at most 120 scalars; one of these has 96.
                expected = harmless(name) or row["user_id"]
                kept = row["name"].removesuffix("…") if len(expected) > 120 else row["name"]
                assert kept == expected if len(expected) <= 120 else expected.startswith(kept) and 24 < len(kept) <= 120
                assert row["name"] in text
                seen += 1
    assert seen == len(hostile_texts)


@pytest.mark.parametrize("field", ["organization", "subject", "name", "label", "save_as", "base_url"])
def test_a_digest_that_somebody_wrote_adds_nothing(copy, field, hostile_texts):
    for text in hostile_texts:
        found = digest_of(copy)
        place(found, field, text)
        write(copy, found)
        ending = run("mail", copy, *ADDRESSES, "--attach", "users")
        if has_controls(text) or field == "save_as" and not re.fullmatch(r"[a-z0-9-][a-z0-9.-]*\.csv", text):
            assert (ending.returncode, ending.stdout) == (1, b""), text
            continue
        assert ending.returncode == 0, ending.stderr
        letter = assert_untouched(ending.stdout, attachments=1)
        if field == "save_as":
            [part] = letter.iter_attachments()
            assert part.get_filename() == text
        if field == "subject":
            assert letter["Subject"] == text


ORIGINAL = {}


def digest_of(copy):
    if not ORIGINAL:
        ORIGINAL["text"] = (copy / "digest.json").read_text("utf-8")
    return json.loads(ORIGINAL["text"])


def place(found, field, text):
    board = found["leaders"]["week"]["board"]["rows"]
    if field == "organization":
        found["organization"] = text
    elif field == "subject":
        found["leaders"]["week"]["subject"] = text
    elif field == "name":
        board[0]["name"] = text
    elif field == "label":
        found["figures"]["rows"][0]["label"] = text
    elif field == "base_url":
        found["base_url"] = "https://" + text + "/"
    else:
        next(t for t in found["tables"] if t["name"] == "users")["save_as"] = text


def option(name, text):
    """A value that begins with `-` goes with its name; one that begins with a mark would be one character with `=`."""
    return [f"{name}={text}"] if text.startswith("-") else [name, text]


def test_a_subject_comes_back_or_is_refused(sample, hostile_texts):
    for text in hostile_texts:
        if "\0" in text:
            continue
        ending = run("mail", sample, *ADDRESSES, *option("--subject", text))
        if has_controls(text) or not text.strip(" "):
            assert (ending.returncode, ending.stdout) == (64, b""), text
        else:
            assert ending.returncode == 0, ending.stderr
            assert assert_untouched(ending.stdout)["Subject"] == text


def test_a_recipients_name_is_no_recipient(sample, hostile_texts):
    for text in hostile_texts:
        if "\0" in text:
            continue
        ending = run("mail", sample, *option("--to", f"{text} <ada@acme.example>"), "--from", "reports@acme.example")
        if has_controls(text):
            assert (ending.returncode, ending.stdout) == (64, b""), text
        else:
            assert ending.returncode == 0, ending.stderr
            assert_untouched(ending.stdout)


def test_an_address_is_an_address_or_refused(sample, hostile_texts):
    for text in hostile_texts:
        if "\0" in text:
            continue
        for address in (text, f"{text}@acme.example", f"ada@{text}"):
            ending = run("mail", sample, f"--to={address}", "--from", "reports@acme.example")
            if ending.returncode == 0:
                [found] = parsed(ending.stdout)["To"].addresses
                assert found.addr_spec == address.strip(" ") or f"<{found.addr_spec}>" in address
            else:
                assert (ending.returncode, ending.stdout) == (64, b""), address
