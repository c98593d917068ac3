"""A quiz as it is being taken: how far a learner is, and how answers spread over options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from quizapp.domain.assignments import is_past_grace
from quizapp.domain.drills.sequences import counted_ids, is_all_right
from quizapp.domain.drills.typed import typed_groups
from quizapp.domain.items.content import Option, Question

FEWEST_SHOWN = 3
"""Responses below which a class does not see how they spread: one could be told from another."""


class Stage(StrEnum):
    """How far a learner is with a quiz that was set."""

    NOT_BEGUN = "not-begun"
    WORKING = "working"
    TIME_UP = "time-up"
    FINISHED = "finished"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Run:
    """The attempt that a learner began last, as far as it has come.

    `number` counts the learner's attempts under the assignment, from 1.
    """

    number: int
    answered: int
    total: int
    deadline_at: datetime | None = None
    finished_at: datetime | None = None
    last_at: datetime | None = None
    started_at: datetime | None = None

    def still_for(self, now: datetime) -> timedelta:
        """How long nothing has come from the learner."""
        since = self.last_at or self.started_at
        return timedelta() if since is None else now - since

    def stage(self, now: datetime) -> Stage:
        """Finished, past its deadline and the grace after it, or being worked on."""
        if self.finished_at is not None:
            return Stage.FINISHED
        if is_past_grace(self.deadline_at, now):
            return Stage.TIME_UP
        return Stage.WORKING

    def time_left(self, now: datetime) -> timedelta | None:
        """Until the deadline, never below nought; None without one, and once it has ended."""
        if self.deadline_at is None or self.finished_at is not None:
            return None
        return max(timedelta(), self.deadline_at - now)


@dataclass(frozen=True)
class Seat:
    """A learner of the class: their public id, and how far they are. `run` None: not begun."""

    learner_id: str
    name: str
    stage: Stage
    run: Run | None


@dataclass(frozen=True)
class Tally:
    """How many learners chose these options of a question; None: they have not answered it.

    No option at all is "I don't know".
    """

    chosen: tuple[str, ...] | None
    count: int


@dataclass(frozen=True)
class Spread:
    """How the answers to one question spread.

    Attributes:
        asked: Learners who were asked it.
        answered: Those of them who have answered.
        counts: How many chose each option, by its id. Where several may be chosen they add up to
            more than have answered.
        unknown: How many said that they do not know.
        in_order: Of an order, or prompts with one option each: how many had all of it; `counts` are
            those of its pairs. Of what was typed: how many were right.
        typed: Of what was typed: what there are counts of.
    """

    asked: int
    answered: int
    counts: dict[str, int]
    unknown: int
    in_order: int = 0
    typed: tuple[Option, ...] = ()

    def share(self, count: int) -> float | None:
        """A count as a share of those who have answered; None where nobody has."""
        return count / self.answered if self.answered else None

    def beyond(self, options: Sequence[Option]) -> int:
        """How many choices were of other options than these."""
        return sum(self.counts.values()) - sum(self.counts.get(option.id, 0) for option in options)


def spread(tallies: Iterable[Tally], question: Question | None = None) -> Spread:
    """The answers to one question, counted by option; those with parts, by their parts."""
    tallies = tuple(tallies)
    asked = answered = unknown = in_order = 0
    counts: dict[str, int] = {}
    for tally in tallies:
        asked += tally.count
        if tally.chosen is None:
            continue
        answered += tally.count
        unknown += tally.count if not tally.chosen else 0
        in_order += tally.count if question and is_all_right(question, tally.chosen) else 0
        for option_id in counted_ids(question, tally.chosen) if question else tally.chosen:
            counts[option_id] = counts.get(option_id, 0) + tally.count
    return Spread(asked, answered, counts, unknown, in_order, _typed(tallies, question))


def _typed(tallies: Iterable[Tally], question: Question | None) -> tuple[Option, ...]:
    if question is None or not question.is_typed:
        return ()
    return typed_groups(question, (tally.chosen for tally in tallies if tally.chosen))
