"""The HTML part in two browsers, light and dark, as wide as a phone and as a mail program's window."""

import base64
import os
import re

import html5lib
import pytest
from conftest import LANGUAGES, make_sample
from letters import ADDRESSES, build, html, mail, parsed, run
from marionette_driver.marionette import Marionette
from playwright.sync_api import sync_playwright

CHROMIUM, FIREFOX = "/usr/bin/chromium", "/usr/bin/firefox-esr"
# Where screenshots to be looked at are left, if anywhere.
SHOTS = os.environ.get("SHOTS")
# What Word, which draws Outlook's mail, and Gmail's filter keep (https://www.caniemail.com); nothing hangs on the two that
# Word knows only in part, max-width and word-break.
KEPT_TAGS = {
    "html", "head", "meta", "title", "body", "table", "tbody", "tr", "th", "td", "h1", "h2", "p", "span", "br", "a",
}  # fmt: skip
KEPT_ATTRIBUTES = {
    "lang", "charset", "name", "content", "style", "width", "cellpadding", "cellspacing", "border", "role", "align", "valign",
    "height", "bgcolor", "scope", "dir", "href",
}  # fmt: skip
KEPT_STYLES = {
    "margin", "padding", "font-family", "font-size", "font-weight", "line-height", "max-width", "white-space", "border-top",
    "word-wrap", "word-break",
}  # fmt: skip
NAMES = ["Wolfeschlegelsteinhausenbergerdorff" * 9, "محمد بن عبد الله", "髙橋 美咲", "<b>Bo</b>", "Kim Lee", "Kim Lee", "W" * 120]


@pytest.fixture(scope="module")
def letters(tmp_path_factory):
    """The HTML of a sample in each language, and of people with names that are long, foreign or alike."""
    folder = tmp_path_factory.mktemp("letters")
    lines = ['{"kind": "organization", "name": "%s", "exported_at": "2026-11-24T10:00:00Z"}' % ("Töchter & " * 30)]
    for number, name in enumerate(NAMES):
        lines.append('{"kind": "user", "id": "u%d", "name": "%s", "email": "%s"}' % (number, name, f"u{number}@{'long' * 15}.example"))
        lines.append('{"kind": "event", "user_id": "u%d", "type": "t", "at": "2026-11-18", "count": %d}' % (number, 10 ** (6 - number)))
    lines.append('{"kind": "event", "user_id": "x"}')
    (folder / "hostile.ndjson").write_text("\n".join(lines), "utf-8")
    hostile = build(folder / "hostile.ndjson", folder / "public", "--base-url", "https://reports.example/a/b")
    paths = {}
    samples = {language: make_sample(tmp_path_factory.mktemp(language), language) for language in LANGUAGES}
    for name, report in {**samples, "hostile": hostile}.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(html(parsed(mail(report, *ADDRESSES, "--attach", "users"))), "utf-8")
    return paths


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    log = tmp_path_factory.mktemp("firefox") / "gecko.log"
    client = Marionette(bin=FIREFOX, headless=True, port=0, gecko_log=str(log))
    client.start_session()
    yield client
    client.quit(in_app=False)


def test_nothing_is_used_that_outlook_or_gmail_drops(letters):
    for path in letters.values():
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(path.read_text("utf-8"))
        for element in document.iter():
            assert element.tag in KEPT_TAGS
            assert set(element.attrib) <= KEPT_ATTRIBUTES
            styles = [style.split(":")[0] for style in element.get("style", "").split(";")]
            assert set(filter(None, styles)) <= KEPT_STYLES
            assert re.match("https://reports.example/", element.get("href", "https://reports.example/"))


MEASURE = """() => ({
  wide: document.documentElement.scrollWidth,
  text: [...new Set([...document.querySelectorAll('h1, h2, p, th, td, a')].map(e => getComputedStyle(e).color))],
  ground: getComputedStyle(document.documentElement).backgroundColor,
  small: Math.min(...[...document.querySelectorAll('p, th, a')].map(e => parseFloat(getComputedStyle(e).fontSize))),
  cut: [...document.querySelectorAll('td, th')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent),
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("name", [*LANGUAGES, "hostile"])
def test_chromium_shows_all_of_it(chromium, letters, name, scheme, width):
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(letters[name].as_uri())
    found = page.evaluate(MEASURE)
    assert requests == [letters[name].as_uri()]
    assert found["wide"] == width and found["cut"] == []
    assert found["small"] >= 13
    ground = (18, 18, 18) if scheme == "dark" else (255, 255, 255)
    for color in found["text"]:
        assert contrast([int(n) for n in re.findall(r"\d+", color)[:3]], ground) >= 4.5, color
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/chromium-{name}-{scheme}-{width}.png", full_page=True)
    page.close()


def contrast(one, other):
    """WCAG 2.2."""

    def luminance(color):
        parts = [c / 255 for c in color]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*LANGUAGES, "hostile"])
def test_firefox_shows_all_of_it(firefox, letters, name, scheme):
    with firefox.using_context("chrome"):
        # 0 is dark, 1 light.
        firefox.execute_script(
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])", [int(scheme == "light")]
        )
    firefox.navigate(letters[name].as_uri())
    assert firefox.execute_script("return matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
    for width in (320, 600):
        # A window is never as narrow as a phone; a frame is.
        found = firefox.execute_async_script(
            """const [width, done] = arguments;
            const frame = document.createElement('iframe');
            frame.style.cssText = `width:${width}px;height:800px;border:0`;
            frame.onload = () => {
              const measured = frame.contentWindow.eval(`(%s)()`);
              frame.remove();
              done(measured);
            };
            frame.src = location.href + '#' + width;
            document.body.append(frame);"""
            % MEASURE.replace("`", ""),
            script_args=[width],
        )
        # A bar to scroll down takes some of it.
        assert found["wide"] <= width and found["cut"] == []
    if SHOTS:
        shot = firefox.screenshot(full=True)
        with open(f"{SHOTS}/firefox-{name}-{scheme}.png", "wb") as file:
            file.write(base64.b64decode(shot))
