"""Messages about reports, read by programs that are not ours.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Mail
With --hard all hostile texts, else some of them.
"""

import pytest
from letters import ROOT, SHARED, build, run

LANGUAGES = sorted(path.stem for path in (ROOT / "site/words").glob("*.yml"))
DUMPS = sorted(path.name for path in (SHARED / "dumps").glob("*") if path.suffix in (".json", ".ndjson"))


@pytest.fixture(scope="session", params=[*LANGUAGES, *(DUMPS or ["shared"])])
def report(request, tmp_path_factory):
    """Each dump that there is, and a made-up one in each language that is served somewhere."""
    folder = tmp_path_factory.mktemp("report")
    if request.param == "shared":
        pytest.skip(f"no dumps in {SHARED}/dumps")
    if request.param not in LANGUAGES:
        return build(SHARED / "dumps" / request.param, folder / "public")
    return make_sample(folder, request.param)


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    return make_sample(tmp_path_factory.mktemp("sample"))


def make_sample(folder, language="en"):
    sample = run("sample", "--users", 60, "--events", 3000, "--language", language)
    (folder / "sample.json").write_bytes(sample.stdout)
    (folder / "site").mkdir()
    (folder / "site/site.yml").write_text(f"language: {language}\n")
    options = ["--site", folder / "site", "--base-url", "https://reports.example/acme"]
    return build(folder / "sample.json", folder / "public", *options)
