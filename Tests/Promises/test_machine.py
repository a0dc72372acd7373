"""The README's steps for hosting, followed to the letter on a machine of its own, under systemd."""

import json
import os
import re
import shutil
import subprocess

import pytest
from runs import PROGRAM, ROOT

TOOLS = ["unshare", "/lib/systemd/systemd", "/usr/sbin/nginx", "/usr/sbin/apache2", "curl", "openssl"]
# What the README leaves to the reader: to type a password, twice.
PASSWORD = "printf 'secret\\nsecret\\n' |"

GUEST = """
exec < /dev/null
export PATH={path}
cd {root}
make -s install BUILD=true PROGRAM={program} > /dev/null
cd /
# As Debian does when it installs it.
systemctl start nginx
ask() {{
  for credentials in "-u reader:secret" ""; do for page in index.html status.json nowhere/x .rollcall; do
    curl -s -o /dev/null -w "$1 ${{credentials:+reader}} $page %{{http_code}}\\n" $credentials -H 'Host: report.example' http://127.0.0.1/$page
  done; done
}}
for step in first nginx; do {password} bash -eux /guest/$step.sh > /guest/$step.log 2>&1; echo "$step: $?"; done
ask nginx
cp /srv/rollcall/report/status.json /guest/
setpriv --reuid www-data --regid www-data --clear-groups cat /var/lib/rollcall/dump/dump.json > /dev/null 2>&1; echo "dump for www-data: $?"
setpriv --reuid www-data --regid www-data --init-groups cat /srv/rollcall/report/index.html > /dev/null; echo "report for www-data: $?"
setpriv --reuid nobody --regid nogroup --clear-groups ls /srv/rollcall/report > /dev/null 2>&1; echo "report for others: $?"
systemctl is-enabled rollcall.timer
systemctl start rollcall.service; echo "again: $?"
journalctl -u rollcall.service -o cat --no-pager > /guest/journal
mv /usr/local/bin/rollcall /usr/local/bin/away
systemctl start rollcall.service 2> /dev/null; echo "without the program: $?"
until journalctl --no-pager -o cat -p crit | grep "was not made"; do sleep 0.2; done
mv /usr/local/bin/away /usr/local/bin/rollcall
systemctl stop nginx
{password} bash -eux /guest/apache.sh > /guest/apache.log 2>&1; echo "apache: $?"
ask apache
"""


def write_steps(folder):
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    number = next(n for n, block in enumerate(blocks) if block.startswith("host=report.example"))
    for name, block in zip(("first", "nginx", "apache"), blocks[number : number + 3]):
        (folder / f"{name}.sh").write_text("host=report.example\n" + block)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a machine")
def test_ends_with_a_served_report(hard, promise, tmp_path):
    if not hard or any(shutil.which(tool) is None for tool in TOOLS):
        pytest.skip("only with --hard, and where there are " + ", ".join(TOOLS))
    write_steps(tmp_path)
    # A program in the temporary folder would be hidden there by another one.
    shutil.copy(PROGRAM, tmp_path / "rollcall")
    guest = GUEST.format(path=os.environ["PATH"], root=ROOT, program="/guest/rollcall", password=PASSWORD)
    (tmp_path / "guest.sh").write_text(guest)
    ending = subprocess.run([ROOT / "Tests/Promises/machine.sh", tmp_path], capture_output=True, text=True, timeout=300)
    log = tmp_path / "guest.log"
    assert log.exists(), ending.stderr
    said = log.read_text().splitlines()
    told = "".join((tmp_path / f"{step}.log").read_text() for step in ("first", "nginx", "apache") if (tmp_path / f"{step}.log").exists())
    assert said == [
        "first: 0", "nginx: 0",
        "nginx reader index.html 200", "nginx reader status.json 200", "nginx reader nowhere/x 404", "nginx reader .rollcall 404",
        "nginx  index.html 401", "nginx  status.json 200", "nginx  nowhere/x 401", "nginx  .rollcall 401",
        "dump for www-data: 1", "report for www-data: 0", "report for others: 2", "enabled", "again: 0",
        "without the program: 1",
        f"The usage report on {os.uname().nodename} was not made; see: journalctl -u rollcall.service",
        "apache: 0",
        "apache reader index.html 200", "apache reader status.json 200", "apache reader nowhere/x 404", "apache reader .rollcall 403",
        "apache  index.html 401", "apache  status.json 200", "apache  nowhere/x 401", "apache  .rollcall 403",
    ], told  # fmt: skip
    assert json.loads((tmp_path / "status.json").read_text())["users"] == 250
    # Of two runs, the second without anything to do; what is left is systemd's own.
    lines = [line for line in (tmp_path / "journal").read_text().splitlines() if "rollcall.service" not in line]
    assert len(lines) == 4 and lines[3].endswith("nothing is written"), lines
    promise("the README's steps, followed to the letter on a machine of its own, end with a served report", "nginx and Apache")
