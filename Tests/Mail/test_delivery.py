"""A message on its way: Postfix's sendmail, a relay, a server, a mailbox; all of it on this machine alone.

Two instances of Postfix with folders of their own: one queues what sendmail gives it and passes it on by SMTP to the other,
which listens on loopback and keeps it in a Maildir. Needs root, as Postfix does to start.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from letters import ADDRESSES, digest, html, mail, parsed, plain

POSTFIX = "/usr/sbin/postfix"
pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or not os.access(POSTFIX, os.X_OK), reason="no root or no Postfix here: make test-mail installs it"
)

SERVICES = """\
pickup    unix  n - n 60   1   pickup
cleanup   unix  n - n -    0   cleanup
qmgr      unix  n - n 300  1   qmgr
rewrite   unix  - - n -    -   trivial-rewrite
bounce    unix  - - n -    0   bounce
defer     unix  - - n -    0   bounce
trace     unix  - - n -    0   bounce
smtp      unix  - - n -    -   smtp
error     unix  - - n -    -   error
retry     unix  - - n -    -   error
virtual   unix  - n n -    -   virtual
anvil     unix  - - n -    1   anvil
scache    unix  - - n -    1   scache
postlog   unix-dgram n - n - 1 postlogd
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Instance:
    def __init__(self, folder, settings, services=""):
        self.folder = folder
        for name in ("etc", "queue", "data"):
            (folder / name).mkdir(parents=True)
        shutil.chown(folder / "data", "postfix")
        common = {
            "compatibility_level": "3.6", "queue_directory": folder / "queue", "data_directory": folder / "data",
            "inet_interfaces": "127.0.0.1", "inet_protocols": "ipv4", "mynetworks": "127.0.0.0/8", "myhostname": "mail.acme.example",
            "mydestination": "", "local_recipient_maps": "", "alias_maps": "", "alias_database": "", "maillog_file": folder / "log",
            "maillog_file_prefixes": folder.parent, "smtp_dns_support_level": "disabled", "smtp_host_lookup": "native",
        }  # fmt: skip
        lines = "".join(f"{name} = {value}\n" for name, value in (common | settings).items())
        (folder / "etc/main.cf").write_text(lines)
        (folder / "etc/master.cf").write_text(services + SERVICES)
        self.call("start")

    def call(self, what, check=True):
        subprocess.run([POSTFIX, "-c", self.folder / "etc", what], check=check, capture_output=True, timeout=60)


KINDS = ["with 8BITMIME", "without"]


@pytest.fixture(scope="module")
def ways():
    """Both at once, as Postfix takes seconds to start and to stop."""
    with contextlib.ExitStack() as stack:
        yield {kind: stack.enter_context(started(kind)) for kind in KINDS}


@pytest.fixture(params=KINDS)
def way(request, ways):
    return ways[request.param]


@contextlib.contextmanager
def started(kind):
    """Where Postfix's users may go, which pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="rollcall-mail-"))
    folder.chmod(0o755)
    port = free_port()
    (folder / "box").mkdir()
    shutil.chown(folder / "box", "nobody", "nogroup")
    receiving = {
        "virtual_mailbox_domains": "acme.example", "virtual_mailbox_base": folder / "box", "virtual_mailbox_maps": "static:mail/",
        "virtual_minimum_uid": 1, "virtual_uid_maps": "static:65534", "virtual_gid_maps": "static:65534",
        "smtpd_recipient_restrictions": "permit_mynetworks,reject",
    }  # fmt: skip
    if kind == "without":
        receiving["smtpd_discard_ehlo_keywords"] = "8bitmime"
    instances = []
    try:
        instances.append(Instance(folder / "receiver", receiving, f"127.0.0.1:{port} inet n - n - - smtpd\n"))
        instances.append(Instance(folder / "sender", {"relayhost": f"[127.0.0.1]:{port}"}))
        yield folder, port, kind
    finally:
        for instance in instances:
            instance.call("stop", check=False)
        shutil.rmtree(folder)


def delivered(folder, message):
    """The message as it lies in the mailbox: what sendmail was given, and what servers put before it."""
    box = folder / "box/mail/new"
    before = set(box.glob("*")) if box.is_dir() else set()
    subprocess.run(["/usr/sbin/sendmail", "-C", folder / "sender/etc", "-t", "-i"], input=message, check=True, timeout=60)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        new = set(box.glob("*")) - before if box.is_dir() else set()
        if new:
            return new.pop().read_bytes()
        time.sleep(0.1)
    raise AssertionError((folder / "sender/log").read_text() + (folder / "receiver/log").read_text())


def test_the_receiver_says_what_it_knows(way):
    _, port, kind = way
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.recv(1000)
        client.sendall(b"EHLO here\r\n")
        assert (b"8BITMIME" in client.recv(4000)) == (kind == "with 8BITMIME")


def test_a_message_arrives_as_it_was_written(way, report):
    folder, _, _ = way
    tables = digest(report)["tables"]
    message = mail(report, *ADDRESSES, "--max-size", "100MB", "--attach", ",".join(table["name"] for table in tables))
    found = delivered(folder, message)
    head, body = message.split(b"\n\n", 1)
    assert found.split(b"\n\n", 1)[1].rstrip(b"\n") == body.rstrip(b"\n")
    letter, sent = parsed(found), parsed(message)
    for name in sent.keys():
        assert letter.get_all(name) == sent.get_all(name)
    assert set(letter.keys()) - set(sent.keys()) <= {"Return-Path", "X-Original-To", "Delivered-To", "Received"}
    assert (plain(letter), html(letter)) == (plain(sent), html(sent))
    for part, table in zip(letter.iter_attachments(), tables, strict=True):
        assert part.get_filename() == table["save_as"]
        assert part.get_payload(decode=True) == (report / f"{table['name']}.csv").read_bytes()
