"""What a desk costs in presses: who has not done it, which question went wrong, a reminder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect

from quizapp.models import Classroom
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.analysis.analysed import play
from tests.browser.conftest import OpenBrowser
from tests.support.class_visits import VisitedClass, visited_class, visitor_of
from tests.support.clicks import Clicks
from tests.support.copied_attempts import copy_into
from tests.support.people import Visitor
from tests.support.walking import Walk

pytestmark = pytest.mark.browser


@pytest.fixture
def room(app: Flask, learner: Visitor, stranger: Visitor) -> VisitedClass:
    """A class with a key that looks wrong, and a quiz that is due and not begun."""
    room = visited_class(app, learner.name, stranger.name)
    with app.app_context():
        strong, weak = play(room.world, 0, 1), play(room.world, 1, 2, 3, 5)
        copy_into(room.world, strong, 14)
        copy_into(room.world, weak, 11)
    room.assign("all", due_at=clock.now() + timedelta(hours=20))
    return room


@pytest.mark.slow
def test_who_has_not_done_it_stands_there_and_one_press_shows_which_question_went_wrong(
    open_browser: OpenBrowser, room: VisitedClass
):
    page = open_browser("desktop", room.teacher).new_page()
    clicks = Clicks.counted(page)
    page.goto(room.address)
    clicks.begin()

    expect(page.get_by_text("27 of 27 have not begun")).to_be_visible()
    assert clicks.count == 0, clicks.told
    page.get_by_role("link", name="See the question").click()
    expect(page.get_by_role("heading", name="What pulls at the sea")).to_be_visible()

    assert clicks.count == 1, clicks.told


@pytest.mark.slow
def test_a_reminder_is_one_press_and_taking_it_back_another(
    open_browser: OpenBrowser, room: VisitedClass
):
    page = open_browser("phone", room.teacher).new_page()
    clicks = Clicks.counted(page)
    page.goto(room.address)
    clicks.begin()

    page.get_by_role("button", name="Remind").tap()
    expect(page.get_by_text("27 were reminded")).to_be_visible()
    assert clicks.count == 1, clicks.told
    page.get_by_role("button", name="Take the reminder back").tap()
    expect(page.get_by_role("button", name="Remind")).to_be_visible()

    assert clicks.count == 2, clicks.told


@pytest.mark.slow
def test_a_desk_in_each_of_its_states_is_looked_over(
    app: Flask, walk: Callable[..., Walk], room: VisitedClass
):
    ours = walk(room.teacher)

    ours.look_at(room.address)
    with app.app_context(), write_transaction() as tx:
        tx.query(Classroom).one().archived_at = clock.now()
    ours.look_at(room.address)
    empty = visited_class(app, teacher="tom")
    theirs = walk(visitor_of(app, "tom"))
    theirs.look_at(empty.address)
    with app.app_context():
        empty.world.add_learner("Nils")
    theirs.look_at(empty.address)

    assert ours.report() == ""
    assert theirs.report() == ""
