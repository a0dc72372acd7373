"""The documentation's script for exports that come in pages, followed to the letter against a server of our own."""

import http.server
import json
import re
import subprocess
import threading

import pytest
from runs import ENVIRONMENT, PROGRAM, ROOT

EXPORTS = ROOT / "Sources/rollcall/rollcall.docc/Exports.md"
PEOPLE = [{"id": f"00u{n}", "status": "ACTIVE", "created": "2026-01-01T00:00:00.000Z",
           "profile": {"login": f"p{n}@acme.example", "email": f"p{n}@acme.example", "displayName": f"P {n}"}} for n in range(5)]
SIGN_IN = {"uuid": "e1", "published": "2026-11-20T08:00:00.000Z", "eventType": "user.session.start",
           "outcome": {"result": "SUCCESS"}, "actor": {"id": "00u3", "type": "User", "displayName": "P 3"}}  # fmt: skip


class Pages(http.server.BaseHTTPRequestHandler):
    """Two people a page. Users as Okta has it, a header for each link; all else as GitHub, one for all."""

    def do_GET(self):
        self.server.asked.append((self.path, self.headers["Authorization"]))
        start = int((re.search(r"after=(\d+)", self.path) or [0, 0])[1])
        found = [SIGN_IN] if "logs" in self.path else PEOPLE[4:] if "DEPROVISIONED" in self.path else PEOPLE[:4]
        is_refused = self.path in self.server.refused
        self.send_response(429 if is_refused else 200)
        here = f"http://127.0.0.1:{self.server.server_port}{self.path}"
        links = [f'<{here}>; rel="self"']
        if start + 2 < len(found):
            links.append(f'<{here}&after={start + 2}>; rel="next"')
        for link in links if "users" in self.path else [", ".join([*links, f'<{here}>; rel="last"'])]:
            self.send_header("link", link)
        self.end_headers()
        self.wfile.write(json.dumps(found[start : start + 2]).encode())

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.asked, server.refused = [], []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def followed(server, folder):
    script = next(block for block in re.findall(r"```sh\n(.*?)```", EXPORTS.read_text(), re.DOTALL) if "pages()" in block)
    script = script.replace("https://ORG.okta.com", f"http://127.0.0.1:{server.server_port}")
    script = script.replace("rollcall build", f"{PROGRAM} build --site {ROOT}/site --templates {ROOT}/Templates")
    (folder / "token").write_text("Authorization: SSWS abc\n")
    return subprocess.run(["sh", "-ec", script], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)


def test_fetches_every_page(server, tmp_path):
    ending = followed(server, tmp_path)
    assert ending.returncode == 0, ending.stderr
    assert sorted(file.name for file in (tmp_path / "okta").iterdir()) == [
        "gone-1.json", "log-1.json", "users-1.json", "users-2.json"]  # fmt: skip
    assert {credentials for _, credentials in server.asked} == {"SSWS abc"}
    status = json.loads((tmp_path / "public/status.json").read_text())
    assert (status["users"], status["events"], status["rejects"]) == (5, 1, 0)


def test_stops_where_a_page_is_refused(server, tmp_path):
    server.refused = ["/api/v1/users?limit=200&after=2"]
    ending = followed(server, tmp_path)
    assert ending.returncode != 0 and "429" in ending.stderr
    assert not (tmp_path / "public").exists()
