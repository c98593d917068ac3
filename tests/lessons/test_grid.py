"""The grid of a class at work on its page: marks as they come, order, and buttons."""

from __future__ import annotations

import gzip
import re
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.live_grid import Cell
from quizapp.lessons.grid import live_grid
from quizapp.lessons.live import live_class
from quizapp.web import clock
from quizapp.web.parts import ASKED_BY
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.test_query_counts import statements_for


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    with app.app_context():
        world = class_of(teacher, published_from(bank_file))
        for name in ("Ada", "Ben", "Cem"):
            world.add_learner(name)
    return world


def live(world: ClassWorld, assignment: str) -> str:
    return f"/teach/classrooms/{world.classroom_id}/assignments/{assignment}/live"


def names(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><bdi>(\w+)</bdi>', text)


def test_each_learner_has_a_mark_for_each_question_and_the_foot_the_share(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign("all")
        world.play(assignment, world.learner_ids[0], wrong=(1,))
        attempt = world.begin(assignment, world.learner_ids[1])
        Player(world.learner_ids[1], world.published).respond_right(attempt, 1)
        facts = world.facts(assignment)
        grid = live_grid(facts, live_class(facts, world.published.bank, clock.now()), clock.now())

    text = text_of(teacher.get(live(world, assignment)).text)

    # One of the items has two questions, and each learner is asked one of them.
    asked = {
        each.name: [cell.value for cell in each.cells if cell is not Cell.NOT_ASKED]
        for each in grid.rows
    }
    assert asked == {
        "Ada": ["wrong", "right", "right", "right", "right"],
        "Ben": ["right", "now", "open", "open", "open"],
        "Cem": [],
    }
    assert "Ada finished wrong right right" in text
    assert "Ben question 2 of 5 right at it now open" in text
    assert "Right, in % 50 100 100" in text


def test_who_needs_the_teacher_stands_first_or_all_by_name(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign("all")
        world.play(assignment, world.learner_ids[0])
        world.now -= timedelta(minutes=7)
        world.begin(assignment, world.learner_ids[2])

    by_need = teacher.get(live(world, assignment)).text
    by_name = teacher.get(f"{live(world, assignment)}?sort=name&rows=tight").text

    assert names(by_need) == ["Cem", "Ben", "Ada"]
    assert "still for 7 min" in by_need
    assert names(by_name) == ["Ada", "Ben", "Cem"]
    assert "live-grid tight" in by_name


def test_five_more_minutes_and_the_end_are_one_press_and_so_is_undo(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign("all", time_limit=600)
    page = teacher.get(live(world, assignment))

    sent(teacher, page, "/minutes", minutes="5")
    more = teacher.get(live(world, assignment))
    with app.app_context():
        assert world.facts(assignment).terms.time_limit == 900
    assert "You gave everybody more minutes." in more.text
    sent(teacher, more, "/undo-end")
    sent(teacher, teacher.get(live(world, assignment)), "/end")

    ended = teacher.get(live(world, assignment))
    assert "You ended it." in ended.text
    back = sent(teacher, ended, "/undo-end").headers["Location"]
    assert back == live(world, assignment)
    with app.app_context():
        terms = world.facts(assignment).terms
    assert (terms.time_limit, terms.closes_at) == (600, None)


def test_without_an_end_nobody_is_offered_more_minutes_and_after_it_nothing(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        endless = world.assign("all")
        over = world.assign("quiet", closes_at=clock.now() - timedelta(minutes=1))

    assert "/minutes" not in teacher.get(live(world, endless)).text
    assert "/end" in teacher.get(live(world, endless)).text
    text = teacher.get(live(world, over)).text
    assert f"{over}/end" not in text
    assert f"{over}/minutes" not in text


def test_news_are_sent_packed_and_without_the_frame(
    app: Flask, teacher: Visitor, world: ClassWorld
):
    with app.app_context():
        assignment = world.assign("all", feedback=FeedbackTime.AT_END)
        world.play(assignment, world.learner_ids[0])

    part = teacher.get(live(world, assignment), headers={ASKED_BY: "1", "Accept-Encoding": "gzip"})

    text = gzip.decompress(part.data).decode()
    assert 'id="live-grid"' in text
    assert "<head>" not in text
    assert "Vary" in part.headers
    assert len(part.data) < 5_000


@pytest.mark.slow
def test_the_grid_costs_the_same_for_a_full_class(app: Flask, teacher: Visitor, world: ClassWorld):
    with app.app_context():
        assignment = world.assign("all")
        world.play(assignment, world.learner_ids[0])
    few = statements_for(app, partial(teacher.get, live(world, assignment)))
    with app.app_context():
        for number in range(4):
            world.play(assignment, world.add_learner(f"More{number}"), wrong=(1,))

    many = statements_for(app, partial(teacher.get, live(world, assignment)))

    assert few == many
