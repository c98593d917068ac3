"""What learners get when a quiz is set: its outline, and what is known of it from experience."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles

from quizapp.assignments.assigned_banks import find_assigned_bank
from quizapp.domain.drills.outline import QuizOutline, quiz_outline
from quizapp.models.class_recall import item_recalls
from quizapp.models.quiz_times import newest_times
from quizapp.web import clock
from quizapp.web.extensions import db

FEWEST = 8
"""From fewer learners or attempts, nothing is said: it would be a guess."""

SECONDS = 60


@dataclass(frozen=True)
class UsualTime:
    """The minutes that half of the attempts took, of so many attempts."""

    low: int
    high: int
    attempts: int


@dataclass(frozen=True)
class ExpectedMean:
    """Which share of the quiz the class would know today, by so many of its learners.

    `known` are the questions that this rests on: those that enough of the class have met.
    """

    share: float
    learners: int
    known: int


@dataclass(frozen=True)
class WhatLearnersGet:
    """A quiz as it is set; what nobody can know yet is None."""

    outline: QuizOutline
    usual_time: UsualTime | None
    mean: ExpectedMean | None


def what_learners_get(classroom_id: int, bank_key: str, quiz_key: str) -> WhatLearnersGet | None:
    """What is known of a quiz before it is set; None if it has left the server. Two queries."""
    published = find_assigned_bank(bank_key, quiz_key)
    if published is None:
        return None
    outline = quiz_outline(published.bank, published.bank.quizzes[quiz_key])
    return WhatLearnersGet(
        outline, _usual_time(bank_key, quiz_key), _mean(classroom_id, bank_key, outline)
    )


def _usual_time(bank_key: str, quiz_key: str) -> UsualTime | None:
    times = db.session.execute(newest_times(bank_key, quiz_key)).all()
    minutes = [(ended - begun).total_seconds() / SECONDS for begun, ended in times]
    if len(minutes) < FEWEST:
        return None
    low, _, high = quantiles(minutes, n=4)
    return UsualTime(max(1, round(low)), max(1, round(high)), len(minutes))


def _mean(classroom_id: int, bank_key: str, outline: QuizOutline) -> ExpectedMean | None:
    """The mean over those questions that enough have met, where these are half of them."""
    asked = set(outline.item_ids)
    known = [
        (met, total / met)
        for item_key, met, total in db.session.execute(
            item_recalls(classroom_id, bank_key, clock.today())
        )
        if item_key in asked and met >= FEWEST
    ]
    if not known or 2 * len(known) < len(asked):
        return None
    share = sum(recall for _, recall in known) / len(known)
    return ExpectedMean(share, min(met for met, _ in known), len(known))
