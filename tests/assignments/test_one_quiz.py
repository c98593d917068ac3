"""The list of quizzes, and the page of one: who has not begun, and more time in one press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from flask import Flask

from quizapp.models import Assignment, AssignmentException
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.test_query_counts import statements_for

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(
    time: time_machine.Traveller, app: Flask, learner: Visitor, stranger: Visitor
) -> VisitedClass:
    return visited_class(app, "lena", "samir")


@pytest.fixture
def tova(world: VisitedClass) -> Visitor:
    return world.teacher


def words(person: Visitor, address: str) -> str:
    return text_of(person.get(address).text)


def closing(app: Flask) -> datetime | None:
    with app.app_context():
        (row,) = all_rows(Assignment)
        return row.closes_at


def test_the_list_has_open_coming_and_closed_quizzes_apart(world, tova, learner):
    address = world.assign("quiet", closes_at=MONDAY + DAY)
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    learner.send(f"{attempt}/finish")
    world.assign("all", opens_at=MONDAY + DAY)
    world.assign("by-topic", opens_at=MONDAY - 2 * DAY, closes_at=MONDAY - DAY)

    text = words(tova, f"{world.address}/assignments")

    assert "Open now See at the end closes 3 March, 11:00 1 of 2 handed in mean 0 %" in text
    assert "Coming Everything about the tides opens 3 March, 11:00 Change" in text
    assert "Closed A little of each closed 1 March, 11:00 0 of 2 handed in" in text


def test_a_quiz_shows_who_has_not_begun_is_at_it_and_has_handed_in(world, tova, learner):
    address = world.assign("quiet", closes_at=MONDAY + DAY)
    one = f"{world.address}{address}"
    attempt = learner.send(f"{address}/attempts").headers["Location"]

    assert "Not begun 1 At it now 1 Handed in 0 All 2" in words(tova, one)
    assert "Samir" in words(tova, one)
    assert "Lena" not in words(tova, one)
    assert "Lena begun" in words(tova, f"{one}?show=at-it")
    assert "Nobody has handed it in yet." in words(tova, f"{one}?show=handed-in")
    learner.send(f"{attempt}/finish")
    assert "Lena handed in 2 March, 11:00" in words(tova, f"{one}?show=handed-in")
    assert "Samir not begun more time" in words(tova, f"{one}?show=all")
    assert "Samir" in words(tova, f"{one}?show=party")


def test_one_press_gives_a_day_more_to_who_has_not_handed_in_and_one_undoes_it(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"
    page = tova.get(one)
    assert "Extend to 4 March, 11:00 for those who have not handed in" in text_of(page.text)

    sent(tova, page, "/extend", whom="missing")

    page = tova.get(one)
    assert "2 learners who have not handed in have time until Wednesday 4 March" in page.text
    assert "or longer if they had more than the class." in page.text
    assert "You moved the end to 4 March, 11:00." in text_of(page.text)
    assert closing(app) == MONDAY + DAY
    sent(tova, page, "/undo-end")
    with app.app_context():
        assert not all_rows(AssignmentException)
    assert "Undone. It ends when it did before." in tova.get(one).text


def test_another_end_can_be_given_to_everybody(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"

    tova.send(f"{one}/extend", whom="everybody", until="2026-03-09T12:00")

    assert closing(app) == MONDAY + 7 * DAY + timedelta(hours=1)


@pytest.mark.parametrize("until", ["", "soon", "2026-03-02T10:59"])
def test_an_end_that_is_past_or_no_moment_changes_nothing(world, tova, app, until):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"

    tova.send(f"{one}/extend", whom="everybody", until=until)

    assert closing(app) == MONDAY + DAY
    assert (
        "Nothing was changed. Give a date and a time that is still to come." in tova.get(one).text
    )


@pytest.mark.parametrize("fields", [{"whom": "nobody-known"}, {"whom": "²", "until": "soon"}])
def test_an_end_for_whom_no_page_names_is_refused(world, tova, app, fields):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"

    assert tova.send(f"{one}/extend", **fields).status_code == 404

    assert closing(app) == MONDAY + DAY


def test_an_end_before_it_opens_changes_nothing_and_says_why(world, tova, app):
    opens = {"opens_at": MONDAY + 2 * DAY, "closes_at": MONDAY + 4 * DAY}
    one = f"{world.address}{world.assign('quiet', **opens)}"

    tova.send(f"{one}/extend", whom="everybody", until="2026-03-03T12:00")

    assert closing(app) == MONDAY + 4 * DAY
    assert "Nothing was changed: it would end before it opens." in tova.get(one).text


def test_pressing_the_end_again_says_that_it_ends(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"
    tova.send(f"{one}/end")
    tova.get(one)

    tova.send(f"{one}/end")

    assert "Nothing was changed: it has not opened yet" in tova.get(one).text


def test_the_buttons_of_a_class_at_work_lead_back_to_it(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"

    more = tova.send(f"{one}/minutes", **{"from": "live", "minutes": "5"})
    end = tova.send(f"{one}/end", **{"from": "live"})

    assert more.headers["Location"] == end.headers["Location"] == f"{one}/live"
    assert closing(app) == MONDAY + timedelta(seconds=30)
    assert tova.send(f"{one}/minutes", minutes="121").status_code == 404
    assert tova.send(f"{one}/minutes", minutes="0").status_code == 404


def test_what_is_over_is_not_extended(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"
    tova.send(f"{world.address}/archive")

    assert "/extend" not in tova.get(one).text
    for deed in ("extend", "minutes", "end", "undo-end"):
        assert tova.send(f"{one}/{deed}").status_code == 409


def test_list_and_page_cost_the_same_for_many(world, tova, app):
    one = f"{world.address}{world.assign('quiet')}"
    paths = (f"{world.address}/assignments", one)
    few = [statements_for(app, partial(tova.get, path)) for path in paths]
    for _ in range(4):
        world.assign("all")
    with app.app_context():
        for name in ("Ada", "Ben", "Cem"):
            world.world.add_learner(name)

    many = [statements_for(app, partial(tova.get, path)) for path in paths]

    assert few == many


def test_a_reminder_leaves_the_new_end_to_be_undone(world, tova, app):
    one = f"{world.address}{world.assign('quiet', closes_at=MONDAY + DAY)}"
    sent(tova, tova.get(one), "/extend", whom="everybody")

    sent(tova, tova.get(one), "/remind")

    sent(tova, tova.get(one), "/undo-end")
    assert closing(app) == MONDAY + DAY
