"""What the program is linked with: nothing that takes long to start."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))


def test_brings_no_foundation_but_its_essentials_and_no_icu():
    """ArgumentParser needs FoundationEssentials; libarchive's own libraries may be linked with Debian's ICU."""
    said = subprocess.run(["readelf", "-d", PROGRAM], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", said)
    assert "libc.so.6" in needed
    assert {name for name in needed if re.search("foundation|icu", name, re.IGNORECASE)} <= {"libFoundationEssentials.so"}
    # Where it is linked in, so would be ICU's data.
    assert not re.search(rb"icudt[0-9]", PROGRAM.read_bytes())


def test_imports_no_foundation():
    for path in (ROOT / "Sources").rglob("*.swift"):
        assert not re.search(r"^\s*(\w+ )?import Foundation", path.read_text(), re.MULTILINE), path
