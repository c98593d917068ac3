"""Being forgotten, while what was answered goes on counting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import deletion_requests, logging_in, preferences
from quizapp.accounts.erasing import erase_learner, erase_named
from quizapp.assignments.end_deeds import Whom
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.extending import extend
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import NotFound, WrongPassword
from quizapp.grades.scores import score_lines
from quizapp.models import (
    AssignmentException,
    Attempt,
    AuditEntry,
    Card,
    Challenge,
    DeletionRequest,
    Enrolment,
    LoginCode,
    LoginSession,
    Notice,
    Reminder,
    Response,
    Review,
    ScoreOverride,
    User,
)
from quizapp.models.people import Appearance, TextSize
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.people import PASSWORD
from tests.support.personal_rows import personal_rows
from tests.support.playing import Player, all_rows, stored


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def test_who_is_erased_is_nobody_and_the_figures_stay(world, ana, published):
    attempt_id = ana.play(wrong=[1])
    personal_rows(world, ana.user_id, attempt_id)
    deletion_requests.ask_deletion(ana.user_id, "Ana asks.", clock.now())
    public_id = user_named("ana").public_id
    kept = {table: len(all_rows(table)) for table in (Attempt, Response, Card, Review)}

    for _ in range(2):
        erase_learner(world.classroom.id, public_id, world.teacher_id, clock.now())

    user = stored(select(User).where(User.id == ana.user_id))[0]
    assert (user.display_name, user.user_name, user.password_hash) == ("Former learner", None, None)
    assert user.erased_at == clock.now()
    assert {table: len(all_rows(table)) for table in kept} == kept
    gone = (DeletionRequest, LoginCode, LoginSession, Notice, AssignmentException, Reminder)
    for table in gone:
        assert all_rows(table) == [], table
    (challenge,) = all_rows(Challenge)
    assert (challenge.words, challenge.reply, challenge.state) == ("", None, "declined")
    (override,) = all_rows(ScoreOverride)
    assert (override.share, override.reason) == (0.5, "")
    assert [row.left_at for row in all_rows(Enrolment)] == [clock.now(), None]
    assert [row.deed for row in all_rows(AuditEntry)].count("erase learner") == 1
    texts = [str(vars(row)) for table in (User, AuditEntry, Challenge) for row in all_rows(table)]
    assert not [text for text in texts if "Ana" in text or "'ana'" in text]
    assert [line.learner.name for line in score_lines(world.teacher_id)] == []


def test_who_is_erased_leaves_no_choices_behind_that_may_say_who_it_was(world, ana):
    preferences.practise_daily(ana.user_id, 7)
    preferences.look_like(ana.user_id, TextSize.LARGEST, Appearance.DARK)
    preferences.use_keys(ana.user_id, are_used=False)
    preferences.be_reminded_at(ana.user_id, "ana@example.org")

    erase_named("ana", clock.now())

    user = stored(select(User).where(User.id == ana.user_id))[0]
    assert (user.minutes_a_day, user.uses_keys) == (5, True)
    assert (user.text_size, user.appearance, user.email) == ("normal", "auto", None)


def test_the_user_name_is_free_again_and_the_password_lets_nobody_in(world, ana):
    erase_named("ANA", clock.now())

    with pytest.raises(WrongPassword):
        logging_in.authenticated_user("ana", PASSWORD)
    new_user("Ana Again")
    assert user_named("ana").id != ana.user_id
    with pytest.raises(NotFound):
        erase_named("nobody", clock.now())


def test_a_teacher_who_is_erased_leaves_the_classes(world):
    erase_named("tova", clock.now())

    assert stored(select(User).where(User.id == world.teacher_id))[0].erased_at is not None
    with pytest.raises(NotFound):
        erase_named("tova", clock.now())


def test_the_trail_does_not_tell_what_help_somebody_had(world, ana):
    public_id, now = user_named("ana").public_id, clock.now()
    classroom_id, teacher_id = world.classroom.id, world.teacher_id
    assignment = world.assign(closes_at=now + timedelta(days=1), time_limit=600)
    given = OtherTerms(extra_time=300)
    grant_exception(classroom_id, assignment, public_id, given, teacher_id, now)
    extend(classroom_id, assignment, now + timedelta(days=2), Whom.MISSING, teacher_id, now)

    erase_learner(classroom_id, public_id, teacher_id, now)

    told = [row.details for row in all_rows(AuditEntry) if row.subject == public_id]
    assert not [each for each in told if each and {"terms", "was", "held"} & each.keys()]
    assert "300" not in str(told)
