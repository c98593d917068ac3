"""Two accounts made one: nothing is lost, and only two learners of the class can be."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import ForeignKeyConstraint, select

from quizapp.domain.errors import NotFound
from quizapp.merging.merging import merge, merge_choices, merge_preview
from quizapp.models import (
    AssignmentException,
    Attempt,
    AuditEntry,
    Base,
    Challenge,
    ClassroomTeacher,
    DeletionRequest,
    Enrolment,
    LoginCode,
    LoginSession,
    Notice,
    PairHalf,
    Reminder,
    ScoreOverride,
    User,
)
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.assignments.test_pairs import new_pair
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.merging import merged
from tests.support.playing import all_rows, attempt_with, stored

HANDLED = {
    # moved or joined
    "assignment_exceptions.user_id",
    "attempts.user_id",
    "cards.user_id",
    "challenges.user_id",
    "deletion_requests.user_id",
    "enrolments.user_id",
    "lesson_seats.user_id",
    "learner_accommodations.user_id",
    "learner_notes.user_id",
    "login_codes.user_id",
    "notices.user_id",
    "pair_halves.user_id",
    "reminders.user_id",
    "score_overrides.user_id",
    # ended
    "login_sessions.user_id",
    # folded anew from the cards' log
    "learner_drifts.user_id",
    "own_folds.user_id",
    # of teachers, who are not merged
    "bank_publications.publisher_id",
    "challenges.decider_id",
    "classroom_teachers.user_id",
    "learner_notes.author_id",
    "regrades.actor_id",
    "reminders.actor_id",
    "score_overrides.actor_id",
    "teacher_invitations.made_by_id",
    # what was done stays done by whom it was done
    "audit_entries.actor_id",
}


def test_every_tie_to_a_user_is_thought_of() -> None:
    ties = {
        f"{table.name}.{constraint.column_keys[0]}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, ForeignKeyConstraint)
        and constraint.referred_table.name == "users"
    }

    assert ties == HANDLED


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


def test_the_form_that_was_begun_holds_where_both_were_put_into_a_half(world, ana, ben):
    _, pre, post = new_pair(world)
    world.begin(post, ana.user_id)
    begun = attempt_with(world.begin(pre, ben.user_id))
    forms = {row.user_id: row.first_form for row in all_rows(PairHalf)}
    assert forms[ana.user_id] != forms[ben.user_id]

    merged(world)

    assert [(row.user_id, row.first_form) for row in all_rows(PairHalf)] == [
        (ana.user_id, begun.form)
    ]


def test_one_press_that_reminded_both_has_reminded_the_one_once(world, ana, ben):
    both, one = world.assignment(world.assign("quiet")), world.assignment(world.assign("all"))
    with write_transaction() as tx:
        for assignment, user_id in ((both, ana.user_id), (both, ben.user_id), (one, ben.user_id)):
            of_press = {"assignment_id": assignment.id, "made_at": world.now}
            tx.add(Reminder(user_id=user_id, **of_press))

    merged(world)

    rows = [(row.assignment_id, row.user_id) for row in all_rows(Reminder)]
    assert sorted(rows) == [(both.id, ana.user_id), (one.id, ana.user_id)]


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
    assert (found.source.attempts, found.cards, found.joined_cards) == (2, 5, 5)
    assert found.running_twice == 1
