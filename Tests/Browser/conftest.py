"""Reports in real browsers: Debian's Chromium through Playwright, and Firefox ESR
through Mozilla's Marionette.

Run from the package's root, with the program named in $ROLLCALL:
    ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Browser
"""

import functools
import http.server
import threading

import pytest
from fox import Fox
from hostile import write_hostile
from marionette_driver.marionette import Marionette
from playwright.sync_api import sync_playwright
from published import CHROMIUM, publish, write_sample, write_site

FIREFOX = "/usr/bin/firefox-esr"
# Where the report lies below the server's root: not at the root, as on most servers.
SUB_PATH = "team/usage report"


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """What the web server shows; the report lies below it."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="session")
def report(served, tmp_path_factory):
    """250 made-up people and the hostile ones, with a publisher's own texts."""
    work = tmp_path_factory.mktemp("work")
    write_hostile(work / "1-hostile.ndjson")
    write_sample(work / "2-sample.ndjson", "--events", "20000")
    write_site(work / "site")
    folder = served / SUB_PATH
    folder.parent.mkdir(parents=True)
    return publish(folder, sorted(work.glob("*.ndjson")), "--site", str(work / "site"))


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


@pytest.fixture
def fox(firefox):
    return Fox(firefox)


@pytest.fixture(scope="session")
def firefox(tmp_path_factory):
    """Firefox ESR, without a window."""
    # The driver removes the log that is there: as root that would be /dev/null itself.
    log = tmp_path_factory.mktemp("firefox") / "gecko.log"
    client = Marionette(bin=FIREFOX, headless=True, port=0, gecko_log=str(log))
    client.start_session()
    client.timeout.page_load = 30
    yield client
    client.quit(in_app=False)
