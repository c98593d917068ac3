"""Items and days of plans for tests, written short."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import Citation, PlanItem
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.updates import MemoryState

MARCH_9 = date(2026, 3, 9)
BOTH = frozenset({Form.CARD, Form.CHOICE})


def item(name: str, stability: float | None = None, days: int = 7, **terms: Any) -> PlanItem:
    """An item last asked so many days before 9 March; one never asked if it has no stability."""
    track = NOTHING
    difficulty, known = terms.pop("difficulty", 5.0), terms.pop("known", 1.0)
    if stability is not None:
        day = MARCH_9 - timedelta(days=days)
        state = MemoryState(stability, difficulty, day)
        track = Track(state, asked_on=day, known=known, count=1)
    return PlanItem(**{"id": name, "topic": "war", "forms": BOTH, "track": track, **terms})


def seen_today(asked: PlanItem) -> PlanItem:
    """The same item, whose key was seen on 9 March without its being asked."""
    return replace(asked, track=replace(asked.track, key_seen_on=MARCH_9))


def today(budget: float = 120.0, **terms: Any) -> Today:
    return Today(**{"day": MARCH_9, "budget": budget, **terms})


citations = st.builds(
    lambda passage, start, length: Citation(passage, start, start + length),
    st.sampled_from(["p1", "p2"]),
    st.integers(0, 60),
    st.integers(8, 30),
)


forms = st.just(BOTH) | st.sampled_from(
    [frozenset({Form.CHOICE}), frozenset({Form.CARD, Form.CLOZE}), frozenset(Form)]
)


@st.composite
def banks(draw: st.DrawFn) -> list[PlanItem]:
    """Up to thirty open items of a learner, some asked today, some never."""
    count = draw(st.integers(0, 30))
    return [
        item(
            f"item {number}",
            draw(st.none() | st.floats(0.01, 300)),
            draw(st.integers(0, 60)),
            topic=draw(st.sampled_from(["war", "peace", "aid"])),
            citations=tuple(draw(st.lists(citations, max_size=2))),
            known=draw(st.floats(0, 1)),
            forms=draw(forms),
        )
        for number in range(count)
    ]


exams = st.none() | st.integers(-5, 60).map(lambda days: MARCH_9 + timedelta(days=days))
budgets = st.sampled_from([0.0, 5.0, 60.0, 120.0, 300.0, 600.0])
