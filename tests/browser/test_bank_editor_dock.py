"""What was found stays in sight beside the text, by line and question, and leads to its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.bank_editor import go_to, opened, status, type_over
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.people import Visitor
from tests.support.places import SHIPPED_BANK

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def browser(open_browser: OpenBrowser, teacher: Visitor) -> BrowserContext:
    return open_browser("desktop", teacher)


def test_a_refused_text_comes_back_with_the_cursor_at_its_first_mistake(
    browser: BrowserContext, watch: Watch
) -> None:
    watch.allow("422")
    page = opened(browser)
    go_to(page, "who-reads", "topic")
    type_over(page, "shore", "shorx")
    expect(status(page)).to_have_text(re.compile("Errors: 1"))

    page.get_by_role("button", name="Review and publish").click()

    expect(page.locator(".cm-content")).to_be_focused()
    expect(page.locator(".cm-activeLine")).to_contain_text("topic: shorx")
    finding = page.locator(".editor-findings li").first
    expect(finding).to_contain_text("Line")
    expect(finding).to_contain_text("“Who works with the table of the tides?”")
    expect(finding).to_be_in_viewport()


def test_the_outline_has_numbers_words_and_marks(browser: BrowserContext) -> None:
    page = opened(browser)
    go_to(page, "who-reads", "topic")
    type_over(page, "shore", "shorx")

    row = page.locator("[data-outline] a[data-id='who-reads']")
    expect(row).to_contain_text("2")
    expect(row).to_contain_text("Who works with the table of the tides?")
    expect(row.locator(".outline-flag")).to_have_text("✕")
    expect(page.locator("[data-outline] a[data-id='quiet']")).to_contain_text("See at the end")
    page.get_by_label("Find a question").fill("TABLE of")
    expect(page.locator("[data-outline] a:visible")).to_have_count(1)


def test_a_jump_in_a_long_text_ends_where_it_leads(
    browser: BrowserContext, bank_file: Path
) -> None:
    shutil.copy(SHIPPED_BANK, bank_file)
    page = opened(browser)

    page.locator("[data-outline] a[data-id='seizure']").click()

    expect(page.locator(".cm-activeLine")).to_be_in_viewport()
    expect(page.locator(".cm-activeLine")).to_contain_text("id: seizure")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".cm-activeLine")).to_contain_text("type: cloze")


def test_on_a_phone_one_of_three_is_seen_and_a_finding_leads_to_the_text(
    open_browser: OpenBrowser, teacher: Visitor
) -> None:
    page = opened(open_browser("phone", teacher))
    go_to(page, "who-reads", "topic")
    type_over(page, "shore", "shorx")
    expect(status(page)).to_have_text(re.compile("Errors: 1"))

    page.get_by_role("button", name=re.compile("^Findings")).click()
    expect(page.locator(".cm-content")).to_be_hidden()
    page.locator(".editor-finding").first.click()

    expect(page.locator(".cm-content")).to_be_focused()
    expect(page.locator(".cm-activeLine")).to_contain_text("topic: shorx")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".cm-content")).to_be_hidden()
    expect(page.get_by_role("heading", name="As learners see it")).to_be_visible()
