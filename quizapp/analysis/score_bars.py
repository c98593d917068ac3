"""The scores of a quiz as bars."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _

from quizapp.domain.item_analysis import ScoreFigures
from quizapp.web.filters import number

MOST_BARS = 25
MOST_LABELS = 7
"""More do not fit beside one another on a phone."""

_TENTHS = 10


@dataclass(frozen=True)
class Bar:
    """How many have these scores; `label` is short or empty, `words` are in full."""

    label: str
    words: str
    count: int


@dataclass(frozen=True)
class Bars:
    """The bars, lowest score first, and in what the scores are counted."""

    bars: list[Bar]
    unit: str


def score_bars(figures: ScoreFigures) -> Bars:
    """A bar for each score, or for each few of many; for each tenth if scores are no whole marks.

    All bars stand for as many marks, or the picture would show hills that are none.
    """
    top, scores = figures.max_score, dict(figures.counts)
    if all(score.is_integer() for score in (top, *scores)):
        width = math.ceil((top + 1) / MOST_BARS)
        return Bars(_whole_marks(scores, int(top), width), _("Score in marks"))
    tenths: Counter[int] = Counter()
    for score, count in scores.items():
        tenths[min(_TENTHS - 1, int(score / top * _TENTHS + 1e-9))] += count
    bars = [
        Bar(
            str(10 * tenth) if tenth % 2 == 0 else "",
            _("%(low)s to %(high)s %%", low=10 * tenth, high=10 * tenth + 10),
            tenths[tenth],
        )
        for tenth in range(_TENTHS)
    ]
    return Bars(bars, _("Score in per cent of the maximum"))


def _whole_marks(scores: dict[float, int], top: int, width: int) -> list[Bar]:
    starts = range(0, top + 1, width)
    step = math.ceil(len(starts) / MOST_LABELS)
    return [
        Bar(
            str(start) if index % step == 0 else "",
            _range_words(start, min(top, start + width - 1)),
            sum(scores.get(float(score), 0) for score in range(start, start + width)),
        )
        for index, start in enumerate(starts)
    ]


def _range_words(low: int, high: int) -> str:
    if low == high:
        return number(low)
    return str(_("%(low)s to %(high)s", low=number(low), high=number(high)))
