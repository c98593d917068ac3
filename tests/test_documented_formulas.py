"""The formulas of the glossary, written out again: they are those that run."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import product

import fsrs
import pytest

from quizapp.domain.memory import Rating
from quizapp.domain.memory.due_days import due_day
from quizapp.domain.memory.updates import MemoryState, learnt, of_card


@pytest.mark.parametrize(("rating", "days"), [*product(Rating, (0, 1, 9))])
def test_the_formulas_of_the_glossary_are_those_that_run(rating: Rating, days: int):
    w, today = fsrs.scheduler.DEFAULT_PARAMETERS, date(2026, 11, 2)
    stability, difficulty, g = 6.0, 5.5, int(rating)
    before = MemoryState(stability, difficulty, today - timedelta(days=days))

    after = learnt(before, of_card(rating), today)

    d = -w[20]
    f = 0.9 ** (1 / d) - 1
    r = (1 + f * days / stability) ** d
    bonus = {Rating.HARD: w[15], Rating.EASY: w[16]}.get(rating, 1.0)
    recalled = stability * (
        1
        + math.e ** w[8]
        * (11 - difficulty)
        * stability ** -w[9]
        * (math.e ** (w[10] * (1 - r)) - 1)
        * bonus
    )
    forgotten = min(
        w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * math.e ** (w[14] * (1 - r)),
        stability / math.e ** (w[17] * w[18]),
    )
    k = math.e ** (w[17] * (g - 3 + w[18])) * stability ** -w[19]
    within_a_day = stability * (k if rating is Rating.AGAIN else max(k, 1))
    later = forgotten if rating is Rating.AGAIN else recalled
    d0 = w[4] - math.e ** (w[5] * 3) + 1
    harder = w[7] * d0 + (1 - w[7]) * (difficulty - w[6] * (g - 3) * (10 - difficulty) / 9)
    assert before.recall_on(today) == pytest.approx(r)
    assert after.stability == pytest.approx(later if days else within_a_day)
    assert after.difficulty == pytest.approx(min(max(harder, 1), 10))
    interval = max(1, round(after.stability / f * (0.9 ** (1 / d) - 1)))
    assert due_day(after) - today == timedelta(days=interval)


@pytest.mark.parametrize("rating", Rating)
def test_the_formulas_of_a_first_review_are_those_that_run(rating: Rating):
    w = fsrs.scheduler.DEFAULT_PARAMETERS

    memory = learnt(None, of_card(rating), date(2026, 11, 2))

    difficulty = w[4] - math.e ** (w[5] * (rating - 1)) + 1
    assert memory.stability == pytest.approx(w[rating - 1])
    assert memory.difficulty == pytest.approx(min(max(difficulty, 1), 10))
