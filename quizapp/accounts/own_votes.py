"""A person's votes in lessons, as the file of their data tells them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.accounts.own_work import Facts, content_of, told
from quizapp.domain.drills.matches import chosen_texts
from quizapp.domain.lessons.phases import FIRST
from quizapp.models import Classroom, Lesson, LessonQuestion, LessonSeat, LessonVote
from quizapp.web.extensions import db


def votes_in_lessons(user_id: int) -> list[Facts]:
    """What was chosen, before a discussion and after it. It tells no mark and no item. One query.

    An item's id may well be the answer, and the lesson may be going on.
    """
    rows = db.session.execute(
        select(LessonVote, LessonQuestion, Lesson.title, Classroom.title)
        .join(LessonSeat, LessonSeat.id == LessonVote.seat_id)
        .join(LessonQuestion, LessonQuestion.id == LessonVote.question_id)
        .join(Lesson, Lesson.id == LessonQuestion.lesson_id)
        .join(Classroom, Classroom.id == Lesson.classroom_id)
        .options(joinedload(LessonQuestion.revision))
        .where(LessonSeat.user_id == user_id)
        .order_by(LessonVote.id)
    )
    return [
        {
            "lesson": lesson,
            "class": classroom,
            **_asked_and_chosen(question, vote.chosen),
            "did_not_know": not vote.chosen,
            "after_discussion": vote.round != FIRST,
            "given_at": told(vote.voted_at),
        }
        for vote, question, lesson, classroom in rows
    ]


def _asked_and_chosen(asked: LessonQuestion, chosen: list[str]) -> Facts:
    if asked.revision is None or asked.question is None:
        return {"question": None, "chosen": []}
    question = content_of(asked.revision.content).questions[asked.question]
    return {"question": question.stem, "chosen": list(chosen_texts(question, chosen))}
