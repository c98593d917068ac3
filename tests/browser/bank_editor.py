"""The editor in a browser: opened, gone about in, written in."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

ONE_ERROR = re.compile("^Errors: 1( |$)")


def opened(browser: BrowserContext) -> Page:
    page = browser.new_page()
    page.goto("/teach/bank")
    expect(page.locator(".cm-content")).to_be_visible()
    expect(status(page)).not_to_be_empty()
    return page


def status(page: Page) -> Locator:
    return page.locator(".editor-status")


def preview(page: Page) -> Locator:
    return page.locator(".preview")


def go_to(page: Page, item_id: str, key: str) -> None:
    """Put the cursor at the end of the line of a key, by way of the outline."""
    outline = page.locator(".editor-aside .outline")
    if not outline.evaluate("element => element.open"):
        outline.locator("summary").click()
    outline.locator(f"a[data-id='{item_id}']").click()
    lines = page.locator(".cm-line")
    expect(page.locator(".cm-activeLine")).to_contain_text(item_id)
    for _ in range(12):
        page.keyboard.press("ArrowDown")
        text = lines.and_(page.locator(".cm-activeLine")).inner_text()
        if re.match(rf"\s*{key}:", text):
            page.keyboard.press("End")
            return
    raise AssertionError(f"no {key} below {item_id}")


def type_over(page: Page, old: str, new: str) -> None:
    """Take back what stands before the cursor, and write something else."""
    for _ in old:
        page.keyboard.press("Backspace")
    page.keyboard.type(new)
