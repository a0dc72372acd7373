"""Every kind of page, from disk and from a server, in every width and both colours."""

import pytest

WIDTHS = (320, 375, 1280)
COLOURS = ("light", "dark")

# What sticks out, where the page is wider than the window; what scrolls by itself is left out.
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  return [...document.querySelectorAll("body *")]
    .filter((e) => { const box = e.getBoundingClientRect(); return box.right > width + 1 || box.left < -1; })
    .slice(-4).map((e) => `${e.tagName} ${e.getAttribute("class")} ${Math.round(e.getBoundingClientRect().right)} ${e.textContent.slice(0, 30)}`);
}"""


@pytest.mark.parametrize("colour", COLOURS)
def test_every_kind_fits_every_window_and_stays_silent(report, address, open_page, colour):
    page, watch = open_page(width=WIDTHS[0], color_scheme=colour)
    found = []
    for kind, path in report.pages.items():
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if wider := page.evaluate(WIDER):
                found.append(f"{kind}: at {width} wider than the window: {wider}")
        found += [f"{kind}: {complaint}" for complaint in watch.taken(address)]
    assert found == []
