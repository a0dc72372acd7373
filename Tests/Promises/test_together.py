"""Several runs at once, and one run anywhere."""

import hashlib
import itertools
import os
import select
import shutil
import subprocess

from runs import ENVIRONMENT, PROGRAM, ROOT, tree

RUNS = 20


def start(output, site):
    """A run that waits for a line, then reads its dump from what follows it."""
    return subprocess.Popen(
        ["bash", "-c", 'read -r _; exec "$@"', "gate", PROGRAM, "build", "-", "--output", output, "--site", site],
        cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for_all_but_one(runs):
    """The run that goes on when all others have ended, with 75."""
    by_descriptor = {os.pidfd_open(one.pid): one for one in runs}
    poll = select.poll()
    for descriptor in by_descriptor:
        poll.register(descriptor, select.POLLIN)
    while len(by_descriptor) > 1:
        for descriptor, _ in poll.poll():
            poll.unregister(descriptor)
            os.close(descriptor)
            ended = by_descriptor.pop(descriptor)
            assert ended.wait() == 75, ended.stderr.read()
    ((descriptor, winner),) = by_descriptor.items()
    os.close(descriptor)
    return winner


def digest(folder):
    """Of all paths, modes and bytes."""
    whole = hashlib.sha256()
    for path, content in sorted(tree(folder).items()):
        mode = (folder / path).lstat().st_mode
        whole.update(repr((path, mode, content)).encode())
    return whole.hexdigest()


def test_lets_one_of_many_publish(hard, promise, old_and_new, tmp_path):
    """The one that holds the lock waits for its dump until the others have ended.

    In every fourth round it is killed instead: the next round finds no dead lock.
    """
    old = old_and_new[0]
    output = tmp_path / "public"
    rounds = 200 if hard else 4
    for number in range(rounds):
        runs = [start(output, old.site) for _ in range(RUNS)]
        for one in runs:
            one.stdin.write(b"go\n")
            one.stdin.flush()
        winner = wait_for_all_but_one(runs)
        if number % 4 == 3:
            winner.kill()
            winner.communicate()
        else:
            _, errors = winner.communicate(old.dump.read_bytes())
            assert winner.returncode == 0, errors
            assert tree(output)["users.csv"] == old.tree["users.csv"]
        for one in runs:
            for pipe in (one.stdin, one.stdout, one.stderr):
                pipe.close()
    promise("of 20 runs at once one publishes, the others end with 75", f"{rounds} rounds")


def test_gives_the_same_tree_wherever_it_runs(promise, old_and_new, tmp_path):
    """TZ, LANG, umask, working folder and workers, each one way and another."""
    old = old_and_new[0]
    for folder in ("Templates", "site"):
        shutil.copytree(ROOT / folder, tmp_path / "elsewhere" / folder)
    hashes = set()
    places = itertools.product(
        ("UTC", "Pacific/Kiritimati"), ("C", "tr_TR.UTF-8"), (0o022, 0o077), (ROOT, tmp_path / "elsewhere"), (1, 8)
    )
    for number, (zone, language, mask, folder, threads) in enumerate(places):
        output = tmp_path / f"out-{number}"
        subprocess.run(
            [PROGRAM, "build", old.dump, "--site", old.site, "--output", output, "--threads", str(threads)],
            cwd=folder, env={**ENVIRONMENT, "TZ": zone, "LANG": language, "LC_ALL": language},
            umask=mask, check=True, capture_output=True,
        )  # fmt: skip
        hashes.add(digest(output))
        shutil.rmtree(output)
    assert len(hashes) == 1
    promise("`TZ`, `LANG`, umask, working folder and number of workers change no byte and no mode", f"{number + 1} runs")
