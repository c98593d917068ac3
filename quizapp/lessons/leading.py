"""The teacher leads: each step of a lesson, made once, whatever device it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.banks.revisions import recorded_item_revisions
from quizapp.domain.errors import LessonMoved, MoveNotNow, NotFound
from quizapp.domain.lessons.phases import Move, Phase, next_question, phase_after
from quizapp.domain.lessons.votes import lesson_arrangement
from quizapp.lessons.planning import Banks, ItemRef, expect_votable, locked_lesson, planned
from quizapp.lessons.standing import Standing
from quizapp.models import Lesson, LessonQuestion, LessonSeat
from quizapp.models.lessons import lesson_in, questions_of
from quizapp.web.database import Transaction, write_transaction


@dataclass(frozen=True)
class LessonEnded(
    Deed, name="end lesson", kind=DeedKind.CLASS, sentence=_l("ended the lesson “%(title)s”")
):
    """A lesson was ended."""

    title: str


@dataclass(frozen=True)
class Step:
    """What a teacher does, and the sequence number of the page that it was done on.

    `question_id` names the question to pose; None: the next one.
    """

    move: Move
    sequence: int
    question_id: int | None = None


def make_move(
    classroom_id: int, lesson_id: str, step: Step, banks: Banks, actor_id: int, now: datetime
) -> Standing:
    """Let the lesson go on; returns where it is then.

    Of two devices, or two clicks, one wins: the other learns where the class is. The number in the
    lesson's one row decides, and no vote that comes later is let into the phase that is over.

    Raises:
        NotFound: the lesson is not of this classroom, or has no such question left.
        LessonMoved: it is no longer where the step was made from.
        MoveNotNow: the step cannot be made from there, or no question is left.
        NothingToVoteOn: the question that is wanted has gone from its bank, or can no longer be
            voted on. The next one is one that can.
    """
    with write_transaction() as tx:
        lesson = _lesson_at(tx, classroom_id, lesson_id, step.sequence)
        questions = tx.scalars(questions_of(lesson.id)).all()
        current = next((each for each in questions if each.id == lesson.question_id), None)
        is_solo = current is not None and current.is_solo
        to = phase_after(Phase(lesson.phase), step.move, is_solo=is_solo)
        if step.move is Move.POSE:
            posed = _chosen(questions, lesson, step.question_id, banks)
            _pose(tx, lesson, posed, banks, now)
        _go(lesson, current, to, now)
        if step.move is Move.POSE:
            lesson.question_id = posed.id
        if to is Phase.ENDED:
            _end(tx, lesson, actor_id, now)
        return Standing(lesson.public_id, lesson.sequence, to)


def leave_for_good(tx: Transaction, lesson: Lesson, now: datetime) -> None:
    """End a lesson that nobody leads any more. Its row is locked."""
    _go(lesson, tx.get(LessonQuestion, lesson.question_id), Phase.ENDED, now)
    _end(tx, lesson, None, now)


def _go(lesson: Lesson, current: LessonQuestion | None, to: Phase, now: datetime) -> None:
    """Put the lesson there, and note with the question of the moment what that means for it."""
    if current is not None:
        _note(current, Phase(lesson.phase), to, now)
    lesson.phase, lesson.phase_at = to, now
    lesson.sequence += 1


def _end(tx: Transaction, lesson: Lesson, actor_id: int | None, now: datetime) -> None:
    """Let nobody in any more, and forget whose devices the guests' were."""
    lesson.ended_at, lesson.code = now, None
    tx.execute(update(LessonSeat).where(LessonSeat.lesson_id == lesson.id).values(secret_hash=None))
    note_deed(
        tx,
        LessonEnded(lesson.title),
        lesson.public_id,
        now,
        actor_id=actor_id,
        classroom_id=lesson.classroom_id,
    )


def _lesson_at(tx: Transaction, classroom_id: int, lesson_id: str, sequence: int) -> Lesson:
    try:
        lesson = locked_lesson(tx, classroom_id, lesson_id)
    except NotFound:
        ended = tx.scalar(lesson_in(classroom_id, lesson_id))
        if ended is None:
            raise
        raise LessonMoved(lesson_id, ended.sequence, ended.phase) from None
    if lesson.sequence != sequence:
        raise LessonMoved(lesson_id, lesson.sequence, lesson.phase)
    return lesson


def _chosen(
    questions: Sequence[LessonQuestion], lesson: Lesson, wanted: int | None, banks: Banks
) -> LessonQuestion:
    """The question to pose: the one that is wanted, or the next; each is posed once."""
    plan = planned(questions, banks)
    chosen = wanted if wanted is not None else next_question(plan, lesson.question_id)
    for question in questions:
        if question.posed_at is None and chosen in (question.id, None):
            return question  # with None it is one that cannot be asked any more, and is refused
    raise MoveNotNow(lesson.phase, Move.POSE) if chosen is None else NotFound


def _pose(
    tx: Transaction, lesson: Lesson, question: LessonQuestion, banks: Banks, now: datetime
) -> None:
    """Fix what is asked: from now on, no edit of the bank changes it."""
    item = ItemRef(question.bank_key, question.item_key)
    expect_votable(item, banks)
    bank = banks[item.bank_key]
    arrangement = lesson_arrangement(bank.content_of(item.item_key), lesson.seed, question.id)
    revisions = recorded_item_revisions(tx, bank, [item.item_key], now)
    question.item_revision_id = revisions[item.item_key]
    question.question, question.option_order = arrangement.question, [*arrangement.option_ids]
    question.posed_at = now


def _note(question: LessonQuestion, phase: Phase, to: Phase, now: datetime) -> None:
    """Note with the question what has become of it.

    One that was only read may be posed again; of all others nothing changes once they are over.
    """
    is_left = to in (Phase.READ, Phase.ENDED)
    if is_left and phase is Phase.READ:
        question.posed_at = question.item_revision_id = None
        question.question = question.option_order = None
        return
    if to is Phase.DISCUSS:
        question.discussed_at = now
    if to is Phase.FIRST_CLOSED and phase is Phase.DISCUSS:
        question.discussed_at = None
    if to is Phase.REVEALED:
        question.revealed_at = now
    if is_left or to is Phase.REVEALED:
        question.over_at = question.over_at or now
