"""What holds for a learner in every assignment of a class, and everywhere that it acts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from quizapp.assignments.accommodating import (
    OtherwiseSet,
    others_terms,
)
from quizapp.assignments.class_assignments import assignment_view
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.own_assignments import own_assignment, reserving_assignment
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import archive_classroom
from quizapp.classes.rosters import remove_learner
from quizapp.domain.accommodations import HALF, QUARTER, Accommodation
from quizapp.domain.assignments import FeedbackTime, OtherTerms, Standing, Terms
from quizapp.domain.errors import ClassroomArchived, TimeOver
from quizapp.grades.class_grades import learners_of, lines_of
from quizapp.models import AuditEntry, LearnerAccommodation, User
from quizapp.models.people import TextSize
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.assignments.giving_help import give, public, terms_in_gradebook
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, attempt_with


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


@pytest.fixture
def lena(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def at(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def test_more_time_holds_in_what_is_set_and_in_what_will_be_set(world, lena):
    before = world.assign(time_limit=1200)
    give(world, lena.user_id, more_percent=QUARTER)
    after = world.assign("quiet", time_limit=600)

    limits = [
        own_assignment(each, lena.user_id, clock.now()).terms.time_limit for each in (before, after)
    ]

    assert limits == [1500, 780]
    assert own_assignment(after, lena.user_id, clock.now()).extra_time == 180
    assert own_assignment(before, world.learner_ids[1], clock.now()).terms.time_limit == 1200
    assert attempt_with(world.begin(after, lena.user_id)).deadline_at == at(13)


def test_a_running_attempt_gets_the_longer_time_at_once_and_loses_it_again(world, lena, time):
    hers = world.begin(world.assign(time_limit=600), lena.user_id)
    his = world.begin(world.assign("quiet", time_limit=600), world.learner_ids[1])
    time.move_to(at(5))

    give(world, lena.user_id, more_minutes=20)

    assert attempt_with(hers).deadline_at == at(30)
    assert attempt_with(his).deadline_at == at(10)
    time.move_to(at(20))
    give(world, lena.user_id)
    assert attempt_with(hers).deadline_at == at(20)
    assert all_rows(LearnerAccommodation) == []


def test_an_attempt_whose_time_was_over_stays_over(world, lena, time):
    hers = world.begin(world.assign(time_limit=600), lena.user_id)
    time.move_to(at(11))

    give(world, lena.user_id, more_minutes=20)

    assert attempt_with(hers).deadline_at == at(10)
    with pytest.raises(TimeOver):
        lena.respond_right(hers, 1)


def test_work_closes_later_for_one_learner_and_is_not_late(world, lena, time):
    assignment_id = world.assign(due_at=at(60), closes_at=at(120))
    give(world, lena.user_id, later_hours=2)
    time.move_to(at(170))
    world.now = clock.now()

    world.play(assignment_id, lena.user_id)

    view = assignment_view(world.classroom.id, assignment_id, clock.now())
    hers, his = view.standings
    assert (hers.terms.due_at, hers.terms.closes_at) == (at(180), at(240))
    assert (hers.standing, hers.is_late, hers.held) == (
        *(Standing.DONE, False),
        Accommodation(later_hours=2),
    )
    assert (his.standing, his.held) == (Standing.MISSED, None)
    (line, _) = lines_of([world.facts(assignment_id)], learners_of(world.classroom.id), clock.now())
    assert not line.grades[0].is_late


def test_work_after_the_later_end_is_late_all_the_same(world, lena, time):
    assignment_id = world.assign(due_at=at(60))
    give(world, lena.user_id, later_hours=2)
    time.move_to(at(181))
    world.now = clock.now()

    world.play(assignment_id, lena.user_id)

    (line, _) = lines_of([world.facts(assignment_id)], learners_of(world.classroom.id), clock.now())
    assert line.grades[0].is_late


def test_the_moment_it_is_due_for_a_learner_is_exact(world, lena, time):
    due = MONDAY + timedelta(hours=1, microseconds=999_999)
    assignment_id = world.assign(due_at=due)
    give(world, lena.user_id, later_hours=2)
    attempt_id = world.begin(assignment_id, lena.user_id)
    time.move_to(due + timedelta(hours=2))

    lena.finish(attempt_id)

    (line, _) = lines_of([world.facts(assignment_id)], learners_of(world.classroom.id), clock.now())
    assert not line.grades[0].is_late


def test_all_pages_of_teachers_tell_the_same_terms(world, lena):
    assignment_id = world.assign(due_at=at(60), closes_at=at(120), time_limit=600)
    give(world, lena.user_id, more_percent=HALF, later_hours=24)

    told = assignment_view(world.classroom.id, assignment_id, clock.now())

    hers = own_assignment(assignment_id, lena.user_id, clock.now()).terms
    assert [row.terms for row in told.standings] == terms_in_gradebook(world, assignment_id)
    assert told.standings[0].terms == hers
    assert hers.time_limit == 900


def test_what_one_assignment_says_of_the_learner_wins(world, lena):
    assignment_id = world.assign(closes_at=at(120), time_limit=600)
    give(world, lena.user_id, more_percent=HALF, later_hours=24)
    single = OtherTerms(closes_at=at(130), extra_time=60)

    grant_exception(
        *(world.classroom.id, assignment_id, public(lena.user_id), single, world.teacher_id, MONDAY)
    )

    terms = own_assignment(assignment_id, lena.user_id, clock.now()).terms
    assert (terms.closes_at, terms.time_limit) == (at(130), 660)
    assert terms_in_gradebook(world, assignment_id)[0] == terms


def waits_until(world: ClassWorld, assignment_id: str, user_id: int) -> datetime | None:
    return own_assignment(assignment_id, user_id, clock.now()).results_at


def test_everybody_waits_for_results_until_it_has_closed_for_the_last_one(world, lena, time):
    samir = world.learner_ids[1]
    assignment_id = world.assign(closes_at=at(120), feedback=FeedbackTime.AFTER_CLOSE)
    give(world, lena.user_id, later_hours=2)

    assert waits_until(world, assignment_id, samir) == at(240)
    time.move_to(at(130))
    assert waits_until(world, assignment_id, samir) == at(240)
    assert reserving_assignment(samir, "tides", "all", clock.now()) is not None
    time.move_to(at(241))
    assert waits_until(world, assignment_id, samir) is None
    assert reserving_assignment(samir, "tides", "all", clock.now()) is None


def test_nobody_waits_for_whoever_has_left_or_closes_with_the_class(world, lena, time):
    samir = world.learner_ids[1]
    assignment_id = world.assign(closes_at=at(120), feedback=FeedbackTime.AFTER_CLOSE)
    give(world, lena.user_id, later_hours=2)
    single = OtherTerms(closes_at=at(125))
    world_id, teacher_id = world.classroom.id, world.teacher_id

    grant_exception(world_id, assignment_id, public(lena.user_id), single, teacher_id, MONDAY)

    assert waits_until(world, assignment_id, samir) == at(125)
    give(world, samir, later_hours=5)
    assert waits_until(world, assignment_id, samir) == at(420)
    remove_learner(world_id, public(samir), teacher_id, MONDAY)
    assert waits_until(world, assignment_id, lena.user_id) == at(125)
    time.move_to(at(130))
    assert waits_until(world, assignment_id, lena.user_id) is None
    assert reserving_assignment(lena.user_id, "tides", "all", clock.now()) is None


def test_a_quiz_stays_reserved_for_whoever_still_has_time(world, lena, time):
    world.assign(closes_at=at(120), attempts_allowed=1, feedback=FeedbackTime.AT_END)
    give(world, lena.user_id, later_hours=2)
    time.move_to(at(130))

    assert reserving_assignment(lena.user_id, "tides", "all", clock.now()) is not None
    assert reserving_assignment(world.learner_ids[1], "tides", "all", clock.now()) is None


def test_how_many_get_which_terms_is_told_before_a_quiz_is_set(world, lena):
    third = world.add_learner("Mia Cole")
    gone = world.add_learner("Nora Dahl")
    give(world, lena.user_id, more_percent=QUARTER)
    give(world, world.learner_ids[1], more_minutes=5)
    give(world, third, later_hours=48)
    give(world, gone, more_percent=QUARTER)
    remove_learner(world.classroom.id, public(gone), world.teacher_id, MONDAY)
    endless, timed = Terms(MONDAY), Terms(MONDAY, closes_at=at(60), time_limit=1200)

    told = others_terms(world.classroom.id, timed)

    longer = Terms(MONDAY, closes_at=at(60), time_limit=1500)
    later = Terms(MONDAY, closes_at=at(60 + 48 * 60), time_limit=1200)
    assert told == [OtherwiseSet(longer, 2), OtherwiseSet(later, 1)]
    assert others_terms(world.classroom.id, endless) == []


def test_the_text_is_larger_until_the_learner_chooses_otherwise(world, lena):
    give(world, lena.user_id, text_size=TextSize.LARGE)

    db.session.rollback()
    assert db.session.get_one(User, lena.user_id).text_size == TextSize.LARGE
    assert [entry.deed for entry in all_rows(AuditEntry)][-1] == "change learner text size"
    assert all_rows(LearnerAccommodation) == []


def test_what_is_saved_unchanged_leaves_no_trace(world, lena):
    give(world, lena.user_id, more_percent=QUARTER, later_hours=3)
    before = len(all_rows(AuditEntry))

    give(world, lena.user_id, more_percent=QUARTER, later_hours=3)

    entries = all_rows(AuditEntry)
    assert len(entries) == before
    assert entries[-1].details == {"held": {"more_percent": 25, "later_hours": 3}}


def test_in_an_archived_class_nothing_is_given(world, lena):
    archive_classroom(world.classroom.id, world.teacher_id, MONDAY)

    with pytest.raises(ClassroomArchived):
        give(world, lena.user_id, more_percent=QUARTER)
