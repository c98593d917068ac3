"""A lesson as the teacher who leads it sees it, and all lessons of a class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.posing import PosedItem
from quizapp.domain.items.content import ItemContent
from quizapp.domain.lessons.follow_ups import follow_ups
from quizapp.domain.lessons.phases import Move, Phase, moves, next_question
from quizapp.domain.lessons.votes import Advice, VoteCount, advice
from quizapp.lessons.asked import Asked, asked_in, content_of, with_question
from quizapp.lessons.planning import Banks, ItemRef, is_votable, planned
from quizapp.lessons.seen import counts_of, posed, shown_look
from quizapp.lessons.standing import CountedStanding, poll_counted
from quizapp.models import Lesson, LessonQuestion
from quizapp.models.lessons import lessons_in, questions_of
from quizapp.web.extensions import db

WEEK = timedelta(days=7)

_SECOND_KNOWN = frozenset({Phase.SECOND_CLOSED, Phase.REVEALED})
_FIRST_OPEN = frozenset({Phase.READ, Phase.FIRST_VOTE})


@dataclass(frozen=True)
class PlannedQuestion:
    """A question of a lesson, in its order.

    Attributes:
        id: In the lesson.
        item: Of which bank and item.
        stem: What it asks; None where it was not posed and can no longer be.
        is_posed, is_revealed: How far it has come.
        is_current: Whether it is the question of the moment.
        follows_id: The question after which it is answered alone.
    """

    id: int
    item: ItemRef
    stem: str | None
    is_posed: bool
    is_revealed: bool
    is_current: bool
    follows_id: int | None


@dataclass(frozen=True)
class LedView:
    """A lesson as its teacher sees it. What voters chose shows when a vote has closed.

    Attributes:
        standing: Where the class is, how many are here, how many have voted.
        code: By which guests come in; None once it has ended.
        plan: All questions, in their order.
        moves: What can be done now.
        next_id: The question that comes next; None where none is left.
        item: The question of the moment, as all see it.
        look: The same with its answer, for the teacher alone.
        option_ids: The ids of the options in the order shown, by which `counts` go.
        first, second: How the votes spread; None while the vote is open, or before it.
        advice: What to do after the first vote; None before it, and for a question answered alone.
        follow_ups: Items on the same passage, for a question answered alone after the discussion.
        was_discussed: Whether the class talks about the question, or has.
    """

    standing: CountedStanding
    title: str
    code: str | None
    plan: tuple[PlannedQuestion, ...]
    moves: frozenset[Move]
    next_id: int | None
    item: PosedItem | None = None
    is_solo: bool = False
    look: LookBack | None = None
    option_ids: tuple[str, ...] = ()
    first: VoteCount | None = None
    second: VoteCount | None = None
    advice: Advice | None = None
    follow_ups: tuple[ItemRef, ...] = ()
    was_discussed: bool = False


@dataclass(frozen=True)
class LessonInList:
    """A lesson in the list of those of a class; `asked` questions were posed in it."""

    lesson_id: str
    title: str
    started_at: datetime
    ended_at: datetime | None
    asked: int


def led_view(classroom_id: int, lesson_id: str, banks: Banks) -> LedView:
    """The lesson for one who leads it. Four queries.

    Raises:
        NotFound: the lesson is not of this classroom.
    """
    standing = poll_counted(classroom_id, lesson_id)
    query = with_question().add_columns(Lesson.code).where(Lesson.public_id == lesson_id)
    row = db.session.execute(query).one()
    if row.sequence != standing.sequence:  # a step was made between the two looks
        return led_view(classroom_id, lesson_id, banks)
    asked, phase = asked_in(row), standing.phase
    of_lesson = questions_of(row.lesson_row_id).options(joinedload(LessonQuestion.revision))
    questions = db.session.scalars(of_lesson).all()
    is_solo = asked is not None and asked.is_solo
    current_id = asked.id if asked else None
    following = next_question(planned(questions, banks), current_id)
    possible = moves(phase, is_solo=is_solo)
    if following is None:
        possible.pop(Move.POSE, None)
    view = LedView(
        standing=standing,
        title=row.title,
        code=row.code,
        plan=tuple(_planned(each, current_id, banks) for each in questions),
        moves=frozenset(possible),
        next_id=following,
    )
    return view if asked is None else _with_asked(view, asked, questions, banks)


def class_lessons(classroom_id: int) -> list[LessonInList]:
    """All lessons of a class, the newest first. One query."""
    asked = (
        select(func.count(LessonQuestion.posed_at))
        .where(LessonQuestion.lesson_id == Lesson.id)
        .scalar_subquery()
    )
    query = lessons_in(classroom_id).with_only_columns(
        Lesson.public_id, Lesson.title, Lesson.started_at, Lesson.ended_at, asked
    )
    return [LessonInList(*row) for row in db.session.execute(query)]


def lessons_of_week(classroom_id: int, now: datetime) -> list[LessonInList]:
    """The lessons of the last seven days, those that go on first. One query."""
    lessons = class_lessons(classroom_id)
    recent = [each for each in lessons if not each.ended_at or now - each.started_at < WEEK]
    return sorted(recent, key=lambda each: each.ended_at is not None)


def _with_asked(
    view: LedView, asked: Asked, questions: Sequence[LessonQuestion], banks: Banks
) -> LedView:
    phase = view.standing.phase
    before, after = counts_of(asked)
    first = None if phase in _FIRST_OPEN else before
    is_discussed = phase in _SECOND_KNOWN and after.n > 0
    current = next(each for each in questions if each.id == asked.id)
    return replace(
        view,
        item=posed(asked),
        is_solo=asked.is_solo,
        look=shown_look(asked),
        option_ids=asked.arrangement.option_ids,
        first=first,
        second=after if is_discussed else None,
        advice=advice(first.right, first.n) if first and not asked.is_solo else None,
        follow_ups=_follow_ups(current, asked.content, questions, banks),
        was_discussed=current.discussed_at is not None,
    )


def _planned(question: LessonQuestion, current_id: int | None, banks: Banks) -> PlannedQuestion:
    return PlannedQuestion(
        id=question.id,
        item=ItemRef(question.bank_key, question.item_key),
        stem=_stem(question, banks),
        is_posed=question.posed_at is not None,
        is_revealed=question.revealed_at is not None,
        is_current=question.id == current_id,
        follows_id=question.follows_id,
    )


def _stem(question: LessonQuestion, banks: Banks) -> str | None:
    if question.revision is not None and question.question is not None:
        return content_of(question.revision.content).questions[question.question].stem
    if not is_votable(ItemRef(question.bank_key, question.item_key), banks):
        return None
    return banks[question.bank_key].content_of(question.item_key).questions[0].stem


def _follow_ups(
    current: LessonQuestion, content: ItemContent, others: Iterable[LessonQuestion], banks: Banks
) -> tuple[ItemRef, ...]:
    """Items for a question answered alone; none after one that was, or where one is planned."""
    bank, others = banks.get(current.bank_key), tuple(others)
    if bank is None or current.is_solo or any(it.follows_id == current.id for it in others):
        return ()
    asked = {it.item_key for it in others if it.bank_key == current.bank_key}
    return tuple(ItemRef(bank.id, item_id) for item_id in follow_ups(bank, content, asked))
