"""Reports in real browsers: Debian's Chromium through Playwright, and Firefox ESR
through Mozilla's Marionette.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Browser
"""

import csv
import functools
import http.server
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from hostile import write_hostile
from marionette_driver.marionette import Marionette
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.path.abspath(os.environ.get("ROLLCALL", ROOT / ".build/debug/rollcall"))
CHROMIUM = "/usr/bin/chromium"
FIREFOX = "/usr/bin/firefox-esr"
# Where the report lies below the server's root: not at the root, as on most servers.
SUB_PATH = "team/usage report"

# One page of each kind, by what its test is called.
KINDS = (
    "overview", "activity", "retention", "users", "users-part-2", "users-by-last-active", "user", "user-hostile",
    "user-long", "user-never", "workspaces", "workspace", "workspace-hostile", "leaderboard", "leaderboard-month",
    "access", "dormant", "quality", "about", "own-page", "404",
)


class Report:
    """A published report, its pages by kind."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = self._pages()

    def rows(self, table):
        with open(self.folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def _pages(self):
        users = {row["user_id"].lstrip("'"): row["page"] for row in self.rows("users")}
        workspaces = {row["workspace_id"]: row["page"] for row in self.rows("workspaces")}
        busiest = max(self.rows("users"), key=lambda row: int(row["events"]) if row["user_id"] < "h" or row["user_id"] > "i" else 0)
        never = next(row for row in self.rows("users") if row["state"] == "never")
        return {
            "overview": "index.html", "activity": "activity.html", "retention": "retention.html",
            "users": "users.html", "users-part-2": "users.2.html",
            "users-by-last-active": "users-by-last-active.html",
            "user": busiest["page"], "user-hostile": users["h-script"], "user-long": users["h-long"],
            "user-never": never["page"],
            "workspaces": "workspaces.html", "workspace": workspaces["w01"], "workspace-hostile": workspaces["h-w"],
            "leaderboard": "leaderboard/index.html", "leaderboard-month": "leaderboard/month.html",
            "access": "access.html", "dormant": "dormant.html", "quality": "quality.html", "about": "about.html",
            "own-page": "privacy.html", "404": "404.html",
        }


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """What the web server shows; the report lies below it."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def report(served, tmp_path_factory):
    """250 made-up people and the hostile ones, with a publisher's own texts."""
    work = tmp_path_factory.mktemp("work")
    dumps = [work / "1-hostile.ndjson", work / "2-sample.ndjson"]
    write_hostile(dumps[0])
    with open(dumps[1], "wb") as file:
        subprocess.run([PROGRAM, "sample", "--events", "20000", "--ndjson"], check=True, stdout=file)
    site = work / "site"
    shutil.copytree(ROOT / "site", site)
    (site / "pages").mkdir(exist_ok=True)
    (site / "pages/privacy.md").write_text("# Privacy & you\n\nWe count, we do *not* read.\n\n## Why\n\nTo help.\n")
    (site / "announcement.md").write_text("**Maintenance** on 1 April: see [privacy](privacy.html).\n")
    folder = served / SUB_PATH
    folder.parent.mkdir(parents=True)
    command = [PROGRAM, "build", *map(str, dumps), "--site", str(site), "--output", str(folder)]
    ending = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ending.returncode == 0, ending.stderr
    return Report(folder)


@pytest.fixture(scope="session")
def server(served):
    """The address of a web server's root, on this machine only."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    # Port 0: whichever is free.
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=served))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session", params=["file", "server"])
def address(request, report, server):
    """The address of the report's root, with a slash at its end: from disk, then from a server."""
    if request.param == "file":
        return report.folder.as_uri() + "/"
    return server + SUB_PATH.replace(" ", "%20") + "/"


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # A container has no sandbox of its own inside.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watch:
    """What goes wrong on a page without being seen."""

    def __init__(self, page):
        self.complaints = []
        self.requests = []
        page.on("console", lambda m: m.type in ("error", "warning") and self.complaints.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("response", lambda r: r.status >= 400 and self.complaints.append(f"{r.status}: {r.url}"))

    def _failed(self, request):
        # The picture in the tab is given up when the next page is opened before it came.
        if not (request.failure == "net::ERR_ABORTED" and "/favicon" in request.url):
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def taken(self, root):
        """What went wrong since the last call, requests to elsewhere than below `root` included."""
        foreign = [f"foreign: {url}" for url in self.requests if not url.startswith((root, "blob:", "data:"))]
        found, self.complaints, self.requests = self.complaints + foreign, [], []
        return found


@pytest.fixture
def open_page(browser):
    """Opens pages in new contexts: `open_page(width=375, color_scheme="dark")` gives (page, watch)."""
    contexts = []

    def open_page(width=1280, height=800, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        return page, Watch(page)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def firefox():
    """Firefox ESR, without a window."""
    client = Marionette(bin=FIREFOX, headless=True, port=0, gecko_log=os.devnull)
    client.start_session()
    client.timeout.page_load = 30
    yield client
    client.quit(in_app=False)
