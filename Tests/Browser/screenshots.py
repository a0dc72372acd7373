"""Takes a picture of every kind of page, on a desktop and a phone, light and dark.

    ROLLCALL=.build/debug/rollcall .venv/bin/python Tests/Browser/screenshots.py FOLDER [--hostile]

The two of the README are made anew in .readme, unless names are hostile.
"""

import sys
import tempfile
from pathlib import Path

from hostile import write_hostile
from playwright.sync_api import sync_playwright
from published import CHROMIUM, ROOT, publish, write_sample, write_site

# Half an hour after the data's moment, so that no page looks old.
NOW = "2026-11-24T10:30:00Z"
SCREENS = {"desktop": (1280, 800, 1), "phone": (375, 780, 2)}
# Of the README: what is seen without scrolling.
PICTURES = {"overview": ("desktop", "light", 1280, 1130), "phone": ("phone", "dark", 375, 850)}


def take(browser, report, folder, screen, colour):
    width, height, scale = SCREENS[screen]
    page = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=colour)
    page.clock.set_fixed_time(NOW)
    for kind, path in report.pages.items():
        page.goto((report.folder / path).as_uri())
        page.screenshot(path=folder / f"{kind}-{screen}-{colour}.png", full_page=True)
    page.close()


def take_pictures(browser, report):
    for name, (screen, colour, width, height) in PICTURES.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, device_scale_factor=SCREENS[screen][2],
            color_scheme=colour)
        page.clock.set_fixed_time(NOW)
        page.goto((report.folder / "index.html").as_uri())
        page.screenshot(path=ROOT / f".readme/{name}.png")
        page.close()


def main(folder, *flags):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        work = Path(work)
        if "--hostile" in flags:
            write_hostile(work / "1-hostile.ndjson")
            write_site(work / "site")
        write_sample(work / "2-sample.ndjson")
        site = work / "site" if "--hostile" in flags else ROOT / "site"
        report = publish(work / "public", sorted(work.glob("*.ndjson")), "--site", str(site))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for screen in SCREENS:
            for colour in ("light", "dark"):
                take(browser, report, folder, screen, colour)
        if "--hostile" not in flags:
            take_pictures(browser, report)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
