"""Readers of a web server, with the configuration that `make install` puts down,
while reports are published one after another."""

import http.client
import re
import shutil
import subprocess
import threading
import time

import pytest
from runs import ROOT, run, tree

READERS = 100


@pytest.fixture
def nginx(tmp_path):
    """The port on which our nginx.conf serves `tmp_path/public`; without its password."""
    if shutil.which("nginx") is None and not shutil.which("/usr/sbin/nginx"):
        pytest.skip("no nginx here")
    tmp_path.chmod(0o755)
    port = 18080
    site = (ROOT / "Sources/Hosting/nginx.conf").read_text()
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("  listen [::]:80;\n", "")
    site = site.replace("/srv/rollcall/report", str(tmp_path / "public"))
    site = re.sub(r"auth_basic.*;", "", site)
    main = tmp_path / "nginx.conf"
    main.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/errors.log crit; worker_processes 2;\n"
        "user root;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p;\n"
        f"fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;\n{site} }}\n"
    )
    server = subprocess.Popen(["/usr/sbin/nginx", "-c", main], stderr=subprocess.PIPE)
    for _ in range(200):
        try:
            http.client.HTTPConnection("127.0.0.1", port).connect()
            break
        except ConnectionRefusedError:
            assert server.poll() is None, server.stderr.read()
            time.sleep(0.02)
    yield port
    server.terminate()
    server.wait()


class Reader(threading.Thread):
    """Asks for one page after another, and for the styles of each page that it gets."""

    def __init__(self, port, reports, paths, end):
        super().__init__(daemon=True)
        self.port, self.reports, self.paths, self.end = port, reports, paths, end
        self.wrong, self.asked, self.stale = [], 0, 0

    def get(self, connection, path):
        connection.request("GET", "/" + path)
        answer = connection.getresponse()
        self.asked += 1
        return answer.status, answer.read()

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while not self.end.is_set():
            for path in self.paths:
                status, body = self.get(connection, path)
                if status != 200 or body not in [report.tree[path] for report in self.reports]:
                    self.wrong.append((path, status))
                for asset in re.findall(rb'href="(?:\.\./)*(assets/theme-[0-9a-f]+\.css)"', body):
                    self.get_asset(connection, asset.decode())
                if self.end.is_set():
                    break

    def get_asset(self, connection, path):
        """A style of the report before may be gone; never has it other bytes."""
        status, body = self.get(connection, path)
        owner = next(report for report in self.reports if path in report.tree)
        if status == 404:
            self.stale += 1
        elif status != 200 or body != owner.tree[path]:
            self.wrong.append((path, status))


def test_shows_every_reader_a_whole_page(hard, promise, old_and_new, nginx, tmp_path):
    output = tmp_path / "public"
    publishes = 1000 if hard else 20
    pages = [path for path in old_and_new[0].tree if path.endswith((".html", ".csv"))]
    assert run(old_and_new[0].command(output)).returncode == 0
    end = threading.Event()
    readers = [Reader(nginx, old_and_new, pages[n % len(pages) :] + pages[: n % len(pages)], end) for n in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(publishes):
        ending = run(old_and_new[(number + 1) % 2].command(output, "--force"))
        assert ending.returncode == 0, ending.stderr
    end.set()
    for reader in readers:
        reader.join(60)
    wrong = [one for reader in readers for one in reader.wrong]
    asked = sum(reader.asked for reader in readers)
    assert not wrong, wrong[:5]
    assert all(reader.asked for reader in readers)
    assert tree(output) == old_and_new[publishes % 2].tree
    promise(
        "100 readers through nginx see whole pages, old or new, while reports are published",
        f"{publishes:,} publishes, {asked:,} requests, no error",
    )
