"""Deeds about one learner that meet: whoever waited for the other looks again before acting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, select, update

from quizapp.accounts import signing_up
from quizapp.accounts.erasing import NOBODY, erase, erase_learner
from quizapp.assignments.exceptions import grant_exception
from quizapp.attempts import scoring
from quizapp.banks.revisions import PublishedBank
from quizapp.challenges import deciding
from quizapp.challenges.cases import class_challenges
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.challenges.deciding import Decision, decide
from quizapp.classes import classrooms, joining
from quizapp.domain.assignments import GRACE, OtherTerms
from quizapp.domain.errors import LogInNeeded, NotFound, WrongCode
from quizapp.grades.overriding import NONE_SEEN, NewOverride, override_score
from quizapp.models import (
    AssignmentException,
    Attempt,
    AuditEntry,
    Challenge,
    Enrolment,
    Notice,
    ScoreOverride,
    User,
)
from quizapp.web import clock
from quizapp.web.database import Transaction, lock_learner, lock_learners, write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.lock_order import LockedOutOfOrder
from tests.support.playing import all_rows, at_once

Deed = Callable[[Transaction], object]
Meet = Callable[..., None]


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ada A", "Ben B"))


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    """Have a deed done by somebody else while a module waits for the lock of learners."""

    def in_between(module: ModuleType, deed: Deed, name: str = "lock_learner") -> None:
        lock: Callable[[Transaction, object], None] = getattr(module, name)

        def lock_after(tx: Transaction, whose: object) -> None:
            lock(tx, whose)
            deed(tx)

        monkeypatch.setattr(module, name, lock_after)

    return in_between


def public_id_of(user_id: int) -> str:
    return db.session.get_one(User, user_id).public_id


def leaving(user_id: int) -> Deed:
    gone = update(Enrolment).where(Enrolment.user_id == user_id).values(left_at=clock.now())
    return lambda tx: tx.execute(gone)


def erased(user_id: int) -> None:
    with write_transaction() as tx:
        erase(tx, tx.get_one(User, user_id), clock.now())


def test_no_score_is_set_for_a_learner_who_has_just_left(world, meet):
    ada, assignment = world.learner_ids[0], world.assign()
    learner, classroom = public_id_of(ada), world.classroom
    meet(classrooms, leaving(ada))
    new = NewOverride(0.5, "On paper.", NONE_SEEN)

    with pytest.raises(NotFound):
        override_score(classroom.id, assignment, learner, new, world.teacher_id, clock.now())

    assert not all_rows(ScoreOverride)


def test_no_terms_are_given_to_a_learner_who_has_just_left(world, meet):
    ada, assignment = world.learner_ids[0], world.assign()
    learner, classroom = public_id_of(ada), world.classroom
    meet(classrooms, leaving(ada))
    given = OtherTerms(is_excused=True)

    with pytest.raises(NotFound):
        grant_exception(classroom.id, assignment, learner, given, world.teacher_id, clock.now())

    assert not all_rows(AssignmentException)


@pytest.fixture
def challenge(world: ClassWorld) -> str:
    """Ada's."""
    ada = world.learner_ids[0]
    attempt = world.play(world.assign(), ada)
    new, article = NewChallenge("the pilots read it", "They too."), world.published.bank.article
    challenge_item(attempt, 1, ada, article, new, clock.now())
    return class_challenges(world.classroom.id)[0].id


def test_a_decision_is_told_to_whom_the_learner_has_just_become(world, challenge, meet):
    ben, classroom_id = world.learner_ids[1], world.classroom.id
    meet(deciding, lambda tx: tx.execute(update(Challenge).values(user_id=ben)), "lock_learners")

    decide(classroom_id, challenge, Decision(None, "It stands."), world.teacher_id, clock.now())

    assert [notice.user_id for notice in all_rows(Notice)] == [ben]


def test_nothing_is_told_to_a_learner_who_was_just_erased(world, challenge, meet):
    classroom_id = world.classroom.id
    meet(deciding, lambda tx: tx.execute(delete(Challenge)), "lock_learners")

    with pytest.raises(NotFound):
        decide(classroom_id, challenge, Decision(None, "It stands."), world.teacher_id, clock.now())

    assert not all_rows(Notice)


