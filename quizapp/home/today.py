"""What there is to do today: the facts of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.accounts.own_classes import OwnClass, namesakes_of
from quizapp.assignments.own_assignments import OwnAssignment, assignments_for_home
from quizapp.attempts.looking_back import AttemptSummary
from quizapp.attempts.notices import AttemptNotice, notices_for
from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment
from quizapp.lessons.seats import OpenLesson, running_lessons_of
from quizapp.practice.session import Session, session_of
from quizapp.practice.way import Stretch
from quizapp.taking.overviews import BankOverview, overviews, unfinished_attempts


@dataclass(frozen=True)
class Home:
    """What is set and due, what to go on with, the banks with their quizzes, and notes.

    `lessons` are those that go on now in the learner's classes. `way` is that through the article,
    where there is one. `namesakes` are those of the learner's classes, by public id, that share
    their title.
    """

    assignments: list[OwnAssignment]
    namesakes: dict[str, OwnClass]
    session: Session
    unfinished: list[AttemptSummary]
    overviews: list[BankOverview]
    way: list[Stretch]
    notices: list[AttemptNotice]
    lessons: list[OpenLesson]


def home_of(
    user_id: int | None, banks: Sequence[Bank], moment: Moment, shown: Sequence[Bank] = ()
) -> Home:
    """What somebody has to do; for a person whom the server has not met, what there is.

    `shown` are the banks in the words that somebody has chosen.
    """
    shown = shown or banks
    session = session_of(user_id, banks, moment)
    learner_id = user_id if session.terms.class_id else None  # in no class nothing is set
    assignments = assignments_for_home(learner_id, moment.now)
    may_be_alike = assignments and session.terms.class_count > 1
    has_lesson = session.terms.has_lesson
    return Home(
        assignments=assignments,
        namesakes=namesakes_of(learner_id) if learner_id and may_be_alike else {},
        session=session,
        unfinished=unfinished_attempts(user_id, moment.now),
        overviews=overviews(user_id, shown, moment.now),
        way=session.way(shown[0]) if len(banks) == 1 else [],
        notices=notices_for(user_id, moment.now),
        lessons=running_lessons_of(learner_id) if learner_id and has_lesson else [],
    )
