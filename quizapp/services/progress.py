"""What a learner sees of the own learning: quizzes, what to go on with, recall, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from quizapp import clock
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.days import learning_day, start_of_day
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.memory import recall
from quizapp.extensions import db
from quizapp.models import Attempt, Card
from quizapp.models.attempts import AttemptKind, attempts_of, current_score
from quizapp.models.held_keys import ended, held_items, keys_held
from quizapp.models.memory import cards_of
from quizapp.services.attempts.looking_back import AttemptSummary, summaries
from quizapp.services.memory.card_queue import card_keys

DAYS_AHEAD = 7
SCORES_SHOWN = 30


@dataclass(frozen=True)
class QuizSummary:
    """A quiz in a list, with what the learner has made of it. `best_share` is from 0 to 1."""

    id: str
    bank_id: str
    title: str
    intro: str | None
    item_count: int
    feedback_mode: str
    best_share: float | None
    attempt_count: int
    unfinished_id: str | None


@dataclass(frozen=True)
class BankOverview:
    """A bank with its quizzes, as far as the learner has come with them."""

    bank: Bank
    quizzes: list[QuizSummary]

    @property
    def taken_count(self) -> int:
        """How many of the quizzes were finished at least once."""
        return sum(quiz.attempt_count > 0 for quiz in self.quizzes)

    @property
    def next_quiz(self) -> QuizSummary | None:
        """The first quiz that was never begun."""
        untouched = (
            quiz for quiz in self.quizzes if not quiz.attempt_count and not quiz.unfinished_id
        )
        return next(untouched, None)


@dataclass(frozen=True)
class TopicRecall:
    """The mean predicted recall, from 0 to 1, of a topic's items that were met at least once."""

    title: str
    recall: float | None
    seen: int
    total: int


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


def overviews(user_id: int | None, banks: Sequence[Bank]) -> list[BankOverview]:
    """The banks with all their quizzes. Two queries, however many they are."""
    finished = _finished_by_quiz(user_id) if user_id else {}
    unfinished = _unfinished_by_quiz(user_id) if user_id else {}
    return [
        BankOverview(
            bank,
            [
                quiz_summary(
                    bank,
                    quiz,
                    finished.get((bank.id, quiz.id), (0, None)),
                    unfinished.get((bank.id, quiz.id)),
                )
                for quiz in bank.quizzes.values()
            ],
        )
        for bank in banks
    ]


def quiz_summaries(user_id: int | None, bank: Bank) -> list[QuizSummary]:
    """All quizzes of one bank, in its order. Two queries."""
    return overviews(user_id, [bank])[0].quizzes


def quiz_summary(
    bank: Bank, quiz: Quiz, finished: tuple[int, float | None], unfinished_id: str | None
) -> QuizSummary:
    """A quiz with how often it was finished, the best share, and the attempt to go on with."""
    return QuizSummary(
        id=quiz.id,
        bank_id=bank.id,
        title=quiz.title,
        intro=quiz.intro,
        item_count=item_count(bank, quiz),
        feedback_mode=quiz.feedback,
        best_share=finished[1],
        attempt_count=finished[0],
        unfinished_id=unfinished_id,
    )


def unfinished_attempts(user_id: int | None) -> list[AttemptSummary]:
    """What the learner has begun freely and not finished, newest first; practice too.

    What was begun under an assignment is gone on with from there.
    """
    if user_id is None:
        return []
    running = (~ended(clock.now()), Attempt.assignment_id.is_(None))
    return summaries(attempts_of(user_id).where(*running).limit(5))


def quiz_attempts(user_id: int | None, bank_key: str, quiz_key: str) -> list[AttemptSummary]:
    """The learner's finished attempts at a quiz, newest first, practice left out.

    Those under an assignment are among them as soon as their results are shown.
    """
    if user_id is None:
        return []
    return summaries(
        _finished_quizzes(user_id).where(Attempt.bank_key == bank_key, Attempt.quiz_key == quiz_key)
    )


