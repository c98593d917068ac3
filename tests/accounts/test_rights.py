"""What people may ask of their data: to see it, to take it along, to be forgotten."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import people, rights
from quizapp.accounts.erasing import erase_learner, erase_named
from quizapp.accounts.own_data import own_data
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.errors import NotFound, WrongPassword
from quizapp.domain.memory import Rating
from quizapp.grades.scores import score_lines
from quizapp.models import (
    AssignmentException,
    Attempt,
    AuditEntry,
    Card,
    Challenge,
    Classroom,
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
from quizapp.practice.reviewing import rate_card
from quizapp.upkeep.retention import Overdue, overdue, tidy
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.people import PASSWORD
from tests.support.playing import Player, all_rows, attempt_with, stored
from tests.test_query_counts import statements_for


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def told(player: Player) -> dict[str, Any]:
    """What is kept about the player, as it comes out of the file."""
    data: dict[str, Any] = json.loads(json.dumps(own_data(player.user_id, clock.now())))
    return data


def personal_rows(world: ClassWorld, user_id: int, attempt_id: str) -> None:
    """One row in each table that says something about a learner."""
    assignment, now = world.assignment(world.assign("quiet")), clock.now()
    items = [item.id for item in attempt_with(attempt_id).items]
    about = {"user_id": user_id, "bank_key": "tides", "item_key": "ebb", "made_at": now}
    with write_transaction() as tx:
        tx.add_all(
            [
                ScoreOverride(
                    assignment_id=assignment.id,
                    user_id=user_id,
                    share=0.5,
                    reason="Ana was ill.",
                    made_at=now,
                ),
                AssignmentException(assignment_id=assignment.id, user_id=user_id, extra_time=60),
                Challenge(attempt_item_id=items[0], words="Open words of Ana.", **about),
                Challenge(
                    attempt_item_id=items[1],
                    words="Ana says.",
                    state="declined",
                    reply="No, Ana.",
                    **about,
                ),
                Notice(
                    user_id=user_id, kind="regraded", figures={}, words="Dear Ana", created_at=now
                ),
                LoginCode(user_id=user_id, code_hash="c" * 64, made_at=now, expires_at=now),
                LoginSession(user_id=user_id, token_hash="s" * 64, created_at=now, expires_at=now),
                AuditEntry(
                    happened_at=now,
                    deed="override score",
                    subject=tx.get_one(User, user_id).public_id,
                    classroom_id=assignment.classroom_id,
                    details={"learner": "Ana", "title": "All"},
                ),
            ]
        )


# Taking it along


def test_it_holds_all_that_was_done_and_said(world, ana):
    attempt_id = ana.play(wrong=[1])
    rate_card(world.published, ana.user_id, "flood", 1, Rating.GOOD, clock.moment())
    personal_rows(world, ana.user_id, attempt_id)
    rights.ask_deletion(ana.user_id, "Please.", clock.now())

    data = told(ana)

    assert (data["account"]["name"], data["account"]["user_name"]) == ("Ana", "ana")
    assert data["deletion_asked"]["words"] == "Please."
    assert [row["class"] for row in data["classes"]] == ["Class 7b"]
    (attempt,) = data["attempts"]
    assert (attempt["score"], attempt["max_score"]) == (4, 5)
    first = attempt["questions"][0]
    assert first["question"] == "What pulls at the sea and makes it rise?"
    assert (first["mark"], len(first["answer"]["chosen"])) == (0, 1)
    assert {row["item"] for row in data["cards"]} >= {"flood", "what-pulls"}
    assert all(row["reviews"] for row in data["cards"])
    assert data["own_terms"][0]["extra_seconds"] == 60
    assert data["scores_set_by_hand"][0]["reason"] == "Ana was ill."
    assert [row["words"] for row in data["challenges"]] == ["Open words of Ana.", "Ana says."]
    assert data["notes"][0]["words"] == "Dear Ana"
    assert [len(data[part]) for part in ("signed_in", "login_codes")] == [1, 1]
    assert {row["deed"] for row in data["audit_trail"]} == {"create learner", "override score"}


def test_no_secret_and_nobody_else_is_in_it(world, ana, published):
    Player(world.learner_ids[1], published).play()
    personal_rows(world, ana.user_id, ana.play())
    hashed = user_named("ana").password_hash

    text = json.dumps(told(ana))

    assert hashed
    for secret in (hashed, "c" * 64, "s" * 64, "Ben", "tova"):
        assert secret not in text


def test_the_answers_of_a_running_quiz_are_not_in_it(world, ana):
    running = ana.start()

    (attempt,) = told(ana)["attempts"]

    assert [row["answer"] for row in attempt["questions"]] == [None] * 5
    assert all(
        row.keys() == {"position", "question", "answer", "withheld"} for row in attempt["questions"]
    )
    ana.respond_right(running, 1)
    (attempt,) = told(ana)["attempts"]
    assert [row.get("mark") for row in attempt["questions"]] == [1, None, None, None, None]


def test_what_a_quiz_shows_at_its_end_is_withheld_until_then(world, ana):
    running = ana.start("quiet")
    ana.respond_right(running, 1)

    data = told(ana)

    (attempt,) = data["attempts"]
    assert attempt["withheld"]
    assert not {"score", "mark"} & ({*attempt} | {*attempt["questions"][0]})
    assert all(card.keys() == {"bank", "since", "withheld"} for card in data["cards"])
    ana.finish(running)
    (attempt,) = told(ana)["attempts"]
    assert (attempt["score"], attempt["questions"][0]["mark"]) == (1, 1)


def test_what_waits_for_the_close_is_withheld_until_then(world, ana, time):
    closes = world.now + timedelta(days=1)
    assignment = world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes)
    world.play(assignment, ana.user_id, wrong=(1,))

    data = told(ana)

    assert data["attempts"][0]["withheld"]
    assert '"mark"' not in json.dumps(data)
    assert all(card.get("withheld") for card in data["cards"])
    time.move_to(closes + timedelta(hours=1))
    data = told(ana)
    assert data["attempts"][0]["score"] == 4
    assert not any(card.get("withheld") for card in data["cards"])


def test_a_long_history_costs_as_many_queries(inside: Flask, world, ana):
    ana.play()
    short = statements_for(inside, lambda: told(ana))
    for _ in range(3):
        ana.play(wrong=[1, 2])
        ana.play("by-topic")

    long = statements_for(inside, lambda: told(ana))

    assert short == long <= 24


# Asking


def test_a_wish_can_be_changed_and_taken_back(world, ana):
    rights.ask_deletion(ana.user_id, "Please.", clock.now())
    rights.ask_deletion(ana.user_id, "Please do.", clock.now())

    (wish,) = rights.requests_for(world.classroom.id)
    assert (wish.name, wish.words) == ("Ana", "Please do.")
    for _ in range(2):
        rights.withdraw_deletion(ana.user_id)

    assert rights.requests_for(world.classroom.id) == []
    with pytest.raises(NotFound):
        rights.ask_deletion(world.teacher_id, "", clock.now())


def test_a_class_sees_the_wishes_of_its_own_and_of_those_in_no_class(world, ana, published):
    other = new_class(published, ("Otto",), teacher="tom")
    alone = people.create_guest(clock.now())
    for user_id in (ana.user_id, other.learner_ids[0], alone):
        rights.ask_deletion(user_id, "", clock.now())

    seen = [wish.learner_id for wish in rights.requests_for(world.classroom.id)]

    assert seen == [
        stored(select(User).where(User.id == i))[0].public_id for i in (ana.user_id, alone)
    ]
    with pytest.raises(NotFound):
        erase_learner(world.classroom.id, user_named("otto").public_id, world.teacher_id, world.now)
    assert user_named("otto").erased_at is None


# Being forgotten


def test_who_is_erased_is_nobody_and_the_figures_stay(world, ana, published):
    attempt_id = ana.play(wrong=[1])
    personal_rows(world, ana.user_id, attempt_id)
    rights.ask_deletion(ana.user_id, "Ana asks.", clock.now())
    public_id = user_named("ana").public_id
    kept = {table: len(all_rows(table)) for table in (Attempt, Response, Card, Review)}

    for _ in range(2):
        erase_learner(world.classroom.id, public_id, world.teacher_id, clock.now())

    user = stored(select(User).where(User.id == ana.user_id))[0]
    assert (user.display_name, user.user_name, user.password_hash) == ("Former learner", None, None)
    assert user.erased_at == clock.now()
    assert {table: len(all_rows(table)) for table in kept} == kept
    for table in (DeletionRequest, LoginCode, LoginSession, Notice, AssignmentException):
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


def test_the_user_name_is_free_again_and_the_password_lets_nobody_in(world, ana):
    erase_named("ANA", clock.now())

    with pytest.raises(WrongPassword):
        people.authenticated_user("ana", PASSWORD)
    new_user("Ana Again")
    assert user_named("ana").id != ana.user_id
    with pytest.raises(NotFound):
        erase_named("nobody", clock.now())


def test_a_teacher_who_is_erased_leaves_the_classes(world):
    erase_named("tova", clock.now())

    assert stored(select(User).where(User.id == world.teacher_id))[0].erased_at is not None
    with pytest.raises(NotFound):
        erase_named("tova", clock.now())


# Retention


def archived(world: ClassWorld, keep_days: int | None) -> None:
    with write_transaction() as tx:
        row = tx.get_one(Classroom, world.classroom.id)
        row.archived_at, row.keep_days = clock.now(), keep_days


def test_learners_are_forgotten_when_the_time_of_their_class_is_over(
    world, ana, published, time: time_machine.Traveller
):
    going_on = new_class(published, teacher="tom")
    going_on.enrol(world.learner_ids[1])
    ana.play()
    archived(world, keep_days=30)
    time.shift(timedelta(days=29))
    assert overdue(db.session(), clock.now()).is_nothing
    time.shift(timedelta(days=1))
    whom = overdue(db.session(), clock.now())

    assert tidy(clock.now()) == whom == Overdue(classes=1, learners=1, guests=0)

    assert stored(select(User).where(User.id == ana.user_id))[0].display_name == "Former learner"
    assert user_named("ben").erased_at is None
    assert tidy(clock.now()).is_nothing
    assert len(all_rows(Attempt)) == 1


def test_without_a_limit_nobody_is_forgotten(world, ana, time):
    archived(world, keep_days=None)
    time.shift(timedelta(days=5000))

    assert tidy(clock.now()).is_nothing


def test_guests_who_stayed_away_go_and_their_work_stays(world, ana, published, time):
    idle, worked, back = (people.create_guest(clock.now()) for _ in range(3))
    Player(worked, published).play()
    time.shift(timedelta(days=100))
    Player(back, published).start()
    time.shift(timedelta(days=90))

    assert tidy(clock.now()) == Overdue(classes=0, learners=0, guests=2)

    left = {row.id: row.display_name for row in all_rows(User)}
    assert idle not in left
    assert left[worked] == "Former learner"
    assert left[back].startswith("Guest")
    assert len(all_rows(Attempt)) == 2
    assert user_named("ana").erased_at is None
