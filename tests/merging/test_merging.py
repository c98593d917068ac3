"""Two accounts made one: nothing is lost, every score holds, and the memory is of both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import ForeignKeyConstraint, func, select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Rating
from quizapp.memory.forgetting import reset_cards
from quizapp.memory.retracting import scheduled_anew
from quizapp.merging.merging import merge, merge_choices, merge_preview
from quizapp.models import (
    AssignmentException,
    Attempt,
    AuditEntry,
    Base,
    Card,
    Challenge,
    ClassroomTeacher,
    DeletionRequest,
    Enrolment,
    LoginCode,
    LoginSession,
    Notice,
    Response,
    Review,
    ScoreOverride,
    User,
)
from quizapp.models.memory import card_of
from quizapp.models.people import Role
from quizapp.practice.rating import rate_card
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.playing import Player, all_rows, attempt_with, stored

RETENTION = 0.9
HANDLED = {
    # moved or joined
    "assignment_exceptions.user_id",
    "attempts.user_id",
    "cards.user_id",
    "challenges.user_id",
    "deletion_requests.user_id",
    "enrolments.user_id",
    "login_codes.user_id",
    "notices.user_id",
    "pair_halves.user_id",
    "score_overrides.user_id",
    # ended
    "login_sessions.user_id",
    # of teachers, who are not merged
    "bank_publications.publisher_id",
    "challenges.decider_id",
    "classroom_teachers.user_id",
    "regrades.actor_id",
    "score_overrides.actor_id",
    # what was done stays done by whom it was done
    "audit_entries.actor_id",
}


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    """Whose account stays."""
    return Player(user_named("ana").id, world.published)


@pytest.fixture
def ben(world: ClassWorld) -> Player:
    """Whose account ends."""
    return Player(world.learner_ids[1], world.published)


def merged(world: ClassWorld) -> None:
    """Ben's work into Ana's account."""
    source, target = (
        db.session.get_one(User, each).public_id for each in reversed(world.learner_ids)
    )
    merge(world.classroom.id, source, target, world.teacher_id, clock.moment())


def numbers(query_of: int) -> list[tuple[str, int | None]]:
    rows = stored(select(Attempt).where(Attempt.user_id == query_of).order_by(Attempt.started_at))
    return [(row.public_id, row.number) for row in rows]


def test_every_tie_to_a_user_is_thought_of() -> None:
    ties = {
        f"{table.name}.{constraint.column_keys[0]}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        and constraint.referred_table.name == "users"
    }

    assert ties == HANDLED


def test_attempts_are_numbered_by_time(world, ana, ben, time: time_machine.Traveller):
    first = ben.play()
    time.shift(60)
    second = ana.play(wrong=[1])
    time.shift(60)
    third = ben.play(wrong=[2])
    before = db.session.scalar(select(func.sum(Response.mark)))

    merged(world)

    assert numbers(ana.user_id) == [(first, 1), (second, 2), (third, 3)]
    assert db.session.scalar(select(func.sum(Response.mark))) == before
    assert verify_scores().discrepancies == []


def test_attempts_under_an_assignment_are_numbered_by_time_too(world, ana, ben, time):
    assignment = world.assign()
    of_ben = world.play(assignment, ben.user_id)
    time.shift(60)
    world.now = clock.now()
    of_ana = world.play(assignment, ana.user_id)

    merged(world)

    rows = stored(select(Attempt).order_by(Attempt.assignment_number))
    assert [(row.public_id, row.assignment_number, row.user_id) for row in rows] == [
        (of_ben, 1, ana.user_id),
        (of_ana, 2, ana.user_id),
    ]


def test_of_two_running_attempts_the_earlier_one_ends_as_it_stands(world, ana, ben, time):
    earlier = ben.start()
    ben.respond_right(earlier, 1)
    time.shift(60)
    later = ana.start()
    ana.respond_right(later, 1)

    merged(world)

    ended = attempt_with(earlier)
    assert (ended.is_finished, ended.score, ended.number) == (True, 1.0, 1)
    assert not attempt_with(later).is_finished
    assert ana.respond_right(later, 2) is False


@pytest.mark.parametrize("is_first_empty", [False, True])
def test_a_running_attempt_without_answers_gives_way(world, ana, ben, time, is_first_empty):
    first = ben.start()
    time.shift(60)
    second = ana.start()
    (ana if is_first_empty else ben).respond_right(second if is_first_empty else first, 1)

    merged(world)

    assert numbers(ana.user_id) == [(second if is_first_empty else first, 1)]


def test_running_attempts_under_an_assignment_are_settled_the_same_way(world, ana, ben, time):
    assignment = world.assign()
    earlier = world.begin(assignment, ana.user_id)
    ana.respond_right(earlier, 1)
    time.shift(60)
    world.now = clock.now()
    later = world.begin(assignment, ben.user_id)
    ben.respond_right(later, 1)

    merged(world)

    assert attempt_with(earlier).is_finished
    assert not attempt_with(later).is_finished
    assert world.begin(assignment, ana.user_id) == later


def test_a_card_that_both_have_is_what_all_reviews_together_make_of_it(world, ana, ben, time):
    for person, rating in ((ana, Rating.GOOD), (ben, Rating.AGAIN), (ana, Rating.EASY)):
        card = db.session.scalar(card_of(person.user_id, "tides", "ebb"))
        sequence = (card.review_count if card else 0) + 1
        rate_card(world.published, person.user_id, "ebb", sequence, rating, clock.moment())
        time.shift(timedelta(days=3))
    rate_card(world.published, ben.user_id, "flood", 1, Rating.GOOD, clock.moment())

    merged(world)

    card = stored(card_of(ana.user_id, "tides", "ebb"))[0]
    reviews = stored(select(Review).where(Review.card_id == card.id).order_by(Review.sequence))
    assert [(r.sequence, r.rating) for r in reviews] == [(1, 3), (2, 1), (3, 4)]
    together = [(r.rating, r.reviewed_at) for r in reviews]
    assert card.memory == scheduled_anew("ebb", together, None, retention=RETENTION)
    assert (card.review_count, card.created_at) == (3, reviews[0].reviewed_at)
    assert [row.item_key for row in all_rows(Card) if row.user_id == ana.user_id] == [
        "ebb",
        "flood",
    ]
    assert len(all_rows(Card)) == 2


def test_scheduling_anew_gives_what_was_scheduled(world, ana, time):
    for sequence in range(1, 6):
        rating = Rating(1 + sequence % 4)
        rate_card(world.published, ana.user_id, "ebb", sequence, rating, clock.moment())
        time.shift(timedelta(days=sequence))

    (card,) = all_rows(Card)

    looks = [(row.rating, row.reviewed_at) for row in all_rows(Review)]
    assert card.memory == scheduled_anew("ebb", looks, None, retention=RETENTION)


def test_reviews_of_a_wrong_key_stay_forgotten(world, ana, ben, time):
    rate_card(world.published, ana.user_id, "ebb", 1, Rating.EASY, clock.moment())
    rate_card(world.published, ben.user_id, "ebb", 1, Rating.EASY, clock.moment())
    time.shift(60)
    with write_transaction() as tx:
        reset_cards(tx, "tides", ["ebb"], clock.now())
    time.shift(60)
    rate_card(world.published, ben.user_id, "ebb", 2, Rating.GOOD, clock.moment())

    merged(world)

    (card,) = all_rows(Card)
    rows = all_rows(Review)
    assert (card.forgotten_after, card.review_count) == (2, 3)
    assert card.memory == scheduled_anew(
        "ebb", [(row.rating, row.reviewed_at) for row in rows], 2, retention=RETENTION
    )
    assert scheduled_anew("ebb", [(4, card.created_at)], None, retention=RETENTION) != card.memory


def teach_too(world: ClassWorld, other: ClassWorld) -> None:
    """The teacher of the one class teaches the other one as well."""
    classroom_id = other.classroom.id
    with write_transaction() as tx:
        tx.add(
            ClassroomTeacher(
                classroom_id=classroom_id, user_id=world.teacher_id, added_at=world.now
            )
        )


def test_everything_else_goes_along(world, ana, ben, published):
    other = new_class(published, teacher="tom")
    other.enrol(ben.user_id)
    teach_too(world, other)
    assignment = world.assignment(world.assign())
    attempt = attempt_with(ben.play())
    now, ana_id, ben_id = clock.now(), ana.user_id, ben.user_id
    item_id = stored(select(Attempt).where(Attempt.id == attempt.id))[0].items[0].id
    with write_transaction() as tx:
        tx.get_one(User, ana_id).is_managed = True
        tx.add_all(
            [
                ScoreOverride(
                    assignment_id=assignment.id, user_id=ben_id, share=1, reason="Ill.", made_at=now
                ),
                AssignmentException(
                    assignment_id=assignment.id, user_id=ana_id, attempts_allowed=2
                ),
                AssignmentException(
                    assignment_id=assignment.id, user_id=ben_id, attempts_allowed=9, extra_time=60
                ),
                Challenge(
                    user_id=ben_id,
                    attempt_item_id=item_id,
                    bank_key="tides",
                    item_key="ebb",
                    words="No.",
                    made_at=now,
                ),
                Notice(user_id=ben_id, attempt_id=attempt.id, kind="x", figures={}, created_at=now),
                LoginCode(user_id=ben_id, code_hash="c" * 64, made_at=now, expires_at=now),
                LoginSession(user_id=ben_id, token_hash="s" * 64, created_at=now, expires_at=now),
                DeletionRequest(user_id=ben_id, asked_at=now),
            ]
        )

    merged(world)

    moved: tuple[type[Any], ...] = (ScoreOverride, Challenge, Notice, LoginCode, DeletionRequest)
    for table in moved:
        assert [row.user_id for row in all_rows(table)] == [ana_id], table
    (terms,) = all_rows(AssignmentException)
    assert (terms.user_id, terms.attempts_allowed, terms.extra_time) == (ana_id, 2, 60)
    assert all_rows(LoginSession) == []
    assert {row.user_id for row in all_rows(Enrolment)} == {ana_id}
    assert len(all_rows(Enrolment)) == 2
    source = stored(select(User).where(User.id == ben_id))[0]
    assert (source.display_name, source.user_name) == ("Former learner", None)
    assert source.erased_at is not None


def test_the_deed_leaves_a_trace_without_names_and_twice_is_once(world, ana, ben):
    ben.play()
    source, target = (user_named(name).public_id for name in ("ben", "ana"))

    for _ in range(2):
        merge(world.classroom.id, source, target, world.teacher_id, clock.moment())

    (entry,) = [row for row in all_rows(AuditEntry) if row.deed == "merge learners"]
    assert (entry.subject, entry.actor_id) == (source, world.teacher_id)
    assert entry.details == {"into": target, "attempts": 1, "cards": 5}


def test_only_two_learners_of_this_class_can_be_merged(world, ana, published):
    other = new_class(published, ("Otto",), teacher="tom")
    teacher = new_user("tilda", Role.TEACHER)
    world.enrol(teacher)
    ana_id, otto, tilda = (user_named(name).public_id for name in ("ana", "otto", "tilda"))

    for source, target in [(otto, ana_id), (ana_id, otto), (tilda, ana_id), (ana_id, ana_id)]:
        with pytest.raises(NotFound):
            merge(world.classroom.id, source, target, world.teacher_id, clock.moment())
    with pytest.raises(NotFound):
        merge_preview(world.classroom.id, otto, ana_id)
    assert [choice.name for choice in merge_choices(world.classroom.id)] == ["Ana", "Ben"]
    assert len(all_rows(User)) == 6
    assert other.learner_ids


def test_the_preview_counts_what_will_move(world, ana, ben, time):
    ana.play()
    ben.play()
    ana.start("quiet")
    ben.start("quiet")
    source, target = (user_named(name).public_id for name in ("ben", "ana"))

    found = merge_preview(world.classroom.id, source, target)

    assert (found.source.name, found.target.name) == ("Ben", "Ana")
    assert (found.attempts, found.cards, found.joined_cards, found.running_twice) == (2, 5, 5, 1)
