"""Text in the editor that is not published yet: kept, put back, checked again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, expect

from tests.browser.bank_editor import ONE_ERROR, go_to, opened, status
from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.people import Visitor
from tests.support.records import edit_bank

pytestmark = pytest.mark.browser


@pytest.fixture
def browser(open_browser: OpenBrowser, teacher: Visitor) -> BrowserContext:
    return open_browser("desktop", teacher)


@pytest.mark.slow
def test_text_that_was_not_published_comes_back_after_a_reload(
    browser: BrowserContext, bank_file: Path
):
    page = opened(browser)
    go_to(page, "what-pulls", "hint")
    page.keyboard.type(" Or not.")
    before = bank_file.read_bytes()

    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.reload()

    expect(page.locator(".editor-restored")).to_contain_text("was put back")
    expect(page.locator(".cm-content")).to_be_visible()
    assert asked == ["beforeunload"]
    go_to(page, "what-pulls", "hint")
    expect(page.locator(".cm-activeLine")).to_contain_text("Or not.")
    page.get_by_role("button", name="Take the file’s text instead").click()
    go_to(page, "what-pulls", "hint")
    expect(page.locator(".cm-activeLine")).not_to_contain_text("Or not.")
    assert bank_file.read_bytes() == before


@pytest.mark.slow
def test_a_draft_of_a_file_that_was_saved_by_others_leads_to_both_texts(
    browser: BrowserContext, watch: Watch, bank_file: Path
):
    watch.allow("409")
    page = opened(browser)
    page.on("dialog", lambda dialog: dialog.accept())
    go_to(page, "what-pulls", "hint")
    page.keyboard.type(" Mine.")
    edit_bank(bank_file, ("title: The tides", "title: Their tides"))

    page.reload()
    expect(page.locator(".editor-restored")).to_contain_text("The file has changed since")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+s")

    expect(page).to_have_title(re.compile("The file has changed"))
    assert "Mine." not in bank_file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_without_a_connection_it_says_so_and_checks_again_later(
    browser: BrowserContext, watch: Watch
):
    watch.allow("net::ERR_INTERNET_DISCONNECTED")
    page = opened(browser)
    go_to(page, "what-pulls", "topic")

    browser.set_offline(True)
    page.keyboard.type("n")
    expect(status(page)).to_contain_text("Not checked: the server did not answer.")
    browser.set_offline(False)

    expect(status(page)).to_have_text(ONE_ERROR)
