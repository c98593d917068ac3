"""A learner's progress: what is known now, what will be, the weak topics, the days, the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Select

from quizapp.attempts.looking_back import AttemptSummary, own_summaries
from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.days_to_come import DaysToCome, days_to_come
from quizapp.models.attempt_summaries import summarised
from quizapp.models.held_keys import moment_asked
from quizapp.practice.own_days import OwnDays, own_days
from quizapp.practice.own_topics import OwnTopic, own_topics, weakest_first
from quizapp.practice.quiz_scores import QuizScore, quiz_scores
from quizapp.practice.session import Session, session_of
from quizapp.taking.overviews import finished_quizzes

ATTEMPTS_SHOWN = 30
MOST_WEAK = 3
"""Topics to work on first; more would be no choice."""


@dataclass(frozen=True)
class Progress:
    """A learner's page of progress.

    Attributes:
        session: Today's.
        ahead: What practice may be expected to come to; None where that is too much to foretell.
        topics: Those that have open questions, the weakest first.
        days: The last weeks and the next.
        quizzes: The first and best scores.
        attempts: Those finished, the newest first.
    """

    session: Session
    ahead: DaysToCome | None
    topics: list[OwnTopic]
    days: OwnDays
    quizzes: list[QuizScore]
    attempts: list[AttemptSummary]

    @cached_property
    def known(self) -> int:
        """How many questions are known now."""
        return sum(topic.known for topic in self.topics)

    @property
    def total(self) -> int:
        """Of how many."""
        return sum(len(topic.standings) for topic in self.topics)

    @cached_property
    def weak(self) -> list[OwnTopic]:
        """The topics to work on first."""
        return [topic for topic in self.topics if not topic.is_known][:MOST_WEAK]

    @cached_property
    def others(self) -> list[OwnTopic]:
        """All other topics."""
        return [topic for topic in self.topics if topic not in self.weak]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not self.quizzes and not self.session.is_begun


def progress_of(
    user_id: int | None, banks: Sequence[Bank], moment: Moment, shown: Sequence[Bank] = ()
) -> Progress:
    """How far a learner has come with some banks. What waits or is held back is left out.

    `shown` are the banks in the words that the learner has chosen.
    """
    session = session_of(user_id, banks, moment)
    return Progress(
        session=session,
        ahead=days_to_come(session.items, session.today),
        topics=weakest_first(own_topics(shown or banks, session.items, session.terms.today)),
        days=own_days(user_id, session),
        quizzes=quiz_scores(user_id, moment.now),
        attempts=_recent_attempts(user_id, moment.now),
    )


def _recent_attempts(user_id: int | None, now: datetime) -> list[AttemptSummary]:
    if user_id is None:
        return []
    return own_summaries(_recent(ATTEMPTS_SHOWN), now, {"user_id": user_id, **moment_asked(now)})


@cache
def _recent(count: int) -> Select[*tuple[Any, ...]]:
    return summarised(finished_quizzes().limit(count))
