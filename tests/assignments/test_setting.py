"""Setting a quiz: presets, several classes at once, the sentence before it, and copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.assignments.assigning import NewAssignment
from quizapp.assignments.setting import set_for_classes
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.domain.assignments import Terms
from quizapp.domain.errors import ClassroomArchived, NotFound
from quizapp.models import AuditEntry
from quizapp.web import clock
from tests.assignments.setting_form import FIELDS, MONDAY, both, new, one, read, rows
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.pages import sent
from tests.support.people import Visitor
from tests.support.playing import all_rows

FRIDAY = datetime(2026, 3, 6, 16, tzinfo=UTC)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(time: time_machine.Traveller, app: Flask, learner: Visitor) -> VisitedClass:
    return visited_class(app, "lena")


@pytest.fixture
def tova(world: VisitedClass) -> Visitor:
    return world.teacher


@pytest.fixture
def other(world: VisitedClass, app: Flask) -> ClassWorld:
    """Another class of the same teacher, by other clocks."""
    with app.app_context():
        new = NewClassroom("Class 8a", "Europe/London")
        made = create_classroom(new, world.world.teacher_id, clock.now())
        return ClassWorld(world.world.published, world.world.teacher_id, made, MONDAY)


def test_as_it_opens_the_form_sets_homework_until_friday(world, tova, app):
    sent(tova, tova.get(new(world)), "/new", quiz="tides/quiet")

    (row,) = rows(app)
    assert (row.quiz_key, row.opens_at, row.closes_at) == ("quiet", MONDAY, FRIDAY)
    assert (row.attempts_allowed, row.time_limit, row.due_at) == (2, None, None)
    assert (row.feedback, row.counting, row.weight) == ("after-each", "best", 1)


def test_a_link_can_name_preset_and_quiz(world, tova, app):
    page = tova.get(f"{new(world)}?preset=test&bank=tides&quiz=quiet")
    sent(tova, page, "/new")

    (row,) = rows(app)
    assert (row.quiz_key, row.closes_at, row.time_limit) == ("quiet", FRIDAY, 1200)
    assert (row.attempts_allowed, row.feedback) == (1, "after-close")


def test_names_that_nobody_knows_open_the_form_all_the_same(world, tova):
    page = tova.get(f"{new(world)}?preset=party&bank=none&quiz=none")

    assert page.status_code == 200
    assert "Homework until Friday" in page.text


def test_a_preset_fills_the_fields_and_leaves_quiz_and_name(world, tova, app):
    chosen = {**FIELDS, "title": "Week 10", "preset": "in-class", "fill": "1"}

    page = tova.send(f"{new(world)}/check", **chosen)

    assert "Opens now and stays open until you end it. Each learner has 1 attempt." in read(
        page.text
    )
    sent(tova, page, "/new")
    (row,) = rows(app)
    assert (row.title, row.quiz_key, row.closes_at) == ("Week 10", "quiet", None)
    assert (row.attempts_allowed, row.time_limit, row.feedback) == (1, None, "at-end")


def test_the_form_says_in_the_zone_of_the_class_what_will_happen_and_sets_nothing(world, tova, app):
    page = tova.send(f"{new(world)}/check", **FIELDS)

    assert (
        "For Class 7b, 1 learner. Opens now, closes Friday 6 March, 17:00 (Europe/Berlin). "
        "Each learner has 2 attempts of 20 minutes. The best one counts. "
        "Answers are shown after the close." in read(page.text)
    )
    assert not rows(app)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"opens_at": "2026-03-03T08:00"}, "Opens Tuesday 3 March, 08:00, closes Friday"),
        ({"due_at": "2026-03-05T17:00"}, "Work after Thursday 5 March, 17:00 counts as late."),
        ({"attempts_allowed": "1"}, "has 1 attempt of 20 minutes. Answers"),
        ({"minutes": ""}, "has 2 attempts. The best"),
        ({"attempts_allowed": ""}, "has as many attempts as they like, of 20 minutes."),
        ({"attempts_allowed": "", "minutes": ""}, "as many attempts as they like. The"),
        ({"counting": "last"}, "The last one counts."),
        ({"weight": "0"}, "It does not count in the total."),
        ({"weight": "2.5"}, "It counts like 2.5 quizzes in the total."),
        ({"is_sequential": "y"}, "Questions come one after the other."),
        ({"closes_at": "2026-03-01T17:00"}, "Nothing can be set yet: It would close before"),
        ({"opens_at": ""}, "Nothing can be set yet: Say when it opens."),
        ({"quiz": "tides/none"}, "Not a valid choice"),
    ],
    ids=str,
)
def test_each_field_has_its_word_in_the_sentence(world, tova, changed, words):
    page = tova.send(f"{new(world)}/check", **{**FIELDS, **changed})

    assert page.status_code == 200
    assert words in read(page.text)


def test_a_quiz_is_set_for_two_classes_in_one_press(world, other, tova, app):
    told = read(tova.send(f"{new(world)}/check", **both(world, other)).text)

    response = tova.send(new(world), **both(world, other))

    first, second = rows(app)
    assert "For Class 7b and Class 8a, 1 learner." in told
    assert "There it closes 6 March, 16:00 (Europe/London)." in told
    assert "Set it for 2 classes" in told
    assert {first.classroom_id, second.classroom_id} == {1, 2}
    assert first.created_at == second.created_at
    assert first.closes_at == second.closes_at == FRIDAY
    assert response.headers["Location"] == one(world, first)
    with app.app_context():
        assert [each.classroom_id for each in all_rows(AuditEntry)].count(2) == 2


def test_all_classes_get_it_or_none(world, other, tova, app):
    with app.app_context():
        archive_classroom(other.classroom.id, None, clock.now())

    response = tova.send(new(world), **both(world, other))

    assert response.status_code == 422
    assert not rows(app)


def test_nobody_sets_a_quiz_for_a_class_they_do_not_teach(world, tova, app):
    with app.app_context():
        elsewhere = create_classroom(NewClassroom("9c", "UTC"), new_user("theo"), clock.now())

    response = tova.send(new(world), **{**FIELDS, "classes": [elsewhere]})

    assert response.status_code == 422
    assert not rows(app)


def test_one_class_that_is_over_or_not_theirs_leaves_the_others_without_the_quiz_too(
    world, other, app
):
    quiz = NewAssignment("tides", "quiet", "Week 10", Terms(MONDAY))
    ids, teacher_id = [world.world.classroom_id, other.classroom_id], world.world.teacher_id
    with app.app_context():
        stranger = new_user("theo")
        with pytest.raises(NotFound):
            set_for_classes([*ids, "none"], quiz, teacher_id, MONDAY)
        with pytest.raises(NotFound):
            set_for_classes(ids, quiz, stranger, MONDAY)
        archive_classroom(other.classroom.id, None, clock.now())

        with pytest.raises(ClassroomArchived):
            set_for_classes(ids, quiz, teacher_id, MONDAY)

    assert not rows(app)


def test_a_class_at_least_is_chosen_where_there_are_several(world, other, tova, app):
    response = tova.send(new(world), **FIELDS)

    assert response.status_code == 422
    assert "Choose a class at least." in response.text
    assert not rows(app)


def test_a_copy_keeps_the_terms_and_moves_the_dates_to_this_week(world, other, tova, app, time):
    tova.send(
        new(world),
        **{**FIELDS, "title": "Test 1", "weight": "2", "counting": "last"},
        classes=[world.world.classroom_id],
    )
    (row,) = rows(app)
    time.shift(timedelta(days=5))

    again = world.teacher  # the log-in of five days ago is over
    page = again.get(f"/teach/classrooms/{other.classroom_id}/assignments/new?copy={row.public_id}")
    sent(again, page, "/new", classes=other.classroom_id)

    _, copy = rows(app)
    assert (copy.classroom_id, copy.title, copy.quiz_key, copy.weight) == (2, "Test 1", "quiet", 2)
    assert (copy.counting, copy.feedback, copy.time_limit) == ("last", "after-close", 1200)
    assert copy.opens_at == MONDAY + timedelta(days=5)
    assert copy.closes_at == datetime(2026, 3, 13, 17, tzinfo=UTC)  # by the clocks of London


def test_nobody_copies_what_others_have_set(world, tova, app):
    with app.app_context():
        theirs = new_class(world.world.published, teacher="theo").assign()
    own = world.assign().rsplit("/", 1)[1]

    assert tova.get(f"{new(world)}?copy={own}").status_code == 200
    assert tova.get(f"{new(world)}?copy={theirs}").status_code == 404


def test_what_learners_get_stands_beside_the_form(world, tova):
    text = read(tova.get(f"{new(world)}?quiz=quiet").text)

    assert (
        "Questions 3, in random order drawn from 8 for each learner Points 3 Article 4 of 4" in text
    )
    assert "Expected mean" not in text
    assert "Usual time" not in text


def test_the_button_pressed_twice_sets_a_quiz_once(world, other, tova, app, time):
    first = tova.send(new(world), **both(world, other))
    again = tova.send(new(world), **both(world, other))

    assert again.headers["Location"] == first.headers["Location"]
    assert len(rows(app)) == 2
    time.shift(timedelta(minutes=2))
    tova.send(new(world), **both(world, other))
    assert len(rows(app)) == 4


def test_the_same_quiz_with_another_date_is_another_one(world, tova, app):
    page = tova.get(new(world))

    sent(tova, page, "/new")
    sent(tova, page, "/new", closes_at="2026-03-07T12:00")

    assert len(rows(app)) == 2
