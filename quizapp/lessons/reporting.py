"""What a lesson has shown: for each question both votes, and what the discussion moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.discussion import Afterwards, Moved, afterwards, moved
from quizapp.domain.lessons.phases import FIRST, SECOND
from quizapp.domain.lessons.votes import VoteCount, is_right, vote_count
from quizapp.lessons.asked import Asked, content_of
from quizapp.lessons.planning import ItemRef
from quizapp.lessons.seen import shown_look
from quizapp.models import LessonQuestion, LessonSeat, LessonVote
from quizapp.models.lessons import lesson_in, questions_of
from quizapp.web.extensions import db

Votes = Mapping[int, Mapping[int, list[str]]]
"""What was chosen, by round and seat."""


@dataclass(frozen=True)
class QuestionReport:
    """A question that was voted on.

    Attributes:
        id: In the lesson.
        item: Of which bank and item.
        look: What it asked, with its answer, as it was posed.
        option_ids: The ids of the options in the order shown, by which `counts` go.
        first, second: How the votes spread; no second vote has n = 0.
        was_discussed: Whether there was a discussion between them, and not an explanation alone.
        moved: What changed in those who voted both times; None where nobody did.
        follows_id: The question after whose discussion it was answered alone.
        afterwards: How the question was answered alone that followed this one's discussion.
    """

    id: int
    item: ItemRef
    look: LookBack
    option_ids: tuple[str, ...]
    first: VoteCount
    second: VoteCount
    was_discussed: bool
    moved: Moved | None
    follows_id: int | None
    afterwards: Afterwards | None


@dataclass(frozen=True)
class LessonReport:
    """A lesson looked back on. Guests count in every figure; nobody is named."""

    title: str
    started_at: datetime
    ended_at: datetime | None
    learners: int
    guests: int
    questions: tuple[QuestionReport, ...]


def lesson_report(classroom_id: int, lesson_id: str) -> LessonReport:
    """The report on a lesson, also while it goes on: of a vote that is open, what came so far.

    Four queries.

    Raises:
        NotFound: the lesson is not of this classroom.
    """
    lesson = db.session.scalar(lesson_in(classroom_id, lesson_id))
    if lesson is None:
        raise NotFound
    of_lesson = questions_of(lesson.id).where(LessonQuestion.posed_at.is_not(None))
    questions = db.session.scalars(
        of_lesson.options(joinedload(LessonQuestion.revision))
        .order_by(None)
        .order_by(LessonQuestion.posed_at, LessonQuestion.id)
    ).all()
    asked = {each.id: _asked(each, at, len(questions)) for at, each in enumerate(questions, 1)}
    votes = _votes(lesson.id)
    solos = {each.follows_id: each.id for each in questions if each.follows_id is not None}
    seats, learners = db.session.execute(_seats(lesson.id)).one()
    return LessonReport(
        title=lesson.title,
        started_at=lesson.started_at,
        ended_at=lesson.ended_at,
        learners=learners,
        guests=seats - learners,
        questions=tuple(
            _report(each, asked, votes, solos.get(each.id))
            for each in questions
            if votes.get(each.id)
        ),
    )


def _report(
    question: LessonQuestion,
    asked: Mapping[int, Asked],
    votes: Mapping[int, Votes],
    solo_id: int | None,
) -> QuestionReport:
    own = asked[question.id]
    first, second = (_rights(own, votes[question.id].get(each, {})) for each in (FIRST, SECOND))
    changed = moved(first, second)
    alone = None
    if solo_id is not None and votes.get(solo_id):
        alone = afterwards(first, second, _rights(asked[solo_id], votes[solo_id].get(FIRST, {})))
    return QuestionReport(
        id=question.id,
        item=ItemRef(question.bank_key, question.item_key),
        look=shown_look(own),
        option_ids=own.arrangement.option_ids,
        first=_count(own, votes[question.id], FIRST),
        second=_count(own, votes[question.id], SECOND),
        was_discussed=question.discussed_at is not None,
        moved=changed if changed.n else None,
        follows_id=question.follows_id,
        afterwards=alone,
    )


def _count(asked: Asked, votes: Votes, number: int) -> VoteCount:
    return vote_count(asked.question, votes.get(number, {}).values())


def _rights(asked: Asked, chosen: Mapping[int, list[str]]) -> dict[int, bool]:
    """Who was right, by seat."""
    return {seat_id: is_right(asked.question, each) for seat_id, each in chosen.items()}


def _asked(question: LessonQuestion, number: int, total: int) -> Asked:
    arrangement, revision = question.arrangement, question.revision
    if arrangement is None or revision is None:
        raise NotFound
    content = content_of(revision.content)
    return Asked(question.id, content, arrangement, number, total, question.is_solo)


def _votes(lesson_row_id: int) -> dict[int, dict[int, dict[int, list[str]]]]:
    """All votes of a lesson, by question, round and seat."""
    rows = db.session.execute(
        select(LessonVote.question_id, LessonVote.round, LessonVote.seat_id, LessonVote.chosen)
        .join(LessonQuestion, LessonQuestion.id == LessonVote.question_id)
        .where(LessonQuestion.lesson_id == lesson_row_id)
    )
    votes: defaultdict[int, dict[int, dict[int, list[str]]]] = defaultdict(dict)
    for question_id, number, seat_id, chosen in rows:
        votes[question_id].setdefault(number, {})[seat_id] = chosen
    return dict(votes)


def _seats(lesson_row_id: int) -> Select[int, int]:
    """How many seats were taken, and how many of them by learners."""
    return select(func.count(LessonSeat.id), func.count(LessonSeat.user_id)).where(
        LessonSeat.lesson_id == lesson_row_id
    )
