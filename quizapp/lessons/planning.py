"""A lesson begun, and what it asks: questions added, and those that can be voted on."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_running
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound, NothingToVoteOn
from quizapp.domain.lessons.phases import Planned
from quizapp.domain.lessons.votes import votable_questions
from quizapp.domain.typed_codes import drawn_code
from quizapp.models import Lesson, LessonQuestion
from quizapp.models.lessons import is_running, lesson_in, questions_of
from quizapp.web.database import Transaction, write_transaction

Banks = Mapping[str, Bank]
"""The banks in use, by id."""

SEED_BITS = 62


@dataclass(frozen=True)
class LessonStarted(
    Deed, name="start lesson", kind=DeedKind.CLASS, sentence=_l("began the lesson “%(title)s”")
):
    """A lesson was begun."""

    title: str


@dataclass(frozen=True)
class ItemRef:
    """An item of a bank."""

    bank_key: str
    item_key: str


def start_lesson(
    classroom_id: int,
    title: str,
    items: Sequence[ItemRef],
    banks: Banks,
    actor_id: int,
    now: datetime,
) -> str:
    """Begin a lesson with these questions, or with none yet; returns its public id.

    Nothing is posed: the class comes in first.

    Raises:
        NothingToVoteOn: an item is not in its bank, or of a kind that cannot be voted on.
        ClassroomArchived: the class is over.
    """
    for item in items:
        expect_votable(item, banks)
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        lesson = Lesson(
            classroom_id=classroom_id,
            title=title,
            code=drawn_code(secrets.SystemRandom()),
            seed=secrets.randbits(SEED_BITS),
            phase_at=now,
            started_at=now,
        )
        tx.add(lesson)
        tx.flush()
        for place, item in enumerate(items):
            tx.add(_question(lesson, item, place))
        deed, subject = LessonStarted(title), lesson.public_id
        note_deed(tx, deed, subject, now, actor_id=actor_id, classroom_id=classroom_id)
        return subject


def add_question(
    classroom_id: int,
    lesson_id: str,
    item: ItemRef,
    banks: Banks,
    *,
    follows_id: int | None = None,
) -> int:
    """Add a question to a running lesson, at the end; returns its id there.

    With `follows_id` it is the question to be answered alone after that one, and comes behind it.

    Raises:
        NotFound: the lesson is not of this classroom or has ended, or has no such question.
        NothingToVoteOn: the item is not in its bank, or of a kind that cannot be voted on.
    """
    expect_votable(item, banks)
    with write_transaction() as tx:
        lesson = locked_lesson(tx, classroom_id, lesson_id)
        questions = tx.scalars(questions_of(lesson.id)).all()
        after = len(questions)
        if follows_id is not None:
            after = _place_of(questions, follows_id) + 1
        added = _question(lesson, item, after)
        added.follows_id = follows_id
        tx.add(added)
        _put_in_order([*questions[:after], added, *questions[after:]])
        tx.flush()
        return added.id


def locked_lesson(tx: Transaction, classroom_id: int, lesson_id: str) -> Lesson:
    """A running lesson, while nobody else changes it and no vote is let in.

    Raises:
        NotFound: it is not of this classroom, or has ended.
    """
    query = lesson_in(classroom_id, lesson_id).where(is_running())
    lesson = tx.scalar(query.with_for_update(of=Lesson))
    if lesson is None:
        raise NotFound
    return lesson


def expect_votable(item: ItemRef, banks: Banks) -> None:
    """Refuse an item that a class cannot vote on.

    Raises:
        NothingToVoteOn: it is not in its bank, is held back, or is of another kind.
    """
    if not is_votable(item, banks):
        raise NothingToVoteOn(item.item_key)


def is_votable(item: ItemRef, banks: Banks) -> bool:
    """Whether a class can vote on an item now, after whatever was edited."""
    bank = banks.get(item.bank_key)
    if bank is None or item.item_key not in bank.items or item.item_key in bank.held_item_ids:
        return False
    return bool(votable_questions(bank.content_of(item.item_key)))


def planned(questions: Sequence[LessonQuestion], banks: Banks) -> list[Planned]:
    """What a lesson goes through: what was posed, and of the rest what can still be asked."""
    return [
        Planned(each.id, each.posed_at is not None)
        for each in questions
        if each.posed_at is not None or is_votable(ItemRef(each.bank_key, each.item_key), banks)
    ]


def _question(lesson: Lesson, item: ItemRef, place: int) -> LessonQuestion:
    return LessonQuestion(
        lesson_id=lesson.id, place=place, bank_key=item.bank_key, item_key=item.item_key
    )


def _place_of(questions: Sequence[LessonQuestion], question_id: int) -> int:
    for at, question in enumerate(questions):
        if question.id == question_id:
            return at
    raise NotFound


def _put_in_order(questions: Sequence[LessonQuestion]) -> None:
    for place, question in enumerate(questions):
        question.place = place
