"""An invented class: made by the services, the same for the same seed, its wrong key found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, select

from quizapp.accounts.logging_in import authenticated_user
from quizapp.analysis.item_statistics import item_statistics
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.audit_trail import TrailFilter, whole_trail
from quizapp.classes.facts import class_facts
from quizapp.domain.bank import read_bank
from quizapp.domain.desk.harm import Waiting
from quizapp.domain.item_analysis import VerdictKind
from quizapp.home.class_work import NotBegun
from quizapp.home.desk import desk_of
from quizapp.home.suspected_keys import WrongKeys
from quizapp.models import (
    Assignment,
    Attempt,
    AttemptItem,
    Base,
    Challenge,
    Classroom,
    PairHalf,
    Response,
    Review,
    ScoreOverride,
    User,
)
from quizapp.models.attempts import AttemptKind
from quizapp.models.people import Role
from quizapp.regrades.verifying import verify_scores
from quizapp.upkeep.demo import DemoMade, DemoWishes, WrongKey, fill_demo, with_wrong_key
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.places import SHIPPED_BANK, SMALL_BANK
from tests.support.playing import all_rows, moment_at
from tests.support.records import on_sqlite

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


def demo_bank(path: Path = SHIPPED_BANK) -> tuple[PublishedBank, WrongKey]:
    """The copy of a bank, and what is wrong with it."""
    reading = read_bank(path.read_bytes())
    assert reading.bank is not None
    changed = with_wrong_key(reading.bank, reading.text)
    assert changed is not None
    text, wrong_key = changed
    bank = read_bank(text.encode()).bank
    assert bank is not None
    return PublishedBank(bank, text), wrong_key


def small_demo(path: Path = SMALL_BANK, seed: int = 3) -> DemoMade:
    published, wrong_key = demo_bank(path)
    return fill_demo(published, wrong_key, DemoWishes(5, 2, seed), moment_at(NOW))


def story() -> list[tuple[object, ...]]:
    """All that was answered, by whom and when."""
    db.session.rollback()
    rows = db.session.execute(
        select(
            User.display_name,
            Attempt.quiz_title,
            Attempt.form,
            AttemptItem.item_key,
            Response.chosen,
            Response.responded_at,
        )
        .select_from(Response)
        .join(AttemptItem, AttemptItem.id == Response.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(User, User.id == Attempt.user_id)
        .order_by(Response.id)
    )
    return [tuple(map(str, row)) for row in rows]


def test_the_copy_differs_from_the_bank_in_one_key_alone() -> None:
    published, wrong_key = demo_bank()
    real = read_bank(SHIPPED_BANK.read_bytes()).bank
    assert real is not None

    assert wrong_key.right == real.items[wrong_key.item_id].key.text  # type: ignore[attr-defined]  # a choice item
    for item_id in real.items:
        same = published.bank.content_of(item_id) == real.content_of(item_id)
        assert same is (item_id != wrong_key.item_id)
    changed = published.bank.content_of(wrong_key.item_id).questions[0]
    assert {each.text for each in changed.options} == {
        each.text for each in real.content_of(wrong_key.item_id).questions[0].options
    }
    assert [each.text for each in changed.options if each.is_key] == [wrong_key.said]


def test_a_bank_without_a_choice_question_in_a_listed_quiz_gets_no_wrong_key() -> None:
    text = SHIPPED_BANK.read_text(encoding="utf-8")
    reading = read_bank((text[: text.index("  - id: retaking")]).encode())
    assert reading.bank is not None

    assert with_wrong_key(reading.bank, reading.text) is None


@pytest.mark.slow  # on both databases; the others make theirs of the same deeds, on one
def test_a_small_class_has_all_that_a_class_can_have(inside: Flask) -> None:
    made = small_demo()

    (classroom,) = all_rows(Classroom)
    assert classroom.is_demo
    assert classroom.exam_on == NOW.date() + timedelta(weeks=3)
    assert "invented" in classroom.title
    learners = [row for row in all_rows(User) if row.role == Role.LEARNER]
    assert len(learners) == made.learners == 5
    assert all(row.display_name.endswith("Demo") and row.is_managed for row in learners)
    assert authenticated_user(made.user_name, made.password)
    assert len(all_rows(Assignment)) == 2 + 2 + 1
    quizzes = [row for row in all_rows(Attempt) if row.kind == AttemptKind.QUIZ]
    assert len(quizzes) == made.attempts > 8
    in_session = len(all_rows(Attempt)) - len(quizzes)
    assert len(all_rows(Response)) - in_session == made.responses > 40
    assert made.reviews > in_session > 0
    assert {row.source for row in all_rows(Review)} >= {"card", "quiz", "session"}
    assert all_rows(PairHalf)
    assert max(row.responded_at for row in all_rows(Response)) <= NOW
    assert verify_scores().discrepancies == []


@pytest.mark.slow
@on_sqlite
def test_the_same_seed_gives_the_same_class_and_another_one_another(
    inside: Flask, app: Flask
) -> None:
    small_demo()
    first = story()
    forget_everything()
    small_demo()
    again = story()
    forget_everything()
    small_demo(seed=4)

    assert again == first
    assert story() != first


@pytest.mark.slow
@on_sqlite
def test_the_trail_of_the_class_is_in_the_order_of_time(inside: Flask) -> None:
    published, wrong_key = demo_bank(SMALL_BANK)

    fill_demo(published, wrong_key, DemoWishes(5, 4, 3), moment_at(NOW))

    (classroom,) = all_rows(Classroom)
    told = whole_trail(classroom.id, TrailFilter())[::-1]
    assert [entry.happened_at for entry in told] == sorted(entry.happened_at for entry in told)
    assert [entry.sentence.split(" ")[0] for entry in told[:3]] == ["made", "imported", "set"]
    assert "imported a list of names: 1 learner, new among them: 1" in [
        entry.sentence for entry in told
    ]


@pytest.mark.slow
@on_sqlite
def test_two_invented_classes_can_stand_beside_one_another(inside: Flask) -> None:
    names = [small_demo().user_name, small_demo(seed=5).user_name]

    assert names == ["demo-teacher", "demo-teacher-2"]
    assert verify_scores().discrepancies == []


@pytest.mark.slow
@on_sqlite
def test_the_analysis_of_a_whole_class_finds_the_wrong_key_and_no_other(inside: Flask) -> None:
    published, wrong_key = demo_bank()

    fill_demo(published, wrong_key, DemoWishes(), moment_at(NOW))

    suspected = {
        item_id
        for item_id in published.bank.items
        if (figures := item_statistics("mosul-2017", published.bank.content_of(item_id)).figures)
        and any(verdict.kind is VerdictKind.CHECK_KEY for verdict in figures.verdicts)
    }
    assert suspected == {wrong_key.item_id}
    (challenge,) = all_rows(Challenge)
    assert challenge.item_key == wrong_key.item_id
    (override,) = all_rows(ScoreOverride)
    assert override.reason
    assert verify_scores().discrepancies == []
    first, second, *_ = what_waits(published)
    assert isinstance(first, WrongKeys)
    assert [key.item_id for key in first.keys] == [wrong_key.item_id]
    assert isinstance(second, NotBegun)
    (due,) = second.quizzes
    assert due.due_at.date() == NOW.date() + timedelta(days=1)
    assert len(due.learners) > due.of / 2


def what_waits(published: PublishedBank) -> list[Waiting]:
    classroom = class_facts(all_rows(Classroom)[0])
    banks = {published.bank.id: published.bank}
    return desk_of(classroom, banks, NOW, NOW.tzinfo or UTC).to_do


def forget_everything() -> None:
    """As if the class had never been."""
    with write_transaction() as tx:
        for table in reversed(Base.metadata.sorted_tables):
            tx.execute(delete(table))
