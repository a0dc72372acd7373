"""What the documentation says was tried and measured is what the runs wrote, of promises that are still made."""

import ast
import re
from pathlib import Path

import figures
from runs import ROOT


def sentences(path):
    """Each that a file of tests gives to `promise`, itself or as a constant of the file."""
    tree = ast.parse(path.read_text())
    constants = {node.targets[0].id: node.value for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "promise":
            sentence = constants.get(getattr(node.args[0], "id", ""), node.args[0])
            # One that is put together cannot be looked up, and its numbers are figures.
            assert isinstance(sentence, ast.Constant), f"{path.name}: {ast.unparse(node)}"
            yield sentence.value


def made():
    """By these tests, and by what the Makefile runs besides."""
    noted = re.findall(r'figures\.py "([^"]+)"', (ROOT / "Makefile").read_text())
    assert len(noted) >= 2
    return {sentence for path in Path(__file__).parent.glob("test_*.py") for sentence in sentences(path)} | set(noted)


def test_tells_no_promise_that_no_test_makes():
    told = {row for table, row, _ in figures.read() if table == figures.PROMISES}
    assert told - made() == set()


def test_shows_the_figures_as_they_were_written():
    lines, shown = figures.read(), set()
    for path in figures.ARTICLES.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert figures.with_tables(text, lines) == text, f"{path.name}: written by hand; run python3 Tests/figures.py"
        shown |= set(re.findall("<!-- figures: (.+) -->", text))
    assert {table for table, _, _ in lines} <= shown


def test_replaces_what_was_measured_and_leaves_the_rest():
    old, new = ("1", "2026-11-01", "a"), ("2", "2026-11-02", "b")
    lines = {("promises", "p", "x"): old, ("promises", "p", "y"): old, ("t", "read", "10"): old, ("t", "gone", "10"): old, ("t", "read", "20"): old}
    assert figures.merged(lines, "promises", {("p", "y"): "2", ("q", ""): "2"}, *new[1:]) == {
        **lines, ("promises", "p", "y"): new, ("promises", "q", ""): new,
    }  # fmt: skip
    measured = figures.merged(lines, "t", {("read", "10"): "2", ("rank", "10"): "2"}, *new[1:])
    assert list(measured.items())[2:] == [(("t", "read", "10"), new), (("t", "read", "20"), old), (("t", "rank", "10"), new)]
    assert figures.table(measured, "t").splitlines() == [
        "|  | 10 | 20 |", "|---|---|---|", "| read | 2 | 1 |", "| rank | 2 |  |", "| measured | 2026-11-02, b | 2026-11-01, a |",
    ]  # fmt: skip
    assert figures.table(lines, "promises").splitlines()[2] == "| p | x: 1; y: 1 | 2026-11-01 |"