def test_erasing_a_learner_twice_at_once_is_noted_once(inside, world):
    learner, classroom_id, teacher_id = (
        public_id_of(world.learner_ids[0]),
        world.classroom_id,
        world.teacher_id,
    )

    def deed() -> None:
        room = classrooms.classroom_taught_by(classroom_id, teacher_id)
        erase_learner(room.id, learner, teacher_id, clock.now())

    assert at_once(inside, 4, deed) == [None] * 4
    assert [row.deed for row in all_rows(AuditEntry)].count("erase learner") == 1


def test_nobody_joins_by_an_account_that_was_just_erased(world):
    ada = world.learner_ids[0]
    code = joining.open_joining(world.classroom.id, None, clock.now())
    erased(ada)

    with pytest.raises(LogInNeeded):
        joining.join(code, ada, clock.now(), name="Ada again")

    assert_is_nobody(ada)


def test_a_guest_who_was_just_erased_does_not_come_back_by_the_same_form(world):
    code = joining.open_joining(world.classroom.id, None, clock.now())
    guest, _ = joining.join_as_guest(code, "Gus", "a ticket", clock.now())
    erased(guest)

    with pytest.raises(WrongCode):
        joining.join_as_guest(code, "Gus", "a ticket", clock.now())

    assert_is_nobody(guest)


def test_a_guest_who_was_just_erased_gets_no_account(inside):
    guest = signing_up.create_guest(clock.now())
    erased(guest)

    with pytest.raises(LogInNeeded):
        signing_up.sign_up_guest(guest, "gus", "Gus", "a long enough password")

    assert_is_nobody(guest)


def assert_is_nobody(user_id: int) -> None:
    db.session.rollback()
    user = db.session.get_one(User, user_id)
    assert (user.display_name, user.user_name, user.password_hash) == (NOBODY, None, None)
    here = select(Enrolment.id).where(Enrolment.user_id == user_id, Enrolment.left_at.is_(None))
    assert db.session.scalar(here) is None


def test_a_sweep_ends_no_attempt_whose_learner_it_has_not_locked(
    world: ClassWorld, time: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A response on its way would else be recorded after the score was added up."""
    assignment = world.assign(time_limit=600)
    for user_id in reversed(world.learner_ids):  # so that who comes first differs by the order
        world.now = clock.now()
        world.begin(assignment, user_id)
        time.shift(60)
    time.shift(600 + GRACE.total_seconds())
    locked: set[int] = set()
    ended: list[tuple[int, bool]] = []
    lock, finish = lock_learners, scoring.finish

    def noting_lock(tx: Transaction, user_ids: Any) -> None:
        locked.clear()
        locked.update(tx.scalars(user_ids))
        lock(tx, user_ids)

    def noting_finish(tx: Transaction, attempt: Attempt, now: datetime) -> None:
        ended.append((attempt.user_id, attempt.user_id in locked))
        finish(tx, attempt, now)

    monkeypatch.setattr(scoring, "AT_ONCE", 1)
    monkeypatch.setattr(scoring, "lock_learners", noting_lock)
    monkeypatch.setattr(scoring, "finish", noting_finish)

    assert scoring.finish_overdue(clock.now()) == 2
    assert sorted(ended) == [(user_id, True) for user_id in sorted(world.learner_ids)]


def test_a_class_is_locked_before_its_learners_and_never_after(world):
    def lock_both(first: Deed, second: Deed) -> None:
        with write_transaction() as tx:
            first(tx)
            second(tx)

    ada, row_id = world.learner_ids[0], world.classroom.id

    def lock_class(tx: Transaction) -> None:
        classrooms.locked_classroom(tx, row_id)

    def lock_ada(tx: Transaction) -> None:
        lock_learner(tx, ada)

    lock_both(lock_class, lock_ada)
    with pytest.raises(LockedOutOfOrder):
        lock_both(lock_ada, lock_class)
