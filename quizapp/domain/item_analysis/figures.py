"""What an item analysis consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.intervals import Interval
from quizapp.domain.item_analysis.distractors import OptionUse
from quizapp.domain.item_analysis.matrix import Missing
from quizapp.domain.item_analysis.reasons import Reason
from quizapp.domain.item_analysis.verdicts import Verdict


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one item; one that is None has its reason in `undefined`, by its name.

    Attributes:
        item_id: What the item is called.
        max_mark: The mark for a perfect response.
        n: The learners that count: all, or those who answered, by the rule for omitted ones.
        omitted_share: The share of all learners without a response.
        facility: The mean mark over the maximum.
        facility_interval: Its Wilson interval at 95 %.
        sd: The standard deviation of the marks (n - 1).
        item_rest: The item-rest correlation.
        item_rest_n: The learners it rests on: those with a mark on another item as well.
        upper_lower: The facility of the best 27 % minus that of the weakest.
        alpha_if_deleted: Cronbach's alpha of the other items.
        options: The use of each option; empty where only marks are known.
        verdicts: What may be said in words.
        undefined: Why a figure is None.
    """

    item_id: str
    max_mark: float
    n: int
    omitted_share: float | None
    facility: float | None
    facility_interval: Interval | None
    sd: float | None
    item_rest: float | None
    item_rest_n: int
    upper_lower: float | None
    alpha_if_deleted: float | None
    options: tuple[OptionUse, ...]
    verdicts: tuple[Verdict, ...]
    undefined: Mapping[str, Reason]


@dataclass(frozen=True)
class ScoreFigures:
    """The figures of the score: the sum of a learner's marks.

    Attributes:
        n: The learners with a score: all, or those who answered every item, by the rule.
        max_score: The sum of the maximum marks.
        mean: The mean score.
        standard_error: The standard error of that mean: sd over the square root of n.
        sd: The standard deviation of the scores (n - 1).
        median: The middle score.
        counts: Each score that occurs and how many have it, lowest first.
        alpha: Cronbach's alpha; KR-20 where all marks are right or wrong.
        alpha_interval: Its interval at 95 %.
        is_kr20: Whether each mark is 0 or the maximum, and all maxima are the same.
        sem: The standard error of measurement, in marks.
        undefined: Why a figure is None.
    """

    n: int
    max_score: float
    mean: float | None
    standard_error: float | None
    sd: float | None
    median: float | None
    counts: tuple[tuple[float, int], ...]
    alpha: float | None
    alpha_interval: Interval | None
    is_kr20: bool
    sem: float | None
    undefined: Mapping[str, Reason]


@dataclass(frozen=True)
class Analysis:
    """The figures of a response matrix.

    Attributes:
        missing: The rule that omitted responses were counted by.
        learner_count: All learners of the matrix.
        omitted_count: How many responses are missing.
        score: The figures of the score.
        items: The figures of each item, in the matrix's order.
    """

    missing: Missing
    learner_count: int
    omitted_count: int
    score: ScoreFigures
    items: tuple[ItemFigures, ...]
