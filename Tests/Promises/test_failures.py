"""Old or new, never between: killed at any call, failing at any call, a full disk."""

import concurrent.futures
import contextlib
import os
import shutil
import subprocess

import pytest
from injected import WRITING, chosen, counts, inject
from runs import age, beside, expect_clean_next_run, run, spare_of, tree

ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EMFILE"]
# With one number each of these is tried wherever it occurs, also in the quick part.
RARE = 6

root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
traced = pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")


@pytest.fixture(params=["folder", "link", "folder with files to keep", "folder with a spare"])
def publish_to(request, fresh, add_kept, old_and_new, hours):
    """Makes a place with the old report: a folder, or a link to one."""

    def make():
        output = fresh()
        if request.param == "folder with a spare":
            shutil.rmtree(output)
            for report in hours[:2]:
                assert run(report.command(output)).returncode == 0
                age(output)
            assert spare_of(output).exists()
        if request.param == "link":
            output.rename(output.parent / "now")
            output.symlink_to("now")
        elif request.param == "folder with files to keep":
            make.kept = add_kept(output)
        return output

    make.kind, make.kept = request.param, {}
    make.old, make.new = hours[1:] if request.param == "folder with a spare" else old_and_new
    return make


def every(found, few):
    """Each call with each of its numbers; of a common call `few` numbers, where that is given."""
    return [
        (call, number)
        for call in WRITING
        for number in chosen(found[call], None if found[call] <= RARE else few)
    ]


def in_parallel(check, cases):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda case: check(*case), cases):
            pass


def expect_rerun(new, output, publish_to, why):
    name = "now" if publish_to.kind == "link" else output.name
    expect_clean_next_run(new, output, why, publish_to.kept, {f".rollcall-{name}.lock", name, output.name})


@traced
def test_leaves_the_old_or_the_new_report_when_killed(hard, promise, publish_to, tmp_path):
    new = publish_to.new
    found = counts(new.command(publish_to()), tmp_path / "calls")
    assert found["syncfs"] == 1
    whole = [report.tree | publish_to.kept for report in (publish_to.old, publish_to.new)]

    def check(call, number):
        output = publish_to()
        ending = inject(new.command(output), call, f"signal=KILL:when={number}")
        why = f"killed at {call} {number}"
        assert ending.returncode != 0, why
        assert tree(output) in whole, why
        expect_rerun(new, output, publish_to, why)
        shutil.rmtree(output.parent)

    cases = every(found, None if hard else 5)
    in_parallel(check, cases)
    promise(
        "a run that is killed (SIGKILL) at any system call that writes leaves the old or the new report whole, no lock and "
        "nothing that the next run does not clear",
        f"{len(cases)} places", publish_to.kind,
    )  # fmt: skip


@traced
def test_leaves_the_old_or_the_new_report_when_a_call_fails(hard, promise, publish_to, tmp_path):
    new = publish_to.new
    is_all = publish_to.kind == "folder"
    found = counts(new.command(publish_to()), tmp_path / "calls")
    whole = [report.tree | publish_to.kept for report in (publish_to.old, publish_to.new)]

    def check(call, number, error, rest):
        output = publish_to()
        ending = inject(new.command(output), call, f"error={error}:when={number}{rest}")
        why = f"{error} at {call} {number}{rest}"
        now = tree(output)
        if ending.returncode == 0:
            assert now == whole[1], why
        else:
            assert now in whole, why
        expect_rerun(new, output, publish_to, why)
        shutil.rmtree(output.parent)

    # The calls for one file are the same for all kinds of place.
    places = every(found, 3 if not hard else None if is_all else 20)
    if hard:
        cases = [(*place, error, rest) for place in places for error in ERRORS for rest in ("", "+")]
    else:
        cases = [(*place, ERRORS[n % 4], "+"[n // 4 % 2 :]) for n, place in enumerate(places)]
    in_parallel(check, cases)
    promise(
        "a system call that fails (no room, I/O error, quota, too many files; once, or from then on) leaves the old or the "
        "new report whole and nothing that the next run does not clear",
        f"{len(cases):,} errors", publish_to.kind,
    )  # fmt: skip


@contextlib.contextmanager
def small_disk(folder, kilobytes):
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", folder]).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@root
def test_leaves_the_old_report_on_a_full_disk(hard, promise, old_and_new, tmp_path):
    old, new = old_and_new
    disk = tmp_path / "disk"
    size = sum(len(bytes or b"") for bytes in old.tree.values()) // 1024
    tried = 0
    for room in range(size * 12 // 10, size * 5, size // (40 if hard else 4)):
        with small_disk(disk, room):
            output = disk / "public"
            try:
                old.copy_to(output)
            except OSError:
                continue
            ending = run(new.command(output))
            tried += 1
            if ending.returncode == 0:
                assert tree(output) == new.tree
                continue
            assert ending.returncode == 2
            assert "No space left on device" in ending.stderr
            assert tree(output) == old.tree
            assert beside(output) == [".rollcall-public.lock", "public"]
    assert tried > 2
    promise("a disk that fills up leaves the old report", f"{tried} sizes of disk")


@traced
def test_says_what_to_do_where_folders_cannot_be_exchanged(old_and_new, fresh):
    old, new = old_and_new
    output = fresh()
    ending = inject(new.command(output), "renameat2", "error=EINVAL:when=1")
    assert ending.returncode == 2
    assert ending.stderr.endswith(
        f"rollcall: {output}: cannot be replaced in one step: it is a mount point, or its file system exchanges "
        "no folders; name a folder inside it, or on another file system, with --output\n"
    )
    assert tree(output) == old.tree
    expect_clean_next_run(new, output, "no exchange")


@root
def test_refuses_a_mount_point_before_it_reads(old_and_new, tmp_path):
    output = tmp_path / "public"
    with small_disk(output, 4096):
        ending = run(old_and_new[0].command(output))
        assert ending.returncode == 2
        assert "it is a mount point" in ending.stderr
        assert tree(output) == {}
        assert beside(output) == [".rollcall-public.lock", "public"]
