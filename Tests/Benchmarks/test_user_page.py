"""What a user's page costs, in instructions, which no other program on the machine changes: so that it gets dearer, or
cheaper, by intent only. Most of a large report is users' pages.

After an intended change, record the figure anew:
    ROLLCALL_RECORD=1 ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Benchmarks
"""

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall")).absolute()
FIGURE = Path(__file__).with_name("user_page.txt")
TOLERANCE = 0.1
USERS = 24
# Not its closures, whose names go on.
RENDERS = re.compile(r" T (\$s6Render12PageRendererC4user_\w+F)$", re.MULTILINE)
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "SWIFT_BACKTRACE": "enable=no", "SWIFT_DETERMINISTIC_HASHING": "1",
    # What each processor can do: glibc copies and fills in other steps with more of it.
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX512VL,-AVX2,-AVX,-ERMS,-FSRM,-SSSE3,-SSE4_1,-SSE4_2",
}  # fmt: skip


def run(*command, **options):
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=True, text=True, **options)


def instructions(folder):
    """Of one page of a made-up organization with its CSV, written as well, without what the system does."""
    program, dump, counts = folder / "rollcall", folder / "dump.ndjson", folder / "counts"
    shutil.copy(PROGRAM, program)
    # Else reading of its lines takes longer than all the rest.
    run("strip", "-g", program)
    found = RENDERS.findall(run("nm", program, capture_output=True).stdout)
    assert len(found) == 1, f"the function that renders a user's page is {found}"
    with open(dump, "w") as file:
        run(program, "sample", "--ndjson", "--users", str(USERS), "--events", str(50 * USERS), "--workspaces", "3", stdout=file)
    run("valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", f"--toggle-collect={found[0]}",
        program, "build", dump, "--output", folder / "report", "--threads", "1", capture_output=True)
    return int(re.search("^summary: ([0-9]+)", counts.read_text(), re.MULTILINE)[1]) // USERS


@pytest.mark.skipif(not shutil.which("valgrind"), reason="without valgrind no instruction is counted")
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the instructions that are recorded are those of x86-64")
@pytest.mark.skipif(b"libswiftSwiftOnoneSupport" not in PROGRAM.read_bytes(), reason="what is recorded is of a debug build")
def test_takes_the_instructions_that_are_recorded(tmp_path):
    now = instructions(tmp_path)
    if "ROLLCALL_RECORD" in os.environ:
        FIGURE.write_text(f"{now}\n")
        pytest.fail(f"recorded {now:,} in {FIGURE.name}; look at the difference, and run without ROLLCALL_RECORD")
    before = int(FIGURE.read_text())
    assert abs(now / before - 1) <= TOLERANCE, (
        f"a user's page takes {now:,} instructions of a debug build, {now / before - 1:+.1%} against what is recorded."
        " Where that is intended: ROLLCALL_RECORD=1 ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Benchmarks"
    )
