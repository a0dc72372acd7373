"""A file system made for one run of a benchmark, which is gone when the run is, however it ends.

It is ext4 with a journal, in a sparse file: a disk that was written to for years, or has just lost a big tree, takes
several times as long for the same files. It is mounted in a namespace of the run's own, and the file loses its name
before the run begins; so when the run ends, and with it all its programs, the mount is gone and the bytes are free.
"""

import os
import shutil
import subprocess
import sys

CURE = "; or mount an empty file system at {}, which is used as it is"
# Where programs of root are as well.
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"


def enter(folder, size, beside=0):
    """Starts this program once more, where `folder` is a file system with room for `size` bytes; returns in there.

    `beside` bytes are written beside it.
    """
    folder = os.path.abspath(folder)
    os.makedirs(folder, exist_ok=True)
    if os.path.ismount(folder):
        return
    if not shutil.which("mkfs.ext4", path=PATH):
        stop("there is no mkfs.ext4; install e2fsprogs", folder)
    if os.geteuid() != 0 and not shutil.which("sudo"):
        stop("only root can mount the file system that is made for the run, and there is no sudo; run as root", folder)
    free = shutil.disk_usage(folder).free
    if free < size + beside:
        stop(f"{(size + beside) / 1e9:,.0f} GB are needed in {os.path.dirname(folder)}, where {free / 1e9:,.0f} GB are free")
    # Ends, and all in it, with this process.
    alone = [
        *([] if os.geteuid() == 0 else ["sudo"]), "setpriv", "--pdeathsig", "KILL",
        "unshare", "--mount", "--mount-proc", "--pid", "--fork", "--kill-child",
    ]  # fmt: skip
    if subprocess.run([*alone, "true"]).returncode != 0:
        stop("the file system for the run cannot be mounted by itself; a container needs more rights", folder)
    owner = [str(os.getuid()), str(os.getgid())]
    sys.exit(subprocess.run([*alone, sys.executable, __file__, folder, str(size), *owner, sys.executable, *sys.argv]).returncode)


def stop(reason, folder=None):
    sys.exit(f"bench: {reason}{CURE.format(folder) if folder else ''}")


def make(folder, size):
    image = folder + ".img"
    try:
        with open(image, "wb") as file:
            file.truncate(size)
        # All of it now, nothing later beside the run; with inodes for many small files.
        subprocess.run(
            ["mkfs.ext4", "-q", "-F", "-m", "0", "-i", "4096", "-E", "lazy_itable_init=0,lazy_journal_init=0", image],
            env=os.environ | {"PATH": PATH}, check=True)
        subprocess.run(["mount", "-o", "loop", image, folder], check=True)
    except subprocess.CalledProcessError:
        stop("no file system could be made for the run; a container needs loop devices and the right to mount", folder)
    finally:
        os.remove(image)


def main():
    """As root, in the namespace: makes the file system, then is the benchmark, as whoever called it."""
    folder, size, user, group, *command = sys.argv[1:]
    make(folder, int(size))
    os.chown(folder, int(user), int(group))
    os.execvp("setpriv", ["setpriv", "--reuid", user, "--regid", group, "--init-groups", *command])


if __name__ == "__main__":
    main()
