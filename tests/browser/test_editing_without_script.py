"""A teacher whose browser runs no scripts mends a question; learners get it the next time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.people import Visitor

pytestmark = pytest.mark.browser

OLD, NEW = "What pulls at the sea and makes it rise?", "What makes the sea rise twice a day?"


def replace_in_text(page: Page, old: str, new: str) -> None:
    """Type over a part of the bank's text."""
    area = page.get_by_label("Text of the file")
    text = area.input_value()
    assert old in text
    area.fill(text.replace(old, new))


def stems(page: Page, attempt: str) -> set[str]:
    """What the attempt asks, item by item."""
    found = set()
    for position in range(1, 6):
        page.goto(f"{attempt}/items/{position}")
        found.add(page.locator("main").inner_text())
    return found


def asks(page: Page, attempt: str, stem: str) -> bool:
    """Whether an item of the attempt has this stem."""
    return any(stem in text for text in stems(page, attempt))


@pytest.mark.slow
def test_an_error_is_shown_mended_and_published(
    open_browser: OpenBrowser, teacher: Visitor, learner: Visitor
) -> None:
    running = learner.start("all")
    page = open_browser(person=teacher, java_script_enabled=False).new_page()
    reading = open_browser("phone", person=learner, java_script_enabled=False).new_page()

    page.goto("/teach/bank")
    replace_in_text(page, f"stem: {OLD}", f"stemm: {NEW}")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("so it cannot be published")).to_be_visible()
    finding = page.locator(".finding.error").first
    expect(finding).to_contain_text("line 30, column 5")
    expect(finding.locator(".source")).to_contain_text("stemm:")
    expect(finding.locator(".carets")).to_contain_text("^^^^^")
    replace_in_text(page, "stemm:", "stem:")
    page.get_by_role("button", name="Review and publish").click()

    expect(page.get_by_text("Publishing changes no score")).to_be_visible()
    expect(page.locator(".diff-added")).to_contain_text(NEW)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published. New attempts use it")).to_be_visible()

    assert asks(reading, running, OLD)
    assert not asks(reading, running, NEW)
    learner.send(f"{running}/finish")
    again = learner.start("all")
    assert asks(reading, again, NEW)


@pytest.mark.slow
def test_a_conflict_leaves_a_way_on_for_both_texts(
    open_browser: OpenBrowser, teacher: Visitor, watch: Watch
) -> None:
    watch.allow("409")
    context = open_browser("phone", person=teacher, java_script_enabled=False)
    first, second = context.new_page(), context.new_page()
    first.goto("/teach/bank")
    second.goto("/teach/bank")

    replace_in_text(first, "title: The tides", "title: First")
    first.get_by_role("button", name="Review and publish").click()
    first.get_by_role("button", name="Publish").click()
    replace_in_text(second, OLD, NEW)
    second.get_by_role("button", name="Review and publish").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("has changed since")
    area = second.get_by_label("Your text, to be merged by hand")
    area.fill(area.input_value().replace("title: The tides", "title: First"))
    second.get_by_role("button", name="Review mine in place of theirs").click()
    second.get_by_role("button", name="Publish").click()

    text = second.get_by_label("Text of the file").input_value()
    assert "title: First" in text
    assert NEW in text
