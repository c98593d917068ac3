"""The scores of a quiz as a whole, as bars, and apart by what was asked and how it was marked."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.analysis.class_tallies import Asked, Make, QuizTallies
from quizapp.domain.item_analysis import ScoreFigures, TalliedItem, score_figures
from quizapp.domain.item_analysis.score_figures import is_dichotomous

MOST_BARS = 25
MOST_LABELS = 7
"""More do not fit beside one another on a phone."""

_TENTHS = 10


@dataclass(frozen=True)
class Version:
    """Attempts that were asked the same items, marked in the same way.

    Attributes:
        form: The form of a pre- or post-test, if it is one.
        n: How many attempts.
        since: When the first of them was finished.
        until: When the last was.
        figures: Their scores.
    """

    form: str | None
    n: int
    since: datetime
    until: datetime
    figures: ScoreFigures


@dataclass(frozen=True)
class Bar:
    """How many have a score from `low` to `high`; not every bar has room for a label."""

    low: int
    high: int
    count: int
    is_labelled: bool


@dataclass(frozen=True)
class QuizScores:
    """The scores of a quiz.

    Attributes:
        figures: Of the attempts that can be put together, by the marks that hold.
        is_share: Whether scores are in percent, as attempts had different maxima.
        is_drawn: Whether attempts were asked different items of a pool: then there is no alpha.
        left_out: Attempts that were asked other items, and are not in the figures.
        versions: The attempts apart by what they asked and how it was marked; empty if all agree.
    """

    figures: ScoreFigures
    is_share: bool
    is_drawn: bool
    left_out: int
    versions: tuple[Version, ...]

    @property
    def is_whole(self) -> bool:
        """Whether all scores are whole marks: bars then stand for marks, otherwise for percents."""
        scores = (score for score, _ in self.figures.counts)
        return all(score.is_integer() for score in (self.figures.max_score, *scores))

    @property
    def bars(self) -> list[Bar]:
        """A bar for each score, or for each few of many, or for each tenth; lowest first.

        All bars stand for as many marks, or the picture would show hills that are none.
        """
        top, scores = self.figures.max_score, dict(self.figures.counts)
        return _mark_bars(scores, int(top)) if self.is_whole else _tenth_bars(scores, top)


def quiz_scores(tallies: QuizTallies) -> QuizScores:
    """The scores of the attempts that can be put together, and of each version."""
    together = tallies.together
    figures, is_share = _figures(tallies, together.makes, together.items)
    return QuizScores(
        figures=figures,
        is_share=is_share,
        is_drawn=not together.items,
        left_out=tallies.n - figures.n,
        versions=_versions(tallies),
    )


def _figures(
    tallies: QuizTallies, makes: Sequence[Make], items: Sequence[TalliedItem]
) -> tuple[ScoreFigures, bool]:
    """The figures of the makes' scores, and whether they are in percent."""
    counts: Counter[tuple[float, float]] = Counter()
    for make in makes:
        counts += tallies.makes[make].scores
    tops = {top for _, top in counts}
    is_share = len(tops) > 1
    scores: Counter[float] = Counter()
    for (score, top), count in counts.items():
        scores[round(100 * score / top if is_share else score, 9)] += count
    top = 100.0 if is_share else next(iter(tops), 0.0)
    return score_figures(scores, top, items, is_kr20=is_dichotomous(items)), is_share


def _versions(tallies: QuizTallies) -> tuple[Version, ...]:
    """The groups of makes that asked and marked alike, the first finished first."""
    groups: dict[tuple[Asked, str | None], list[Make]] = {}
    for make in tallies.makes:
        if asked := tallies.asked(make):
            groups.setdefault((asked, make[1]), []).append(make)
    if len(groups) < 2:
        return ()
    versions = [_version(tallies, makes, *alike) for alike, makes in groups.items()]
    return tuple(sorted(versions, key=lambda version: (version.since, version.form or "")))


def _version(
    tallies: QuizTallies, makes: Sequence[Make], asked: Asked, form: str | None
) -> Version:
    items = tallies.items_in(makes, {key for key, _ in asked})
    figures, _ = _figures(tallies, makes, items)
    counts = [tallies.makes[make] for make in makes]
    return Version(
        form=form,
        n=figures.n,
        since=min(count.since for count in counts),
        until=max(count.until for count in counts),
        figures=figures,
    )


def _mark_bars(scores: Mapping[float, int], top: int) -> list[Bar]:
    width = math.ceil((top + 1) / MOST_BARS)
    starts = range(0, top + 1, width)
    step = math.ceil(len(starts) / MOST_LABELS)
    return [
        Bar(
            start,
            min(top, start + width - 1),
            sum(scores.get(float(score), 0) for score in range(start, start + width)),
            is_labelled=index % step == 0,
        )
        for index, start in enumerate(starts)
    ]


def _tenth_bars(scores: Mapping[float, int], top: float) -> list[Bar]:
    """The bars of shares, in percents."""
    tenths: Counter[int] = Counter()
    for score, count in scores.items():
        tenths[min(_TENTHS - 1, int(score / top * _TENTHS + 1e-9))] += count
    return [
        Bar(10 * tenth, 10 * tenth + 10, tenths[tenth], is_labelled=tenth % 2 == 0)
        for tenth in range(_TENTHS)
    ]
