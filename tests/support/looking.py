"""What to look at on a page in a browser, and how to move about on it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Locator, Page, expect

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_PLACE = re.compile(r"(/attempts/[^/]+)(?:/items/(\d+))?")
SMALLEST_TARGET = 44
"""In CSS pixels: what a thumb can hit."""


def place(page: Page) -> tuple[str, int]:
    """The attempt's address and the position of the item that the page shows."""
    found = _PLACE.search(page.url)
    assert found, page.url
    return found.group(1), int(found.group(2) or 0)


def accessibility_faults(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on the page, as rule and element; of some rules only, if named."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_AXE)
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{violation['id']}: {node['target']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways_pixels(page: Page) -> int:
    """How far the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def small_targets(page: Page) -> list[str]:
    """The buttons and options of the page that are lower than a thumb needs."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll(".button, .rating, .option, button, summary")]
            .filter(element => element.checkVisibility())
            .map(element => [element.innerText, element.getBoundingClientRect().height])
            .filter(([_, height]) => height < least)
            .map(([text, height]) => `${text}: ${height} px`)""",
        SMALLEST_TARGET,
    )
    return found


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


def mark_window(page: Page) -> None:
    """Leave a mark that a full load of a page would wipe away."""
    page.evaluate("window.mark = 'still here'")


def is_same_window(page: Page) -> bool:
    """Whether no page was loaded in full since the mark was left."""
    return bool(page.evaluate("window.mark === 'still here'"))


def expect_focus_in_main(page: Page) -> None:
    """Wait until focus is on the heading, or on what the page wants read first."""
    start = page.locator("#main [data-focus], #main h1:not(:has(~ * [data-focus]))").first
    expect(start).to_be_focused()
