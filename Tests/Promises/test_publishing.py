"""One report, whatever its names; nothing of somebody else's deleted; nothing left that blocks."""

import contextlib
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from runs import ENVIRONMENT, PROGRAM, ROOT, beside, command, expect_clean_next_run, make_dump, run, tree

ONE_FOLDER = (
    "a second run that knows the folder by another name ends with 75 as well: links, `..`, another working folder, a "
    "bind mount"
)
LEFT_ALONE = (
    "a folder that is no report, and a report of another name, are left alone, whatever the options and however few "
    "files a run may open"
)
NOT_ITS_OWN = "files in a report that are not its own stop a run before it reads; `keep:` leaves them as they are"
CLEARED = (
    "what a run left is cleared by the next if it bears the report's mark, and what cannot be removed is named and "
    "blocks nothing"
)
HEADING = "A report made by rollcall; it may be replaced.\n"
NOBODY = 65534
FEW_FILES = range(4, 14)
MARKERS = ["", "x\n", "\n" + HEADING, HEADING[:-1] + " Not.\n", None, "fifo", "folder", "link", "huge"]
MOUNTED = ["users/mine", "users/mine/deep", "users"]

root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount, or be somebody else")


@contextlib.contextmanager
def waiting_run(output, site):
    """A run that holds its lock, has looked at the report and waits for its dump."""
    with subprocess.Popen(
        [PROGRAM, "build", "-", "--output", output, "--site", site],
        cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        while not reads_standard_input(process.pid):
            assert process.poll() is None, process.stderr.read()
        yield process


def reads_standard_input(process):
    """`read` is 0 on x86-64, 63 on ARM; proc(5)."""
    calls = []
    for task in Path(f"/proc/{process}/task").glob("*/syscall"):
        with contextlib.suppress(OSError):
            calls.append(task.read_text())
    return any(call.startswith(("0 0x0 ", "63 0x0 ")) for call in calls)


def expect_busy(command, name, folder=ROOT):
    ending = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    assert ending.returncode == 75, (name, ending.stdout, ending.stderr)
    assert "another run is publishing there" in ending.stderr


def test_lets_one_run_publish_to_a_folder_whatever_its_names(promise, old_and_new, tmp_path):
    """Links, `..` and another working folder lead to the folder that the first run publishes to."""
    old, new = old_and_new
    output = tmp_path / "real"
    old.copy_to(output)
    (tmp_path / "lnk").symlink_to("real")
    (tmp_path / "further").symlink_to(tmp_path / "lnk")
    (tmp_path / "up").symlink_to(".")
    names = ["lnk", "further", "real/../real", "up/real", "up/up/lnk", "real/."]
    with waiting_run(output, old.site) as first:
        for name in names:
            expect_busy(new.command(tmp_path / name), name)
        # The program's own assets are not to be found from there.
        site = tmp_path.with_name(tmp_path.name + "-site")
        shutil.copytree(ROOT / "site", site)
        elsewhere = [str(site) if part == str(new.site) else part for part in new.command("../real")]
        expect_busy(elsewhere + ["--templates", ROOT / "Templates"], "../real", output)
        _, errors = first.communicate(old.dump.read_bytes())
        assert first.returncode == 0, errors
    assert tree(output)["users.csv"] == old.tree["users.csv"]
    for name in ("lnk", "further"):
        assert run(new.command(tmp_path / name)).returncode == 0
        assert tree(output) == new.tree
    assert beside(output) == [".rollcall-real.lock", "further", "lnk", "real", "up"]
    promise(ONE_FOLDER, f"{len(names) + 1} names")


@root
def test_lets_one_run_publish_through_a_bind_mount(promise, old_and_new, tmp_path):
    old, new = old_and_new
    output = tmp_path / "above" / "real"
    output.parent.mkdir()
    old.copy_to(output)
    other = tmp_path / "bound"
    other.mkdir()
    if subprocess.run(["mount", "--bind", output.parent, other]).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        with waiting_run(output, old.site) as first:
            expect_busy(new.command(other / "real"), "bind mount")
            first.communicate(old.dump.read_bytes())
            assert first.returncode == 0
    finally:
        subprocess.run(["umount", other], check=True)
    promise(ONE_FOLDER, "1 name", "bind mount")


@root
def test_refuses_a_report_that_is_mounted_before_it_reads(old_and_new, tmp_path):
    old, new = old_and_new
    old.copy_to(tmp_path / "real")
    (tmp_path / "bound").mkdir()
    if subprocess.run(["mount", "--bind", tmp_path / "real", tmp_path / "bound"]).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        ending = run(new.command(tmp_path / "bound"))
        assert ending.returncode == 2
        assert "it is a mount point" in ending.stderr
    finally:
        subprocess.run(["umount", tmp_path / "bound"], check=True)
    assert tree(tmp_path / "real") == old.tree


def test_deletes_no_report_of_another_name(promise, old_and_new, tmp_path):
    """`report` and `report.2` are two reports, `current` leads to the second."""
    old, new = old_and_new
    assert run(old.command(tmp_path / "report")).returncode == 0
    assert run(new.command(tmp_path / "report.2")).returncode == 0
    (tmp_path / "current").symlink_to("report.2")
    ending = run(new.command(tmp_path / "current"))
    assert ending.returncode == 0 and "nothing is written" in ending.stdout
    assert tree(tmp_path / "report") == old.tree
    assert run(old.command(tmp_path / "current", "--allow-older")).returncode == 0
    assert tree(tmp_path / "report") == old.tree
    assert tree(tmp_path / "report.2") == old.tree
    promise(LEFT_ALONE, "2 reports and a link", "reports")


@pytest.mark.parametrize("files", FEW_FILES)
def test_takes_nothing_for_empty_that_it_cannot_open(promise, old_and_new, tmp_path, files):
    """With so few files that a run may open."""
    old, new = old_and_new
    old.copy_to(tmp_path / "r")
    (tmp_path / "r.2").mkdir()
    (tmp_path / "r.2" / "mine").write_text("mine")
    (tmp_path / "current").symlink_to("r")
    ending = run(["bash", "-c", f'ulimit -n {files}; exec "$@"', "few", *new.command(tmp_path / "current")])
    # With fewer than three besides its own the loader does not come to the program.
    if ending.returncode != 127:
        assert ending.returncode == 2
        assert ending.stderr == "rollcall: fewer than 16 files may be open here; raise `ulimit -n`\n"
    assert tree(tmp_path / "r") in (old.tree, new.tree)
    assert tree(tmp_path / "r.2") == {"mine": b"mine"}
    assert os.readlink(tmp_path / "current") == "r"
    promise(LEFT_ALONE, f"{len(FEW_FILES)} limits", "few files")


@pytest.mark.parametrize("limit", ["-n 16", "-n 20", "-n 24", "-f 1"])
def test_says_which_limit_stops_it(old_and_new, tmp_path, limit):
    """Of open files, and of a file's size: never a signal."""
    old, new = old_and_new
    old.copy_to(tmp_path / "r")
    ending = run(["bash", "-c", f'ulimit {limit}; exec "$@"', "few", *new.command(tmp_path / "r")])
    assert ending.returncode == 2
    assert ("Too many open files" if "-n" in limit else "File too large") in ending.stderr
    assert tree(tmp_path / "r") == old.tree


def test_reads_no_mark_that_is_larger_than_any(old_and_new, tmp_path):
    """Of a report, made as long as a disk: without its list no file is known to be the report's."""
    old, new = old_and_new
    old.copy_to(tmp_path / "r")
    os.truncate(tmp_path / "r" / ".rollcall", 1 << 40)
    ending = run(new.command(tmp_path / "r"))
    assert ending.returncode == 2 and "has files that are not of the report" in ending.stderr


@pytest.mark.parametrize("marker", MARKERS)
def test_tells_a_report_by_the_first_line_of_its_marker(promise, old_and_new, tmp_path, marker):
    output = tmp_path / "mine"
    output.mkdir()
    (output / "index.html").write_text("mine")
    (tmp_path / "heading").write_text(HEADING)
    if marker == "fifo":
        os.mkfifo(output / ".rollcall")
    elif marker == "folder":
        (output / ".rollcall").mkdir()
    elif marker == "link":
        (output / ".rollcall").symlink_to("../heading")
    elif marker == "huge":
        # Of zeros, and more of them than any machine holds.
        (output / ".rollcall").touch()
        os.truncate(output / ".rollcall", 1 << 43)
    elif marker is not None:
        (output / ".rollcall").write_text(marker)
    before = sorted(os.listdir(output))
    for options in ([], ["--force"], ["--rebuild"], ["--allow-older"]):
        ending = run(old_and_new[0].command(output, *options))
        assert ending.returncode == 2
        assert ending.stderr == (
            f"rollcall: {output}: not a report of rollcall, and not empty; "
            "name another folder with --output, or empty this one\n"
        )
    assert sorted(os.listdir(output)) == before
    assert (output / "index.html").read_text() == "mine"
    promise(LEFT_ALONE, f"{len(MARKERS)} markers, 4 runs each", "other folders")


def test_stops_at_files_that_are_not_the_reports(promise, old_and_new, tmp_path):
    """Before it reads; no option deletes them."""
    old, new = old_and_new
    output = tmp_path / "public"
    old.copy_to(output)
    mine = [b"a b", b"caf\xe9", b"notes.txt", b"search/x", b"users/u-u9.html", b"users/zz/x", b"zz"]
    for name in mine:
        path = os.path.join(os.fsencode(output), name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write("mine")
    before = tree(output)
    for options in ([], ["--force"], ["--rebuild"], ["--allow-older"]):
        command = [*new.command(output, *options)]
        command[2] = str(tmp_path / "no-such-dump.json")
        ending = run(command)
        assert ending.returncode == 2
        assert ending.stderr == (
            f"rollcall: {output}: has files that are not of the report: a b, caf\\xE9, notes.txt, search/x, "
            "users/u-u9.html and 2 more; nothing is read; move them elsewhere, or list them under keep: in site.yml\n"
        )
        assert tree(output) == before
    assert beside(output) == [".rollcall-public.lock", "public"]
    promise(NOT_ITS_OWN, f"{len(mine)} files, 4 runs", "without `keep:`")


def test_passes_over_locks_of_runs_into_the_report(old_and_new, tmp_path):
    """Such a run is refused, and leaves an empty file all the same."""
    old, new = old_and_new
    output = tmp_path / "public"
    old.copy_to(output)
    for name in ("assets", "users/zz", "new"):
        command = new.command(output / name)
        command[2] = str(tmp_path / "no-such-dump.json")
        assert run(command).returncode in (1, 2)
    assert (output / ".rollcall-new.lock").exists()
    (output / "users/.rollcall-zz.lock").write_text("mine")
    assert run(new.command(output)).stderr.endswith(
        "has files that are not of the report: users/.rollcall-zz.lock; nothing is read; move them elsewhere, "
        "or list them under keep: in site.yml\n"
    )
    (output / "users/.rollcall-zz.lock").unlink()
    expect_clean_next_run(new, output, "locks inside")


def test_keeps_what_the_publisher_wants_to_keep(promise, old_and_new, fresh_with_kept):
    output, kept = fresh_with_kept
    inode = (output / "robots.txt").stat().st_ino
    with contextlib.suppress(OSError):
        os.setxattr(output / ".well-known", "user.mine", b"mine")
    attributes = os.listxattr(output / ".well-known")
    for report, options in [(old_and_new[1], []), (old_and_new[1], ["--rebuild"]), (old_and_new[0], ["--force"])]:
        ending = run(report.command(output, *options))
        assert ending.returncode == 0 and ending.stderr == "", ending.stderr
        assert tree(output) == report.tree | kept
        assert (output / "robots.txt").stat().st_ino == inode
        assert os.listxattr(output / ".well-known") == attributes
        assert beside(output) == [".rollcall-public.lock", "public"]
    promise(NOT_ITS_OWN, f"{len(kept)} files and folders, 3 runs", "with it")


def as_nobody(command):
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True,
        user=NOBODY, group=NOBODY, extra_groups=[],
    )  # fmt: skip


@root
def test_carries_over_what_root_keeps_in_a_report(promise, old_and_new, in_memory):
    """As certbot does: folders and files that the run may read, and neither link nor remove."""
    old, new = old_and_new
    in_memory.chmod(0o755)
    os.chown(in_memory, NOBODY, NOBODY)
    for report in (old, new):
        shutil.copy(report.dump, in_memory / report.dump.name)
        shutil.copytree(report.site, in_memory / report.site.name)
    output = in_memory / "public"

    def command(report, *options):
        return [PROGRAM, "build", in_memory / report.dump.name, "--site", in_memory / report.site.name, "--output", output, *options]

    assert as_nobody(command(old)).returncode == 0
    (output / ".well-known" / "acme-challenge").mkdir(parents=True)
    (output / ".well-known" / "acme-challenge" / "token").write_text("root's")
    ending = as_nobody(command(new))
    assert ending.returncode == 0, ending.stderr
    assert (output / ".well-known" / "acme-challenge" / "token").read_text() == "root's"
    # What nobody but root can remove is named, and blocks nothing.
    left = [name for name in beside(output) if name.startswith(".rollcall-public.") and not name.endswith(".lock")]
    assert len(left) == 1
    sentence = (
        f"rollcall: {in_memory}/{left[0]}/report/.well-known/acme-challenge: left by a run and cannot be removed "
        "(Permission denied); remove it by hand, as its owner or root\n"
    )
    assert ending.stderr == sentence
    for _ in range(2):
        ending = as_nobody(command(old, "--force"))
        assert (ending.returncode, ending.stderr) == (0, sentence)
    assert "nothing is written" in as_nobody(command(old)).stdout
    assert run(command(new)).returncode == 0
    assert [name for name in beside(output) if name.startswith(".rollcall-")] == [".rollcall-public.lock"]
    promise(CLEARED, "4 runs", "not to be removed")


@root
@pytest.mark.parametrize("place", MOUNTED)
def test_never_empties_what_is_mounted_in_a_report(promise, old_and_new, tmp_path, place):
    """On a kept folder, below one, and on one of the report's own."""
    old, new = old_and_new
    output = tmp_path / "public"
    old.copy_to(output)
    (output / place).mkdir(parents=True, exist_ok=True)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("precious")
    run_new = " ".join(shlex.quote(part) for part in new.command(output, "--rebuild"))
    script = f"mount --bind {precious} {output}/{place} && {run_new}; echo $?; ls {output}/{place}"
    ending = subprocess.run(["unshare", "--mount", "sh", "-c", script], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True)
    assert ending.stdout.splitlines() == ["2", "file"], ending.stderr
    assert f"{place}: something is mounted here" in ending.stderr
    assert (precious / "file").read_text() == "precious"
    assert [name for name in beside(output) if not name.endswith(".lock")] == ["precious", "public"]
    promise("what is mounted in a report stops the run and is never moved or emptied", f"{len(MOUNTED)} places")


@root
def test_refuses_an_empty_folder_that_it_cannot_replace(old_and_new, in_memory):
    """Before it makes a report that nobody could remove afterwards."""
    in_memory.chmod(0o755)
    shutil.copy(old_and_new[0].dump, in_memory / "new.json")
    (in_memory / "public").mkdir(mode=0o555)
    for path in (in_memory, in_memory / "public"):
        os.chown(path, NOBODY, NOBODY)
    ending = as_nobody([PROGRAM, "build", in_memory / "new.json", "--output", in_memory / "public"])
    assert ending.returncode == 2 and "so that it cannot be replaced" in ending.stderr, ending
    assert [name for name in beside(in_memory / "public") if not name.endswith(".lock")] == ["new.json", "public"]


@root
def test_names_the_lock_that_it_may_not_open(old_and_new, in_memory):
    in_memory.chmod(0o755)
    output = in_memory / "public"
    assert run(old_and_new[0].command(output)).returncode == 0
    shutil.copy(old_and_new[1].dump, in_memory / "new.json")
    os.chown(in_memory, NOBODY, NOBODY)
    ending = as_nobody([PROGRAM, "build", in_memory / "new.json", "--output", output])
    assert ending.returncode == 2
    assert ending.stderr == (
        f"rollcall: {in_memory}/.rollcall-public.lock: Permission denied; this file keeps two runs apart: "
        "run as its owner, or remove it while no run publishes\n"
    )
    (in_memory / ".rollcall-public.lock").unlink()
    ending = as_nobody([PROGRAM, "build", in_memory / "new.json", "--output", output])
    assert ending.returncode == 2
    assert ending.stderr == (
        f"rollcall: {output}: Permission denied, so that it cannot be replaced; run as the owner of the report, "
        "or make it yours with all that is in it (chown -R)\n"
    )
    assert tree(output) == old_and_new[0].tree


def test_clears_what_killed_runs_left_and_nothing_else(promise, old_and_new, tmp_path):
    old = old_and_new[0]
    output = tmp_path / "public"
    old.copy_to(output)
    mark = "Made by rollcall for the report {}; the next run removes it.\n"
    names = {}
    for number, text in enumerate([mark.format("public"), mark.format("public.2"), "", None]):
        folder = tmp_path / f".rollcall-public.{number:016x}"
        os.makedirs(os.fsencode(folder) + b"/report/caf\xe9")
        with open(os.fsencode(folder) + b"/report/caf\xe9/\xff", "w") as file:
            file.write("x")
        if text is not None:
            (folder / "mark").write_text(text)
        names[number] = folder
    ending = run(old.command(output, "--rebuild"))
    assert ending.returncode == 0
    assert ending.stderr == "".join(
        f"rollcall: {names[number]}: named as what a run leaves, without its mark; "
        "look into it, and remove it if nobody misses it\n"
        for number in (1, 2, 3)
    )
    assert [names[number].exists() for number in range(4)] == [False, True, True, True]
    promise(CLEARED, f"{len(names)} folders", "marks")


@pytest.mark.parametrize("change", ["overwritten", "longer", "replaced"])
def test_publishes_nothing_of_a_dump_that_is_overwritten_while_it_is_read(change, tmp_path):
    dump, output = make_dump(tmp_path / "dump.json", 10), tmp_path / "public"
    assert run(command(dump, output)).returncode == 0
    before = tree(output)
    make_dump(dump, 11)
    with subprocess.Popen(
        command(dump, output, "-", "--merge"), cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        while not reads_standard_input(process.pid):
            assert process.poll() is None, process.stderr.read()
        match change:
            case "overwritten": dump.write_text('{"users": [{"id": "u1"}]}')
            case "longer": dump.write_text(dump.read_text() + "\n")
            case "replaced": make_dump(tmp_path / "new.json", 12).rename(dump)
        _, errors = process.communicate(b'{"users": []}')
    if change != "overwritten":
        assert process.returncode == 0, errors
        return
    assert (process.returncode, errors.decode()) == (1, (
        f"rollcall: {dump}: was overwritten while it was read; nothing is published; write a new dump beside the old one and put "
        "it in its place with mv, which is one step\n"))  # fmt: skip
    assert tree(output) == before


def test_makes_a_report_anew_of_which_something_is_missing(tmp_path):
    dump, output = make_dump(tmp_path / "dump.json", 10), tmp_path / "public"
    assert run(command(dump, output)).returncode == 0
    before = tree(output)
    assert "nothing is written" in run(command(dump, output)).stdout
    (output / "index.html").unlink()
    shutil.rmtree(output / "users")
    assert "nothing is written" not in run(command(dump, output)).stdout
    assert tree(output) == before


def test_folders_of_a_spare_are_as_new_ones(hours, tmp_path):
    """Neither rights nor lists of rights that somebody gave a report come and go with the hour."""
    output = tmp_path / "public"
    for report in hours[:2]:
        assert run(report.command(output)).returncode == 0
    try:
        os.setxattr(output / "users", "user.mine", b"x")
    except OSError:
        pytest.skip("no attributes on this disk")
    for hour in (12, 13, 14, 15):
        dump = make_dump(tmp_path / f"{hour}.json", hour)
        assert run(command(dump, output, "--site", hours[0].site)).returncode == 0
        assert os.listxattr(output / "users") == []


def test_publishes_over_no_report_that_came_meanwhile(old_and_new, tmp_path):
    old, new = old_and_new
    output = tmp_path / "public"
    old.copy_to(output)
    with waiting_run(output, new.site) as first:
        output.rename(tmp_path / "moved")
        old.copy_to(output)
        _, errors = first.communicate(new.dump.read_bytes())
        assert first.returncode == 2
        assert errors.decode().endswith(
            f"rollcall: {output}: somebody has put another folder there since the run began; nothing is published; "
            "see who publishes there, and start again\n"
        )
    assert tree(output) == old.tree and tree(tmp_path / "moved") == old.tree
    assert beside(output) == [".rollcall-public.lock", "moved", "public"]


def test_goes_back_and_makes_anew_only_when_told(promise, old_and_new, tmp_path):
    old, new = old_and_new
    output = tmp_path / "public"
    assert run(new.command(output)).returncode == 0
    for options in ([], ["--rebuild"]):
        ending = run(old.command(output, *options))
        assert ending.returncode == 1 and "--allow-older" in ending.stderr
        assert tree(output) == new.tree
    assert run(old.command(output, "--allow-older")).returncode == 0
    assert tree(output) == old.tree
    for options in ([], ["--allow-older"]):
        assert "nothing is written" in run(old.command(output, *options)).stdout
    for options in (["--rebuild"], ["--force"]):
        # Of a small report all files may be as young as its mark.
        os.utime(output / "all.zip", ns=(0, (output / ".rollcall").stat().st_mtime_ns))
        assert "(0 changed)" in run(old.command(output, *options)).stdout
    assert run(new.command(output)).returncode == 0
    assert run(old.command(output, "--force")).returncode == 0
    assert tree(output) == old.tree
    promise("a run goes back with `--allow-older` and makes a report anew with `--rebuild`, else neither; `--force` does both and overwrites nothing else", "10 runs")
