"""Formulas in a browser: drawn whole, and wide ones scroll in their own box."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.looking import accessibility_faults, sticking_out
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.walking import NARROW

pytestmark = pytest.mark.browser

IN_A_CHOICE = "scrollable-region-focusable: ['label[for"
"""A stop within a choice would keep a press on it from choosing. Browsers let keys scroll there."""

WIDTHS = "each => [each, each.firstElementChild].map((it) => it.getBoundingClientRect().width)"


@pytest.fixture
def bank_file() -> Path:
    return SMALL_BANK.with_name("formulas.yaml")


def opened(open_browser: OpenBrowser, learner: Visitor, path: str) -> Page:
    page = open_browser("phone", learner, reduced_motion="reduce").new_page()
    page.set_viewport_size(NARROW)
    page.goto(path)
    expect(page.locator("math").first).to_be_visible()
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.slow
def test_a_wide_formula_scrolls_in_its_box_and_a_root_has_its_sign(
    open_browser: OpenBrowser, learner: Visitor
):
    page = opened(open_browser, learner, "/article")

    box = page.locator(".formula-by-itself")
    assert box.evaluate("each => each.scrollWidth > each.clientWidth")
    assert sticking_out(page) == []
    root, inside = page.locator("msqrt").first.evaluate(WIDTHS)
    assert root > inside + 4
    assert page.evaluate("document.fonts.check('1em \"Quizapp Formulas\"')")
    assert accessibility_faults(page) == []


@pytest.mark.slow
def test_questions_with_formulas_fit_a_narrow_screen(open_browser: OpenBrowser, learner: Visitor):
    attempt = learner.start("q")

    for number in (1, 2):
        page = opened(open_browser, learner, f"{attempt}/items/{number}")
        assert sticking_out(page) == []
        found = accessibility_faults(page)
        assert [fault for fault in found if IN_A_CHOICE not in fault] == []


@pytest.mark.slow
def test_an_option_is_named_by_its_formula_and_chosen_by_a_press_on_it(
    open_browser: OpenBrowser, learner: Visitor
):
    page = opened(open_browser, learner, learner.start("formula"))
    option = page.get_by_role("radio", name="(1/2)gt²")

    page.locator("label", has=option).locator("math").click()
    expect(option).to_be_checked()
    wide = page.locator("label", has=page.locator("msqrt"))
    wide.locator(".formula").click()

    expect(wide.locator("input")).to_be_checked()
