"""“I meant the same” in a browser: two learners press it, and their teacher accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenBrowser
from tests.support.classes import class_of
from tests.support.looking import accessibility_faults, small_targets, sticking_out
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.typed import add_short

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def challenges(
    app: Flask, bank_file: Path, teacher: Visitor, learner: Visitor, stranger: Visitor
) -> str:
    """The list of challenges of a class with two learners, and words to type in its bank."""
    add_short(bank_file)
    with app.app_context():
        world = class_of(teacher, published_from(bank_file), learner, stranger)
    return f"/teach/classrooms/{world.classroom_id}/challenges"


def type_wrong(page: Page, attempt: str, text: str) -> None:
    page.goto(attempt)
    page.get_by_label("Your answer").fill(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Not right")


def looked_over(page: Page) -> list[object]:
    return [accessibility_faults(page), small_targets(page), sticking_out(page)]


def test_two_mean_the_same_and_their_teacher_accepts_it(
    open_browser: OpenBrowser,
    learner: Visitor,
    stranger: Visitor,
    teacher: Visitor,
    challenges: str,
):
    first = open_browser("phone", learner).new_page()
    second = open_browser(person=stranger, java_script_enabled=False).new_page()
    type_wrong(first, learner.start("words"), "port captain")
    type_wrong(second, stranger.start("words"), "The Port Captain")
    assert looked_over(first) == [[], [], []]
    for page in (first, second):
        page.get_by_role("button", name="I meant the same").click()
        expect(page.get_by_text("Your teacher has not decided yet")).to_be_visible()
    assert looked_over(first) == [[], [], []]
    desk = open_browser(person=teacher).new_page()
    desk.goto(challenges)
    desk.get_by_role("link", name="Who keeps the table of the tides?").click()
    expect(desk.get_by_text("2 learners typed it")).to_be_visible()
    assert looked_over(desk) == [[], [], []]

    desk.get_by_role("button", name="Accept it").click()

    expect(desk.get_by_text("It counts from now on.")).to_be_visible()
    first.reload()
    expect(first.get_by_text("your answer is now among those that count")).to_be_visible()
