"""An item put in order in a browser: with the mouse, a finger, the keys, and without a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.browsing import Watch
from tests.support.drills import Finger, Keys, Mouse, answer_rightly, start
from tests.support.looking import (
    accessibility_faults,
    small_targets,
    sticking_out,
    tab_to,
)
from tests.support.orders import ENTRIES, add_order

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUIZ = "In their order"


@pytest.fixture(autouse=True)
def with_order(bank_file: Path) -> None:
    add_order(bank_file)


def shown(page: Page) -> list[str]:
    """The entries in the order in which they stand."""
    return [text.strip() for text in page.locator(".order-text").all_inner_texts()]


def entry(page: Page, text: str) -> Locator:
    return page.locator("[data-entry]").filter(has_text=text)


def move(page: Page, text: str, name: str) -> Locator:
    return entry(page, text).get_by_role("button", name=re.compile(f"^{name}"))


def said(page: Page) -> Locator:
    return page.locator("[data-order-said]")


def put_right(page: Page) -> None:
    """Press the buttons until the entries stand in their right order."""
    for place, text in enumerate(ENTRIES):
        while shown(page).index(text) > place:
            move(page, text, "Up").click()


def drag(page: Page, text: str, to: str) -> None:
    """Drag an entry by the mouse beyond the middle of another one."""
    target, held = entry(page, to).bounding_box(), entry(page, text).locator(".order-text")
    assert target
    held.hover()
    page.mouse.down()
    page.mouse.move(target["x"] + 40, _beyond(target, held.bounding_box()), steps=8)
    page.mouse.up()


def _beyond(target: FloatRect, held: FloatRect | None) -> float:
    """A height beyond the middle of a target, seen from what is held."""
    assert held
    return target["y"] + target["height"] * (0.9 if target["y"] > held["y"] else 0.1)


def swipe(page: Page, text: str, to: str) -> None:
    """Drag an entry by its handle to where another one stands, as a finger does."""
    held = entry(page, text).locator("[data-handle]").bounding_box()
    target = entry(page, to).bounding_box()
    assert held
    assert target
    x, y, end = held["x"] + 10, held["y"] + held["height"] / 2, _beyond(target, held)
    session = page.context.new_cdp_session(page)
    points = [y + (end - y) * step / 6 for step in range(7)]
    for kind, at in zip(["touchStart", *["touchMove"] * 6], points, strict=True):
        touch = [{"x": x, "y": at}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touch})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_buttons_move_an_entry_and_say_where_it_is_now(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    page, last = mouse.page, shown(mouse.page)[-1]

    move(page, last, "Up").click()

    assert shown(page)[-2] == last
    expect(said(page)).to_have_text(f"{last} is now number 3 of 4.")
    expect(move(page, last, "Up")).to_be_focused()
    put_right(page)
    mouse.answer()
    expect(page).to_have_title(re.compile("^Right · Question 1"))


def test_the_mouse_drags_an_entry(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    page = mouse.page
    first, *others = shown(page)

    drag(page, first, others[-1])

    assert shown(page) == [*others, first]
    expect(said(page)).to_have_text(f"{first} is now number 4 of 4.")
    drag(page, first, others[0])
    assert shown(page) == [first, *others]


def test_a_finger_drags_by_the_handle_and_scrolls_beside_it(app: Flask, open_browser: OpenBrowser):
    finger = Finger(app, open_browser("phone").new_page())
    start(finger, QUIZ)
    page = finger.page
    first, *others = shown(page)

    swipe(page, first, others[1])

    assert shown(page) == [*others[:2], first, others[2]]
    assert (
        entry(page, first)
        .locator("[data-handle]")
        .evaluate("it => getComputedStyle(it).touchAction")
        == "none"
    )
    assert entry(page, first).evaluate("it => getComputedStyle(it).touchAction") == "auto"
    assert sticking_out(page) == []
    assert small_targets(page) == []


def test_the_keys_alone_put_an_order_right(app: Flask, open_browser: OpenBrowser):
    keys = Keys(app, open_browser().new_page())
    start(keys, QUIZ)
    page = keys.page
    last = shown(page)[-1]
    tab_to(page, move(page, last, "Up"))

    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")

    assert shown(page).index(last) == 2
    expect(move(page, last, "Up")).to_be_focused()
    answer_rightly(keys)
    expect(page).to_have_title(re.compile("^Right · Question 1"))


def test_it_is_moved_as_well_where_it_came_with_the_answer_before(
    app: Flask, open_browser: OpenBrowser, bank_file: Path
):
    bank_file.write_text(
        bank_file.read_text(encoding="utf-8").replace(
            "[one-tide, bare-flats]", "[bare-flats, one-tide]"
        ),
        encoding="utf-8",
    )
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    page = mouse.page
    mouse.choose(1)
    mouse.answer()
    mouse.go_on()

    put_right(page)
    mouse.answer()

    expect(page).to_have_title(re.compile("^Right · Question 2"))


def test_the_order_that_is_shown_is_an_answer_too(app: Flask, open_browser: OpenBrowser):
    mouse = Mouse(app, open_browser().new_page())
    start(mouse, QUIZ)
    before = shown(mouse.page)

    mouse.answer()

    texts = mouse.page.locator(".order-answers .answer-text")
    expect(texts).to_have_count(4)
    assert [text.strip() for text in texts.all_inner_texts()] == before


def test_enter_before_anything_was_moved_leads_to_the_button_first(
    app: Flask, open_browser: OpenBrowser
):
    keys = Keys(app, open_browser().new_page())
    start(keys, QUIZ)
    page = keys.page

    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_focused()
    expect(page).to_have_title(re.compile("^Question 1"))
    page.keyboard.press("Enter")
    expect(page.locator(".order-answers")).to_be_visible()


def test_without_a_script_each_has_a_place_and_nothing_chosen_is_lost(
    app: Flask, open_browser: OpenBrowser, watch: Watch
):
    watch.allow("422")
    mouse = Mouse(app, open_browser(java_script_enabled=False).new_page())
    start(mouse, QUIZ)
    page = mouse.page
    expect(page.get_by_role("button", name=re.compile("^Up"))).to_have_count(0)
    entry(page, ENTRIES[0]).get_by_role("combobox").select_option("1")

    mouse.answer()

    expect(page.get_by_text("Give each of them a place")).to_be_visible()
    expect(entry(page, ENTRIES[0]).get_by_role("combobox")).to_have_value("1")
    for place, text in enumerate(ENTRIES, start=1):
        entry(page, text).get_by_role("combobox").select_option(str(place))
    mouse.answer()
    expect(page).to_have_title(re.compile("^Right · Question 1"))


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("colour", ["light", "dark"])
def test_its_pages_can_be_used_by_everybody(
    device: str, colour: str, app: Flask, open_browser: OpenBrowser
):
    mouse = Mouse(app, open_browser(device, color_scheme=colour).new_page())
    start(mouse, QUIZ)
    page = mouse.page
    posed = [*accessibility_faults(page), *sticking_out(page), *small_targets(page)]

    mouse.answer()
    expect(page.locator(".order-answers")).to_be_visible()

    assert posed == []
    assert [*accessibility_faults(page), *sticking_out(page)] == []
