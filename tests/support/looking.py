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


LOWEST_HEADING = 140
"""In CSS pixels from the top: so far down a heading of a teacher's page may begin."""


def place(page: Page) -> tuple[str, int]:
    """The attempt's address and the position of the item that the page shows."""
    found = _PLACE.search(page.url)
    assert found, page.url
    return found.group(1), int(found.group(2) or 0)


COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""All that can change when the colours do; they take longer than all others together."""


def accessibility_faults(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on the page: rule, element, reason; of some rules only, if named."""
    return _faults_by_axe(page, {"runOnly": list(rules)} if rules else {})


def layout_faults(page: Page) -> list[str]:
    """What it finds in all but the colours, which are looked at otherwise."""
    return _faults_by_axe(page, {"rules": {rule: {"enabled": False} for rule in COLOUR_RULES}})


def _faults_by_axe(page: Page, chosen: dict[str, object]) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_AXE)
    options = {"resultTypes": ["violations"], **chosen}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sticking_out(page: Page) -> list[str]:
    """What makes the page scroll sideways; empty when it does not scroll."""
    found: list[str] = page.evaluate(
        """() => {
            const root = document.documentElement, width = innerWidth;
            if (root.scrollWidth <= width) return [];
            const wide = [...document.body.querySelectorAll("*")].filter(element => {
                const { left, right } = element.getBoundingClientRect();
                return (left < 0 || right > width) && !element.closest(".scroll *");
            });
            const names = wide.map(element => element.outerHTML.slice(0, 80));
            return [`${root.scrollWidth} of ${width} px`, ...names];
        }"""
    )
    return found


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


def low_headings(page: Page) -> list[str]:
    """How far down a teacher's page its heading begins, where that is too far; or a second bar.

    What has just been told may stand above it.
    """
    found: list[str] = page.evaluate(
        """least => {
            if (!document.body.classList.contains("teaching")) return [];
            const bars = document.querySelectorAll("header.bar").length;
            if (bars !== 1) return [`${bars} bars`];
            const told = document.querySelector(".notices").getBoundingClientRect().height;
            const top = document.querySelector("h1").getBoundingClientRect().top + scrollY - told;
            return top > least ? [`${Math.round(top)} px`] : [];
        }""",
        LOWEST_HEADING,
    )
    return found


def covered_controls(page: Page) -> list[str]:
    """The controls that a click in their middle does not reach, and what lies over each.

    What is folded is opened for this, and folded again; a menu, which lies over the page, is not.
    """
    found: list[str] = page.evaluate(
        """() => {
            const folded = [...document.querySelectorAll("details:not([open]):not(.menu)")];
            folded.forEach(details => (details.open = true));
            const controls = document.querySelectorAll(
                "a[href], button, input:not([type=hidden]), select, textarea, summary"
            );
            const name = element => element.outerHTML.slice(0, 100);
            const over = [...controls].map(control => {
                if (control.disabled || !control.checkVisibility()) return null;
                if (getComputedStyle(control).clipPath !== "none") return null;
                control.scrollIntoView({ block: "center", inline: "nearest" });
                const box = control.getClientRects()[0];
                const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
                const hit = document.elementFromPoint(x, y);
                const reached = hit && (control.contains(hit) || hit.control === control
                    || hit.closest("label")?.control === control);
                return reached ? null : `${name(control)} under ${hit ? name(hit) : "nothing"}`;
            });
            folded.forEach(details => (details.open = false));
            scrollTo(0, 0);
            return over.filter(Boolean);
        }"""
    )
    return found


def low_links(page: Page) -> list[str]:
    """The links that stand alone on their line and are lower than a thumb needs."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll("main a[href], footer a[href]")]
            .filter(link => link.checkVisibility() && !link.closest("nav, .prose, .scroll"))
            .filter(link => getComputedStyle(link, "::after").position !== "absolute")
            .filter(link => {
                const blocks = "p, li, dd, td, th, h2, h3, figcaption, div";
                const block = link.closest(blocks) ?? link.parentElement;
                return block.innerText.trim() === link.innerText.trim();
            })
            .map(link => [link.innerText, link.getBoundingClientRect().height])
            .filter(([_, height]) => height < least)
            .map(([text, height]) => `${text}: ${height} px`)""",
        SMALLEST_TARGET,
    )
    return found


def wait_for_paint(page: Page) -> None:
    """Wait until other colours are on the screen.

    Chromium may still mix the old ones and the new after a frame or two.
    """
    wait_for_frames(page)
    page.wait_for_timeout(100)
    wait_for_frames(page)


def wait_for_frames(page: Page) -> None:
    """Wait until what was changed last is laid out, and drawn."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


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


def expect_focus_on_start(page: Page) -> None:
    """Wait until focus is where the page's main part wants to be read from."""
    expect(page.locator("#main [data-focus]")).to_be_focused()
