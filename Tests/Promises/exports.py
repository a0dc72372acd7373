"""Exports for the tests of promises: small ones of each source, and archives of them."""

import io
import json
import re
import tarfile
import unicodedata
import zipfile
from collections import Counter

from runs import ROOT

SAMPLES = ROOT.parent / "shared/exports"


def examples():
    """Those of Tests/ConvertTests, each a name and its files; texts that are never shown have SECRET in them."""
    found = []
    for file in sorted((ROOT / "Tests/ConvertTests/Fixtures").glob("*.txt")):
        for number, part in enumerate(re.split(r"^== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]):
            blocks = part.split("\n-- ")[1:]
            files = dict(block.split("\n", 1) if "\n" in block else (block, "") for block in blocks)
            kept = {path: text.replace("␍", "\r").encode() for path, text in files.items()
                    if path not in ("people", "gives", "stops")}
            found.append((f"{file.stem}-{number}", kept))
    return found


def slack(names=("Ada", "general"), count=3):
    """Each name is that of a user, of a channel and of its folder."""
    files = {"users.json": [{"id": f"U{n}", "team_id": "T", "name": name, "deleted": False, "profile": {}}
                            for n, name in enumerate(names)],
             "channels.json": [{"id": f"C{n}", "name": name, "created": 1600000000, "members": ["U0", f"U{n}"]}
                               for n, name in enumerate(names)]}
    # libarchive gives names in normal form C, in which two may be one.
    forms = Counter(unicodedata.normalize("NFC", name) for name in names)
    for n, name in enumerate(names):
        is_alone = forms[unicodedata.normalize("NFC", name)] == 1
        folder = name if is_alone and is_folder(name) else f"C{n}"
        files[f"{folder}/1.json"] = [
            {"type": "message", "user": f"U{n}", "text": "SECRET", "ts": f"{1700000000 + 60 * m}.{n:06}"}
            for m in range(count)]
    return {path: json.dumps(records).encode() for path, records in files.items()}


def is_folder(name):
    """Whether an archive can have a folder of this name that is read."""
    return (not re.search(r"[/\x00-\x1f\x7f]", name) and not name.startswith(".") and name != "__MACOSX"
            and len(name.encode()) <= 250)


def zipped(files, level=6):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for path, content in files:
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for path, content in files:
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def write(folder, files):
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder
