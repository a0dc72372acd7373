"""Messages about reports, read by programs that are not ours.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Mail
With --hard all hostile texts, else some of them.
"""

import pytest
from letters import SHARED, build, run

DUMPS = sorted(path.name for path in (SHARED / "dumps").glob("*") if path.suffix in (".json", ".ndjson"))


def pytest_addoption(parser):
    parser.addoption("--hard", action="store_true", help="all hostile texts, not only some")


@pytest.fixture(scope="session")
def hard(request):
    return request.config.getoption("--hard")


@pytest.fixture(scope="session", params=["sample", *(DUMPS or ["shared"])])
def report(request, tmp_path_factory):
    """Each dump that there is, and a made-up one that is served somewhere."""
    folder = tmp_path_factory.mktemp("report")
    if request.param == "shared":
        pytest.skip(f"no dumps in {SHARED}/dumps")
    if request.param != "sample":
        return build(SHARED / "dumps" / request.param, folder / "public")
    return make_sample(folder)


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    return make_sample(tmp_path_factory.mktemp("sample"))


def make_sample(folder):
    (folder / "sample.json").write_bytes(run("sample", "--users", 60, "--events", 3000).stdout)
    return build(folder / "sample.json", folder / "public", "--base-url", "https://reports.example/acme")
