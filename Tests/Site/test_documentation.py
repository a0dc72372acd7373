"""The articles as a catalog: DocC itself follows each link."""

import shutil
import subprocess
from pathlib import Path

import pytest

CATALOG = Path(__file__).resolve().parents[2] / "Sources/rollcall/rollcall.docc"


@pytest.mark.skipif(shutil.which("docc") is None, reason="no docc beside this swift")
def test_articles_make_a_catalog_without_a_warning(tmp_path):
    command = [
        "docc", "convert", CATALOG, "--warnings-as-errors", "--output-dir", tmp_path / "out",
        "--fallback-display-name", "rollcall", "--fallback-bundle-identifier", "rollcall",
    ]  # fmt: skip
    ending = subprocess.run(command, capture_output=True, text=True)
    assert (ending.returncode, ending.stderr) == (0, ""), ending.stderr
    assert len(list(tmp_path.glob("out/data/documentation/rollcall/*.json"))) == len(list(CATALOG.glob("*.md"))) - 1
