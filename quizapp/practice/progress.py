"""A learner's progress: scores, predicted recall, and what falls due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, tuple_

from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.bank import Bank
from quizapp.domain.memory import Moment
from quizapp.domain.memory.due_days import due_day
from quizapp.domain.topic_recalls import TopicRecall, topic_recalls
from quizapp.memory.terms import LearningTerms, terms_of
from quizapp.models import Card
from quizapp.models.held_keys import at, held_items
from quizapp.models.memory import cards_of, says_something
from quizapp.practice.hidden_items import hidden_of
from quizapp.practice.plan_items import askable_keys
from quizapp.taking.overviews import finished_quizzes
from quizapp.web.extensions import db

DAYS_AHEAD = 7
SCORES_SHOWN = 30


@dataclass(frozen=True)
class BankRecall:
    """The predicted recall of one bank's topics."""

    bank_id: str
    topics: list[TopicRecall]


@dataclass(frozen=True)
class DueDay:
    """How many cards fall due on a day."""

    date: date
    count: int


@dataclass(frozen=True)
class Progress:
    """A learner's page of progress: `recall_on` is the day that the recall is predicted for."""

    scores: list[AttemptSummary]
    banks: list[BankRecall]
    week: list[DueDay]
    as_of: date
    recall_on: date

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not self.scores and not any(
            topic.seen for bank in self.banks for topic in bank.topics
        )


def progress_of(user_id: int | None, banks: Sequence[Bank], moment: Moment) -> Progress:
    """Scores over time, recall by topic in a week's time, and what falls due until then.

    Today's recall of what was learnt today is always complete, and tells nobody anything.
    """
    terms = terms_of(db.session, user_id, moment)
    cards = list(db.session.scalars(_cards_shown(user_id, moment.now))) if user_id else []
    shown = {key for bank in banks for key in askable_keys(bank)}
    shown -= hidden_of(user_id, banks, moment.now).keys
    recall_on = terms.today + timedelta(days=DAYS_AHEAD)
    recent = finished_quizzes(user_id, moment.now).limit(SCORES_SHOWN) if user_id else None
    return Progress(
        scores=summaries(recent, moment.now)[::-1] if recent is not None else [],
        banks=_bank_recalls(banks, cards, recall_on),
        week=_week_ahead(
            [card for card in cards if (card.bank_key, card.item_key) in shown], terms
        ),
        as_of=terms.today,
        recall_on=recall_on,
    )


def _cards_shown(user_id: int, now: datetime) -> Select[Card]:
    """The learner's cards but for those that tell of results that are not shown yet."""
    held = tuple_(Card.bank_key, Card.item_key).in_(held_items(user_id, at(now)))
    return cards_of(user_id).where(says_something(), ~held)


def _bank_recalls(banks: Sequence[Bank], cards: Sequence[Card], day: date) -> list[BankRecall]:
    by_bank: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for card in cards:
        if card.state:
            by_bank[card.bank_key][card.item_key] = card.state.recall_on(day)
    return [BankRecall(bank.id, topic_recalls(bank, by_bank[bank.id])) for bank in banks]


def _week_ahead(cards: Sequence[Card], terms: LearningTerms) -> list[DueDay]:
    """Seven days from today; what is overdue counts as today's."""
    states = [card.state for card in cards if card.state]
    due = Counter(max(terms.today, due_day(state, terms.retention)) for state in states)
    days = [terms.today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    return [DueDay(day, due[day]) for day in days]
