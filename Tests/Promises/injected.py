"""Runs in which strace kills the program at a system call, or makes the call fail."""

import collections
import re

from runs import run

# Calls that write, or decide what is written; `openat` reads too.
WRITING = [
    "openat", "newfstatat", "getdents64", "flock", "mkdirat", "write", "linkat", "close", "fchmod", "fchown", "utimensat",
    "syncfs", "fsync", "renameat", "renameat2", "unlinkat",
]  # fmt: skip


def counts(command, log):
    """How often a run makes each of the calls."""
    run(["strace", "-f", "-o", log, "-e", "trace=" + ",".join(WRITING), *command])
    names = re.findall(r"^\d+ +(\w+)\(", log.read_text(), re.MULTILINE)
    return collections.Counter(name for name in names if name in WRITING)


def inject(command, call, what):
    """The run with `what` (strace's own words) done to `call`."""
    return run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}", *command])


def chosen(count, most):
    """Numbers from 1 to count: all, or as many as `most`, the first and last among them."""
    if most is None or count <= most:
        return list(range(1, count + 1))
    return sorted({1 + round(step * (count - 1) / (most - 1)) for step in range(most)})
