"""How long a learner takes for an item, by the form in which it is asked and how it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from types import MappingProxyType


class Form(StrEnum):
    """A way in which an item is asked."""

    CARD = "card"
    CHOICE = "choice"
    CLOZE = "cloze"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Seconds:
    """What an answer takes when it was known, and when it was not."""

    right: float
    wrong: float

    def at(self, recall: float) -> float:
        """What is to be expected at this chance of knowing it, from 0 to 1."""
        return recall * self.right + (1 - recall) * self.wrong


DEFAULT_SECONDS: Mapping[Form, Seconds] = MappingProxyType(
    {
        Form.CARD: Seconds(9.0, 14.0),
        Form.CHOICE: Seconds(14.0, 20.0),
        Form.CLOZE: Seconds(14.0, 20.0),
        Form.TYPED: Seconds(14.0, 20.0),
    }
)
"""Assumed, not measured. To be wrong by a factor of two per item costs nothing measurable."""

IMAGINED = 10
"""Answers imagined at the default, so that a learner's first ones do not say all."""

LONGEST = 60.0
"""Seconds beyond which somebody was not thinking but away."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One answer's time in seconds."""

    form: Form
    is_right: bool
    seconds: float


@dataclass(frozen=True)
class Pace:
    """A learner's seconds by form."""

    by_form: Mapping[Form, Seconds]

    def __hash__(self) -> int:
        """By what it holds, as it is compared: what depends on it is kept."""
        return hash(frozenset(self.by_form.items()))

    def seconds(self, form: Form, recall: float) -> float:
        """Seconds to be expected of an item in this form, at this chance of knowing it."""
        return self.by_form[form].at(recall)


DEFAULT_PACE = Pace(DEFAULT_SECONDS)


def pace_of(answers: Iterable[Timed]) -> Pace:
    """A learner's medians, shrunk towards the defaults."""
    times: dict[tuple[Form, bool], list[float]] = defaultdict(list)
    for answer in answers:
        times[answer.form, answer.is_right].append(min(answer.seconds, LONGEST))
    return Pace(
        {
            form: Seconds(
                _shrunk(times[form, True], default.right),
                _shrunk(times[form, False], default.wrong),
            )
            for form, default in DEFAULT_SECONDS.items()
        }
    )


def _shrunk(times: list[float], default: float) -> float:
    if not times:
        return default
    return (len(times) * median(times) + IMAGINED * default) / (len(times) + IMAGINED)
