"""What the documentation promises about runs that are killed, fail, race or are watched.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Promises
With --hard all of it, else the quick part; both print one line a promise, and all of it is written to figures.tsv.
"""

import itertools
import os
import tempfile
from pathlib import Path

import figures
import pytest
from runs import Report, make_dump, make_site


def pytest_terminal_summary(terminalreporter, config):
    stats = terminalreporter.stats
    # Of a test that failed in one of its cases nothing is told.
    failed = {report.nodeid.split("[")[0] for report in stats.get("failed", [])}
    reports = [report for report in stats.get("passed", []) if report.when == "call" and report.nodeid.split("[")[0] not in failed]
    noted = (value for report in reports for name, value in report.user_properties if name == "promise")
    held = {tuple(key): figure for key, figure in noted}
    if held:
        tried = "all of it, for the documentation" if config.getoption("--hard") else "the quick part; all: make test-hard"
        terminalreporter.section(f"promises ({tried})")
        for (promise, part), figure in held.items():
            terminalreporter.write_line(f"{promise}{part and f' ({part})'}: {figure}")
        if config.getoption("--hard"):
            figures.record(figures.PROMISES, held)


@pytest.fixture
def promise(record_property):
    """Notes a promise that held, or a part of it, with its figure: with the test's report, as tests may run in processes
    of their own. The sentence is the documentation's."""

    def note(promise, figure, part=""):
        record_property("promise", ((promise, part), figure))

    return note


@pytest.fixture
def in_memory():
    """A folder where flushing to the disk costs nothing, for tests of many runs."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def old_and_new(tmp_path_factory):
    """Two reports of one organization, an hour apart, in colours of their own."""
    folder = tmp_path_factory.mktemp("reports")
    reports = []
    for name, hour, accent in [("old", 10, "#7a1f5c"), ("new", 11, "#1f5c7a")]:
        dump, site = make_dump(folder / f"{name}.json", hour), make_site(folder / f"{name}-site", accent)
        reports.append(Report(dump, site, folder / name))
    return reports


@pytest.fixture(scope="session")
def hours(tmp_path_factory):
    """Three reports, an hour apart and alike but for that: over the first the second leaves a spare, which the third uses."""
    folder = tmp_path_factory.mktemp("hours")
    site = make_site(folder / "site", "#7a1f5c")
    return [Report(make_dump(folder / f"{hour}.json", hour), site, folder / str(hour)) for hour in (9, 10, 11)]


@pytest.fixture
def fresh(tmp_path, old_and_new):
    """Gives folders to publish into, each beside nothing else and with the old report in it."""
    numbers = itertools.count()

    def make():
        parent = tmp_path / str(next(numbers))
        parent.mkdir()
        old_and_new[0].copy_to(parent / "public")
        return parent / "public"

    return make


@pytest.fixture
def add_kept():
    """Puts files of somebody else into a report, which its sites keep; what a tree then has besides."""

    def add(output):
        (output / ".well-known" / "acme").mkdir(parents=True)
        (output / "users" / "mine").mkdir()
        kept = {"robots.txt": b"mine", ".well-known/acme/token": b"t", "users/mine/x": b"x"}
        for path, content in kept.items():
            (output / path).write_bytes(content)
        return kept | {".well-known": None, ".well-known/acme": None, "users/mine": None}

    return add


@pytest.fixture
def fresh_with_kept(fresh, add_kept):
    output = fresh()
    return output, add_kept(output)
