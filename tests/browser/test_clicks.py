"""The counter of presses counts what a person does, and no typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenBrowser
from tests.support.clicks import Clicks
from tests.support.people import PASSWORD, Visitor


@pytest.mark.slow
def test_presses_of_controls_are_counted_and_typing_is_not(
    open_browser: OpenBrowser, learner: Visitor
):
    page = open_browser().new_page()
    clicks = Clicks.counted(page)
    page.goto("/login")
    page.get_by_role("heading", level=1).click()
    page.get_by_label("User name").click()
    clicks.begin()

    page.get_by_label("User name").press_sequentially(learner.name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Stay signed in on this device").check()
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("link", name="Log in")).to_have_count(0)
    page.locator("main a").first.click()
    page.locator("main").evaluate("main => main.innerHTML = '<select><option>a<option>b'")
    page.locator("main select").select_option("b")

    assert clicks.count == 5, clicks.told
