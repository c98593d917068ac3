"""What a learner is told of assignments: one query, whatever their number and history."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from quizapp.assignments.class_assignments import assignment_rows, assignment_view
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.own_assignments import (
    assignments_for_home,
    own_assignment,
    reserving_assignment,
)
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime, OtherTerms, Standing
from quizapp.web import clock
from tests.assignments.giving_help import give, public, terms_in_gradebook
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.inside import MONDAY
from tests.test_query_counts import statements_for


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


def at(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


def titles(world: ClassWorld) -> list[str]:
    return [row.title for row in assignments_for_home(world.learner_ids[0], clock.now())]


def test_home_tells_of_the_week_before_and_the_week_ahead(world, time):
    world.assign(title="Long ago", opens_at=at(-900), closes_at=at(-24 * 8), due_at=at(-24 * 8))
    world.assign(title="Of late", opens_at=at(-900), closes_at=at(-24 * 6), due_at=at(-24 * 6))
    world.assign(title="Far ahead", opens_at=at(24 * 8))
    world.assign(title="Ahead", opens_at=at(24 * 6))
    world.assign(title="Without a date", opens_at=at(-900))
    world.assign(title="Due later", due_at=at(30), closes_at=at(40))
    world.assign(title="Due first", due_at=at(20))
    world.assign(title="Overdue", opens_at=at(-900), due_at=at(-24 * 20))

    assert titles(world) == [
        "Overdue",
        "Due first",
        "Due later",
        "Without a date",
        "Of late",
        "Ahead",
    ]
    assert assignments_for_home(None, clock.now()) == []


def test_what_is_handed_in_leaves_the_home_page_after_a_week(world, time):
    assignment_id = world.assign("quiet", title="Done")
    world.play(assignment_id, world.learner_ids[0])

    assert titles(world) == ["Done"]
    time.shift(timedelta(days=8))
    assert titles(world) == []


def test_what_ended_when_its_time_ran_out_leaves_the_home_page_after_a_week_too(world, time):
    assignment_id = world.assign("quiet", title="Begun", time_limit=600)
    world.begin(assignment_id, world.learner_ids[0])

    time.shift(timedelta(days=1))
    own = own_assignment(assignment_id, world.learner_ids[0], clock.now())

    assert own.last_ended_at == world.now + timedelta(seconds=600)
    assert titles(world) == ["Begun"]
    time.shift(timedelta(days=7))
    assert titles(world) == []


def test_somebody_excused_is_not_reminded(world):
    assignment_id = world.assign(due_at=at(5))
    lena = user_named("lena")
    given = OtherTerms(is_excused=True)
    grant_exception(
        world.classroom.id, assignment_id, lena.public_id, given, world.teacher_id, clock.now()
    )

    assert titles(world) == []
    own = own_assignment(assignment_id, world.learner_ids[0], clock.now())
    assert own.standing is Standing.EXCUSED
    assert own.can_begin


@pytest.mark.parametrize("everywhere", [{}, {"more_percent": 50, "later_hours": 24}])
@pytest.mark.parametrize(
    "here",
    [
        None,
        OtherTerms(),
        OtherTerms(extra_time=0),
        OtherTerms(opens_at=at(1), extra_time=60),
        OtherTerms(due_at=at(30), closes_at=at(50), attempts_allowed=5),
        OtherTerms(is_excused=True),
    ],
)
def test_a_learner_is_told_of_the_terms_that_the_gradebook_goes_by(world, here, everywhere):
    set_for = {"due_at": at(20), "closes_at": at(40), "time_limit": 600, "attempts_allowed": 2}
    assignment_id, classroom = world.assign(**set_for), world.classroom.id
    lena_id = world.learner_ids[0]
    give(world, lena_id, **everywhere)
    if here is not None:
        told = (public(lena_id), here, world.teacher_id, clock.now())
        grant_exception(classroom, assignment_id, *told)

    own = [own_assignment(assignment_id, each, clock.now()).terms for each in world.learner_ids]

    assert own == terms_in_gradebook(world, assignment_id)
    is_as_for_class = not everywhere and here in {None, OtherTerms(), OtherTerms(extra_time=0)}
    assert (own[0] == own[1]) is is_as_for_class


def test_a_quiz_is_reserved_from_the_opening_until_its_keys_are_shown(world, time):
    world.assign("by-topic", feedback=FeedbackTime.AFTER_CLOSE, opens_at=at(1), closes_at=at(2))

    def is_reserved(quiz_key: str = "by-topic") -> bool:
        user_id = world.learner_ids[0]
        return reserving_assignment(user_id, "tides", quiz_key, clock.now()) is not None

    assert not is_reserved()
    time.move_to(at(1))
    assert is_reserved()
    assert not is_reserved("all")
    time.move_to(at(2) + timedelta(seconds=15))
    assert is_reserved()
    time.move_to(at(2) + timedelta(seconds=16))
    assert not is_reserved()


@pytest.mark.slow
def test_all_of_it_costs_the_same_for_a_long_history(inside, world, time):
    def costs() -> list[int]:
        world_now, user_id, classroom = clock.now(), world.learner_ids[0], world.classroom.id
        return [
            statements_for(inside, lambda: assignments_for_home(user_id, world_now)),
            statements_for(inside, lambda: own_assignment(first, user_id, world_now)),
            statements_for(inside, lambda: assignment_rows(classroom, world_now)),
            statements_for(inside, lambda: assignment_view(classroom, first, world_now)),
        ]

    first = world.assign("quiet", due_at=at(3))
    world.play(first, world.learner_ids[0])
    for_one = costs()
    for number in range(4):
        user_id = world.add_learner(f"Learner{number} X")
        again = world.assign("quiet", due_at=at(3))
        world.play(again, user_id)
        world.play(first, user_id)
        world.play(first, world.learner_ids[0], wrong=(1,))

    assert costs() == for_one
    assert for_one[0] == for_one[1] == 1
    assert for_one[2] <= 4
    assert for_one[3] <= 5
