"""The quiz builder with a mouse and with a keyboard: nothing is sent away before it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from quizapp.domain.bank import read_bank
from tests.support.looking import accessibility_faults, sticking_out
from tests.support.people import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OpenBrowser = Callable[..., BrowserContext]


def quiz_items(path: Path, quiz_id: str) -> tuple[str, ...] | None:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank.quizzes[quiz_id].item_ids


def test_ticked_dragged_and_saved(
    open_browser: OpenBrowser, teacher: Visitor, bank_file: Path
) -> None:
    page = open_browser("desktop", teacher).new_page()
    page.goto("/teach/bank/quizzes/new")
    for number in (1, 2, 3):
        page.locator(f"#tick-{number}").check()
        expect(page.locator("[data-entry]")).to_have_count(number)

    last = page.locator("[data-entry]").nth(2)
    last.hover(position={"x": 60, "y": 10})
    page.mouse.down()
    first = page.locator("[data-entry]").nth(0).bounding_box()
    assert first
    page.mouse.move(first["x"] + 60, first["y"] + 2, steps=8)
    page.mouse.up()
    expect(page.locator("[data-entry] [name=item]").first).to_have_value("bare-flats")
    page.locator("#title").fill("Friday")
    page.get_by_role("button", name="Save to").click()

    expect(page.get_by_role("heading", name="Quizzes of this file")).to_be_visible()
    assert quiz_items(bank_file, "friday") == ("bare-flats", "what-pulls", "who-reads")


def test_by_keys_alone_the_focus_stays_where_it_was(
    open_browser: OpenBrowser, teacher: Visitor
) -> None:
    page = open_browser("desktop", teacher).new_page()
    page.goto("/teach/bank/quizzes/all/edit")

    page.locator("#down-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-entry] [name=item]").first).to_have_value("who-reads")
    expect(page.locator("#down-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-entry] [name=item]").nth(2)).to_have_value("what-pulls")
    page.locator("#remove-1").focus()
    page.keyboard.press("Enter")

    expect(page.locator("[data-entry]")).to_have_count(4)
    expect(page.locator("#quiz-title")).to_be_focused()
    assert not accessibility_faults(page)


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_without_script_each_step_is_a_page(
    open_browser: OpenBrowser, teacher: Visitor, bank_file: Path, device: str
) -> None:
    page = open_browser(device, teacher, java_script_enabled=False).new_page()
    page.goto("/teach/bank/quizzes/new")
    page.locator("#tick-1").check()
    page.locator("#tick-2").check()
    page.locator("summary", has_text="Find questions").click()
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("button", name="Move question 2 up").click()
    page.locator("#title").fill("Plain")
    page.get_by_role("button", name="Save to").click()

    assert quiz_items(bank_file, "plain") == ("who-reads", "what-pulls")


def test_a_phone_scrolls_only_down(open_browser: OpenBrowser, teacher: Visitor) -> None:
    page = open_browser("phone", teacher).new_page()
    page.goto("/teach/bank/quizzes/all/edit")

    assert not sticking_out(page)
    assert not accessibility_faults(page)
