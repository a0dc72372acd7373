"""The documentation's steps for hosting, followed to the letter on a machine of its own, under systemd."""

import email
import json
import mailbox
import os
import re
import shutil
import subprocess

import pytest
from runs import PROGRAM, ROOT

TOOLS = ["unshare", "/lib/systemd/systemd", "/usr/sbin/nginx", "/usr/sbin/apache2", "curl", "openssl"]
# What the documentation leaves to the reader: to type a password, twice.
PASSWORD = "printf 'secret\\nsecret\\n' |"

GUEST = """
exec < /dev/null
export PATH={path}
cd {root}
make -s install-files PROGRAM={program} PAGES= > /dev/null
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


MAILING = """
exec < /dev/null
export PATH={path}
cd {root}
make -s install-files PROGRAM={program} PAGES= > /dev/null
cd /
systemctl start nginx
bash -eux /guest/first.sh > /guest/first.log 2>&1; echo "first: $?"
printf 'myhostname = report.example\\nmydestination = localhost, localhost.example\\ninet_interfaces = loopback-only\\n' > /etc/postfix/main.cf
touch /etc/aliases; newaliases; postfix start > /guest/postfix.log 2>&1
for attempt in once again; do systemctl start rollcall-mail.service; echo "mailed $attempt: $?"; done
for wait in $(seq 150); do grep -c '^Subject:' /var/mail/root | grep -qx 2 && break; sleep 0.2; done 2> /dev/null
cp /var/mail/root /guest/mailbox
rollcall mail /srv/rollcall/report --to root@localhost --from rollcall@localhost > /guest/message
systemctl start rollcall-mail.timer; systemctl is-active rollcall-mail.timer
journalctl -o cat --no-pager > /guest/journal
"""


def write_steps(folder):
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "Sources/rollcall/rollcall.docc/Hosting.md").read_text(), re.DOTALL)
    first = next(block for block in blocks if "useradd" in block)
    serving = [next(block for block in blocks if f"install -y {server}" in block) for server in ("nginx", "apache2")]
    for name, block in zip(("first", "nginx", "apache"), [first, *serving]):
        (folder / f"{name}.sh").write_text(first.split("\n", 1)[0] + "\n" + block)


def said_by(script, folder):
    """What the script prints, run as root by systemd."""
    write_steps(folder)
    # A program in the temporary folder would be hidden there by another one.
    shutil.copy(PROGRAM, folder / "rollcall")
    guest = script.format(path=os.environ["PATH"], root=ROOT, program="/guest/rollcall", password=PASSWORD)
    (folder / "guest.sh").write_text(guest)
    ending = subprocess.run([ROOT / "Tests/Promises/machine.sh", folder], capture_output=True, text=True, timeout=300)
    log = folder / "guest.log"
    assert log.exists(), ending.stderr
    return log.read_text().splitlines()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a machine")
def test_ends_with_a_served_report(hard, promise, tmp_path):
    if not hard or any(shutil.which(tool) is None for tool in TOOLS):
        pytest.skip("only with --hard, and where there are " + ", ".join(TOOLS))
    said = said_by(GUEST, tmp_path)
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
    promise(
        "the steps of *Hosting*, followed to the letter on a machine of its own under systemd, end with a served report, a dump "
        "that the web server cannot read, and word of a failed run", "nginx and Apache",
    )  # fmt: skip


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make a machine")
def test_mails_the_report_from_its_sandbox(hard, promise, tmp_path):
    tools = [*TOOLS, "/usr/sbin/postfix"]
    if not hard or any(shutil.which(tool) is None for tool in tools):
        pytest.skip("only with --hard, and where there are " + ", ".join(tools))
    said = said_by(MAILING, tmp_path)
    assert said == ["first: 0", "mailed once: 0", "mailed again: 0", "active"], (tmp_path / "journal").read_text()
    letters = list(mailbox.mbox(tmp_path / "mailbox"))
    message = email.message_from_bytes((tmp_path / "message").read_bytes())
    assert [letter["Message-ID"] for letter in letters] == [message["Message-ID"]] * 2
    bodies = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    for letter in letters:
        assert [part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart()] == bodies
    promise("the weekly unit mails the report through Postfix from its sandbox", f"{len(letters)} messages")
