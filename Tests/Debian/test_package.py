"""The package, as an administrator meets it in a clean Debian without Swift.

Run by `make test-deb`, as root, with the package named in $DEB and the clean Debian in $CLEAN.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

MACHINE = Path(__file__).resolve().parents[1] / "Promises/machine.sh"
DEB, CLEAN = (Path(os.environ.get(name, "missing")).resolve() for name in ("DEB", "CLEAN"))
VERSION = DEB.name.split("_")[1] if "_" in DEB.name else ""
SITE = "/etc/rollcall/site.yml"
DUMP = "/var/lib/rollcall/dump/dump.json"

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not DEB.is_file() or not CLEAN.is_dir(), reason="only by `make test-deb`, as root"
)


class Debian:
    """A copy of the clean one, in which commands run."""

    def __init__(self, root):
        self.root = root
        subprocess.run(["cp", "-a", CLEAN, root], check=True)
        shutil.copy("/etc/resolv.conf", self.path("/etc/resolv.conf"))
        shutil.copy(DEB, self.path("/package.deb"))

    def path(self, name):
        return self.root / name.lstrip("/")

    def run(self, script, status=0):
        ending = subprocess.run(
            ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={self.root}/proc", "chroot", self.root, "/bin/sh", "-ec", script],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
        )  # fmt: skip
        assert ending.returncode == status, ending.stdout + ending.stderr
        return ending.stdout

    def install(self, package="/package.deb"):
        return self.run(f"apt-get install -qq -y --no-install-recommends -o Dpkg::Options::=--force-confold {package}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("debian")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def debian(folder):
    """With the package installed."""
    debian = Debian(folder / "root")
    debian.run("apt-get update -qq")
    debian.install()
    return debian


def test_runs_without_swift(debian):
    assert debian.run("command -v swift || echo none") == "none\n"
    assert re.fullmatch(re.escape(VERSION) + r"( \([0-9a-f]{7,}(-dirty)?\))?\n", debian.run("rollcall --version"))
    said = debian.run("cd /tmp; rollcall sample --users 20 | rollcall build - --output report; rm -r report")
    assert "report" in said
    assert debian.run("cd /tmp; rollcall init mine; rm -r mine").endswith("next: rollcall build DUMP --site mine\n")


def test_finds_in_the_package_what_belongs_to_it(debian):
    files = debian.run("dpkg -L rollcall").splitlines()
    for name in [
        "/usr/bin/rollcall", SITE, "/usr/share/rollcall/site/words/en/about.md", "/usr/share/rollcall/Templates/page.mustache",
        "/usr/share/rollcall/hosting/nginx.conf", "/usr/share/man/man1/rollcall.1.gz", "/usr/share/man/man1/rollcall.build.1.gz",
        "/usr/share/bash-completion/completions/rollcall", "/usr/share/zsh/vendor-completions/_rollcall",
        "/usr/share/fish/vendor_completions.d/rollcall.fish", "/usr/share/doc/rollcall/copyright", "/usr/share/doc/rollcall/README.md",
        "/usr/share/doc/rollcall/Changes.md", "/usr/share/doc/rollcall/changelog.gz",
        "/usr/lib/sysusers.d/rollcall.conf", "/usr/lib/tmpfiles.d/rollcall.conf",
        *[f"/lib/systemd/system/rollcall{unit}" for unit in (".service", ".timer", "-failed.service", "-mail.service", "-mail.timer")],
    ]:  # fmt: skip
        assert name in files, name
    assert debian.run("dpkg-query -W -f '${Conffiles}' rollcall").split()[0::2] == [SITE]
    doc = "/usr/share/doc/rollcall"
    links = re.findall(r"\]\((?!https:|#)([^)]+)\)|src=\"", debian.run(f"cat {doc}/README.md"))
    assert len(links) > 10 and all(f"{doc}/{link}" in files for link in links), links
    assert debian.run(f"zcat {doc}/changelog.gz").startswith(f"rollcall ({VERSION}) ")


def test_makes_the_user_and_the_folders(debian):
    assert "/var/lib/rollcall" in debian.run("getent passwd rollcall")
    found = debian.run("stat -c '%a %U %G %n' /var/lib/rollcall /var/lib/rollcall/dump /srv/rollcall").splitlines()
    assert found == [
        "750 rollcall rollcall /var/lib/rollcall", "750 rollcall rollcall /var/lib/rollcall/dump", "2750 rollcall www-data /srv/rollcall",
    ]  # fmt: skip


GUEST = f"""
exec < /dev/null
cp -a /guest/dump.json {DUMP}
systemctl start rollcall.service; echo "first: $?"
systemctl enable --now rollcall.timer 2> /dev/null; echo "hourly: $?"
systemctl is-enabled rollcall.timer
systemctl is-active rollcall.timer
date -d "$(systemctl show --value -p NextElapseUSecRealtime rollcall.timer)" +%s > /guest/next
date +%s > /guest/now
stat -c '%a %U %G' /srv/rollcall/report/index.html
setpriv --reuid nobody --regid nogroup --clear-groups ls /srv/rollcall/report > /dev/null 2>&1; echo "others: $?"
dpkg --remove rollcall > /dev/null; echo "removed: $?"
systemctl is-active rollcall.timer
"""


def test_makes_a_report_every_hour_after_two_commands(debian, folder):
    guest = folder / "guest"
    guest.mkdir()
    (guest / "dump.json").write_text(debian.run("rollcall sample --users 20"))
    (guest / "guest.sh").write_text(GUEST)
    ending = subprocess.run(
        [MACHINE, guest], env={**os.environ, "MACHINE_ROOT": str(debian.root)}, capture_output=True, text=True, timeout=300
    )
    assert (guest / "guest.log").exists(), ending.stderr
    assert (guest / "guest.log").read_text().splitlines() == [
        "first: 0", "hourly: 0", "enabled", "active", "644 rollcall www-data", "others: 2", "removed: 0", "inactive",
    ]  # fmt: skip
    now, following = (int((guest / name).read_text()) for name in ("now", "next"))
    assert 0 < following - now <= 3600 + 300


def newer(debian, folder):
    """The same package with a higher version and another site.yml."""
    tree = folder / "newer"
    subprocess.run(["dpkg-deb", "-R", DEB, tree], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(control.read_text().replace(f"Version: {VERSION}", f"Version: {VERSION}+1"))
    with open(tree / SITE.lstrip("/"), "a") as file:
        file.write("# As it is now.\n")
    (tree / "DEBIAN/md5sums").unlink()
    subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, debian.path("/newer.deb")], check=True, capture_output=True)


def test_leaves_changed_settings_when_upgraded_and_data_when_purged(debian, folder):
    """The steps build on each other."""
    newer(debian, folder)
    debian.run(f"echo 'title: Ours' > {SITE}; echo '{{}}' > {DUMP}; mkdir /srv/rollcall/report")
    debian.install("/newer.deb")
    assert debian.run("dpkg-query -W -f '${Version}' rollcall") == VERSION + "+1"
    assert debian.run(f"cat {SITE}") == "title: Ours\n"
    assert debian.run(f"tail -1 {SITE}.dpkg-dist") == "# As it is now.\n"

    debian.run("apt-get remove -qq -y rollcall")
    assert debian.run(f"cat {SITE} {DUMP}; command -v rollcall || echo none") == "title: Ours\n{}\nnone\n"

    said = debian.run("apt-get purge -qq -y rollcall")
    assert "rollcall: /srv/rollcall is not empty, and stays" in said
    assert debian.run(f"cat {DUMP}; ls -d /srv/rollcall/report /etc/rollcall 2> /dev/null || true") == "{}\n/srv/rollcall/report\n"

    debian.install()
    debian.run(f"rm -r {DUMP} /srv/rollcall/report; apt-get purge -qq -y rollcall")
    left = debian.run("ls -d /etc/rollcall /var/lib/rollcall /srv/rollcall /usr/share/rollcall /usr/share/doc/rollcall 2> /dev/null || true")
    assert left == ""
