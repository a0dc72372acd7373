"""Every kind of page, from disk and from a server, in every width and both colours.

Colours and widths are none of the address's doing: each goes with one of the two.
"""

import re

WIDTHS = (320, 375, 1280)
COLOURS = {"file": "light", "http": "dark"}
FRAMES = {"file": 375, "http": 1280}

# What sticks out, where the page is wider than the window.
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  return [...document.querySelectorAll("body *")]
    .filter((e) => { const box = e.getBoundingClientRect(); return box.right > width + 1 || box.left < -1; })
    .slice(-4).map((e) => `${e.tagName} ${e.getAttribute("class")} ${e.textContent.slice(0, 30)}`);
}"""


# Without --base-url a server may show it at any depth, so it loads nothing.
SCRIPTLESS = {"404"}
# So it names no icon, and a browser asks the server for one by itself.
NO_ICON = "console: Failed to load resource: the server responded with a status of 404 (File not found)"


def complaints(page, watch, report, address, widths=WIDTHS, look=lambda kind, width: None):
    """What is wrong on one page of each kind, a line each; `look` looks at it as well, in each width."""
    found = []
    for kind, path in report.pages.items():
        page.goto(address + path)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            if wider := page.evaluate(WIDER):
                found.append(f"{kind}: at {width} wider than the window: {wider}")
            look(kind, width)
        expected = {NO_ICON} if kind in SCRIPTLESS else set()
        found += [f"{kind}: {complaint}" for complaint in watch.taken(address) if complaint not in expected]
    return found


def of(address, choices):
    return choices[address.partition(":")[0]]


def test_every_kind_fits_every_window_and_stays_silent(report, address, open_page):
    page, watch = open_page(width=WIDTHS[0], color_scheme=of(address, COLOURS))
    assert complaints(page, watch, report, address) == []


def test_without_scripts_every_kind_is_complete(report, address, open_page):
    page, watch = open_page(java_script_enabled=False)
    found = []
    for kind, path in report.pages.items():
        page.goto(address + path)
        # What only scripts could bring to life is not shown.
        for dead in page.locator(".js-only").all():
            if dead.is_visible():
                found.append(f"{kind}: {dead.inner_text()}")
        assert page.locator("h1").is_visible()
        found += [f"{kind}: {complaint}" for complaint in watch.taken(address)]
    assert found == []


def test_with_storage_blocked_every_kind_stays_silent(report, address, open_page):
    page, watch = open_page()
    # As browsers do that are told to block all site data.
    page.add_init_script("""
      for (const name of ["localStorage", "sessionStorage", "indexedDB"])
        Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    """)
    found = complaints(page, watch, report, address, widths=(1280,))
    page.goto(address + "index.html")
    page.locator(".theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert found + watch.taken(address) == []


SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      shifts.push(entry.value.toFixed(4) + " " + entry.sources.map((s) => s.node?.className || s.node?.nodeName).join(" "));
  }).observe({ type: "layout-shift", buffered: true });
"""
# What is changed has been laid out, and shifts are told.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_nothing_moves_when_scripts_start(report, address, open_page):
    page, _ = open_page(width=of(address, FRAMES))
    page.add_init_script(SHIFTS)
    held = []
    # Scripts that wait for the whole page wait until it has been seen, too.
    page.route(re.compile("/assets/(charts|tables|search)-"), lambda route: held.append(route))
    found = []
    for kind, path in report.pages.items():
        if kind in SCRIPTLESS:
            continue
        page.goto(address + path, wait_until="commit")
        page.wait_for_function("() => document.readyState === 'interactive'")
        page.evaluate(TWO_FRAMES)
        page.evaluate("shifts.length = 0")
        assert held, kind
        while held:
            held.pop().continue_()
        page.wait_for_load_state("load")
        page.evaluate(TWO_FRAMES)
        found += [f"{kind}: {shift}" for shift in page.evaluate("shifts")]
    assert found == []


FIREFOX_WRONG = """
  const root = document.documentElement;
  const found = [];
  if (root.scrollWidth > root.clientWidth) found.push("wider than the window: " + root.scrollWidth);
  if (!root.classList.contains("js")) found.push("no scripts");
  if (document.querySelectorAll(".plot:not([tabindex])").length) found.push("charts without values");
  for (const entry of performance.getEntriesByType("resource"))
    if (!entry.name.startsWith(arguments[0])) found.push("foreign: " + entry.name);
  if (getComputedStyle(document.body).marginTop !== "0px") found.push("no styles");
  return found;
"""


def test_firefox_shows_every_kind(report, address, firefox):
    found = []
    # Firefox opens no window narrower than 450 px or so.
    for width in (480, 1280):
        firefox.set_window_rect(width=width, height=800)
        for kind, path in report.pages.items():
            if kind in SCRIPTLESS:
                continue
            firefox.navigate(address + path)
            found += [f"{kind}: at {width} {wrong}" for wrong in firefox.execute_script(FIREFOX_WRONG, [address])]
    assert found == []