def progress_of(user_id: int | None, banks: Sequence[Bank], now: datetime) -> Progress:
    """Scores over time, recall by topic in a week's time, and what falls due until then.

    Today's recall of what was learnt today is always complete, and tells nobody anything.
    """
    cards = list(db.session.scalars(_cards_shown(user_id, now))) if user_id else []
    shown = {key for bank in banks for key in card_keys(bank)}
    recall_on = clock.today() + timedelta(days=DAYS_AHEAD)
    recent = _finished_quizzes(user_id).limit(SCORES_SHOWN) if user_id else None
    return Progress(
        scores=summaries(recent)[::-1] if recent is not None else [],
        banks=_bank_recalls(banks, cards, start_of_day(recall_on, clock.zone())),
        week=_week_ahead([card for card in cards if (card.bank_key, card.item_key) in shown], now),
        as_of=clock.today(),
        recall_on=recall_on,
    )


def _finished_quizzes(user_id: int) -> Select[Attempt]:
    return attempts_of(user_id).where(*_with_results(clock.now()))


def _with_results(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Of which attempts the learner may see what they were worth."""
    return Attempt.finished_at.is_not(None), Attempt.kind == AttemptKind.QUIZ, ~keys_held(now)


def _cards_shown(user_id: int, now: datetime) -> Select[Card]:
    """The learner's cards but for those that tell of results that are not shown yet."""
    held = tuple_(Card.bank_key, Card.item_key).in_(held_items(user_id, now))
    return cards_of(user_id).where(~held)


def _finished_by_quiz(user_id: int) -> dict[tuple[str, str], tuple[int, float | None]]:
    """By bank and quiz: how often it was finished, and the best share."""
    rows = db.session.execute(
        select(
            Attempt.bank_key,
            Attempt.quiz_key,
            func.count(Attempt.id),
            func.max(current_score / Attempt.max_score),
        )
        .where(
            Attempt.user_id == user_id,
            *_with_results(clock.now()),
        )
        .group_by(Attempt.bank_key, Attempt.quiz_key)
    )
    return {(bank_key, quiz_key): (count, best) for bank_key, quiz_key, count, best in rows}


def _unfinished_by_quiz(user_id: int) -> dict[tuple[str, str], str]:
    """By bank and quiz: the public id of the free attempt to go on with."""
    rows = db.session.execute(
        select(Attempt.bank_key, Attempt.quiz_key, Attempt.public_id).where(
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.assignment_id.is_(None),
            Attempt.finished_at.is_(None),
        )
    )
    return {(bank_key, quiz_key): public_id for bank_key, quiz_key, public_id in rows}


def _bank_recalls(banks: Sequence[Bank], cards: Sequence[Card], at: datetime) -> list[BankRecall]:
    by_bank: dict[str, list[Card]] = {bank.id: [] for bank in banks}
    for card in cards:
        if card.bank_key in by_bank:
            by_bank[card.bank_key].append(card)
    return [BankRecall(bank.id, _topic_recalls(bank, by_bank[bank.id], at)) for bank in banks]


def _topic_recalls(bank: Bank, cards: Sequence[Card], at: datetime) -> list[TopicRecall]:
    recalls: dict[str, list[float]] = {topic: [] for topic in bank.topics}
    for card in cards:
        if card.memory and card.item_key in bank.items:
            recalls[bank.items[card.item_key].topic].append(recall(card.memory, at))
    totals = Counter(item.topic for item in bank.items.values())
    return [
        TopicRecall(
            title,
            fmean(recalls[topic]) if recalls[topic] else None,
            len(recalls[topic]),
            totals[topic],
        )
        for topic, title in bank.topics.items()
    ]


def _week_ahead(cards: Sequence[Card], now: datetime) -> list[DueDay]:
    """Seven days from today; what is overdue counts as today's."""
    today = learning_day(now, clock.zone())
    due = Counter(max(today, learning_day(card.due_at, clock.zone())) for card in cards)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    return [DueDay(day, due[day]) for day in days]
