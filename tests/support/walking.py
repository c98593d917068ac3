"""A walk over pages in a browser, each looked at from all sides."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

from tests.support.looking import (
    COLOUR_RULES,
    accessibility_faults,
    covered_controls,
    layout_faults,
    low_headings,
    low_links,
    small_targets,
    sticking_out,
    wait_for_frames,
    wait_for_paint,
)

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
NARROW: ViewportSize = {"width": 320, "height": 640}
WIDE: ViewportSize = {"width": 1920, "height": 1080}
LONG_NAME = "Maximiliane-Alexandra von Hohenstein-Wittelsbach-Sonderburg (10 B, Geschichte)"


def faults_at_all_sizes(page: Page) -> list[str]:
    """What is wrong with a page, wherever it is looked at."""
    faults = []
    for name, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        wait_for_frames(page)
        faults += [f"{name}: {fault}" for fault in accessibility_faults(page)]
        faults += [f"{name}, covered: {what}" for what in covered_controls(page)]
        faults += [f"{name}, heading: {what}" for what in low_headings(page)]
    faults += [f"phone, dark: {fault}" for fault in _faults_in_the_dark(page)]
    faults += [f"low: {link}" for link in low_links(page)]
    faults += [f"too small: {target}" for target in small_targets(page)]
    page.set_viewport_size(NARROW)
    for direction, text_size in (("ltr", "normal"), ("rtl", "normal"), ("ltr", "largest")):
        page.evaluate(
            f"Object.assign(document.documentElement, {{ dir: '{direction}' }})"
            f".dataset.textSize = '{text_size}'"
        )
        faults += [f"sideways, {direction}, {text_size}: {what}" for what in sticking_out(page)]
    page.evaluate("delete document.documentElement.dataset.textSize")
    if page.locator("body.teaching").count():
        faults += _faults_at_the_ends(page)
    return faults


def _faults_at_the_ends(page: Page) -> list[str]:
    """What is wrong with a teacher's page on the narrowest screen and on the widest.

    In the light, their colours are those of the phone and of the desktop.
    """
    faults = [f"narrow: {fault}" for fault in layout_faults(page)]
    page.set_viewport_size(WIDE)
    wait_for_frames(page)
    faults += [f"wide, sideways: {what}" for what in sticking_out(page)]
    faults += [f"wide, heading: {what}" for what in low_headings(page)]
    faults += [f"wide: {fault}" for fault in layout_faults(page)]
    return faults + [f"wide, dark: {fault}" for fault in _faults_in_the_dark(page)]


def _faults_in_the_dark(page: Page) -> list[str]:
    """What is wrong with its colours there; it is light again in time for the next page."""
    page.emulate_media(color_scheme="dark")
    wait_for_paint(page)
    faults = accessibility_faults(page, *COLOUR_RULES)
    page.emulate_media(color_scheme="light")
    return faults


class Walk:
    """A page that is looked at again and again; what was found is told at the end."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: dict[str, list[str]] = {}

    def look(self, name: str) -> None:
        """Look at the page as it stands."""
        faults = faults_at_all_sizes(self.page)
        if faults:
            self.faults[name] = faults

    def look_at(self, path: str) -> None:
        """Open a page and look at it."""
        self.page.goto(path)
        self.look(path)

    def look_at_errors(self, path: str, button: str, **fields: str) -> None:
        """Send the form of a page with these fields, by name, and look at what it refuses."""
        self.page.goto(path)
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)
        sending = self.page.locator("main").get_by_role("button", name=button).first
        sending.evaluate("button => { button.form.noValidate = true; }")
        sending.click()
        expect(self.page.locator("main .errors").first).to_be_visible()
        self.look(f"{path} with errors")

    def report(self) -> str:
        """What was found, page by page."""
        return "\n".join(
            f"{name}: {fault}" for name, faults in self.faults.items() for fault in faults
        )
