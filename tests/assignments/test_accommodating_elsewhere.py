"""What holds for a learner in one class, and in the teacher's other classes."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.assignments.accommodating import accommodation_of
from quizapp.assignments.own_assignments import own_assignment
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.rosters import move_learner
from quizapp.domain.accommodations import QUARTER, Accommodation
from quizapp.domain.errors import NotFound
from quizapp.web import clock
from tests.assignments.giving_help import give, public, teach_too, terms_in_gradebook
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


@pytest.fixture
def lena(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def test_it_holds_in_its_own_class_alone(world, lena, published):
    other = new_class(published, teacher="otto")
    other.enrol(lena.user_id)
    give(world, lena.user_id, more_percent=QUARTER)

    assignment_id = other.assign(time_limit=600)

    terms = own_assignment(assignment_id, lena.user_id, clock.now()).terms
    assert terms.time_limit == 600
    assert terms_in_gradebook(other, assignment_id)[0].time_limit == 600
    assert accommodation_of(other.classroom.id, lena.user_id).is_nothing
    with pytest.raises(NotFound):
        give(other, world.learner_ids[1], more_percent=QUARTER)


def test_it_goes_along_to_another_class_of_the_teacher(world, lena):
    second = new_class(world.published, teacher="otto")
    from_id, to_id = world.classroom.id, second.classroom.id
    give(world, lena.user_id, more_percent=QUARTER)
    teach_too(second, world.teacher_id)

    move_learner(from_id, public(lena.user_id), second.classroom_id, world.teacher_id, MONDAY)

    assert accommodation_of(to_id, lena.user_id) == Accommodation(QUARTER)
    assert accommodation_of(from_id, lena.user_id).is_nothing


def test_what_the_other_class_has_given_already_stays(world, lena):
    second = new_class(world.published, teacher="otto")
    from_id, to_id = world.classroom.id, second.classroom.id
    second.enrol(lena.user_id)
    give(second, lena.user_id, more_minutes=3)
    give(world, lena.user_id, more_percent=QUARTER)
    teach_too(second, world.teacher_id)

    move_learner(from_id, public(lena.user_id), second.classroom_id, world.teacher_id, MONDAY)

    assert accommodation_of(to_id, lena.user_id) == Accommodation(more_minutes=3)
    assert accommodation_of(from_id, lena.user_id) == Accommodation(QUARTER)
