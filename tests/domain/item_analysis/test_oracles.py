"""Random data, whole or with holes, against numpy, scipy, and figures that pingouin gave.

pingouin takes half a gigabyte to install. What it gave stands in `pingouin_figures.json`, made by
`make_pingouin_figures.py`, which names its version there.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import special, stats

from quizapp.domain.differences import Group, newcombe_interval, welch_interval
from quizapp.domain.gains import BothTests, form_effect, gain
from quizapp.domain.intervals import correlation_interval, wilson_interval
from quizapp.domain.item_analysis import Reason
from quizapp.domain.item_analysis.moments import correlation, quantile, variance
from quizapp.domain.item_analysis.verdicts import MANY_TOSSES, _coin
from quizapp.domain.student_t import incomplete_beta, t_reach, t_within
from tests.domain.item_analysis.building import figures_of, matrix

FIGURES = json.loads((Path(__file__).parent / "pingouin_figures.json").read_text(encoding="utf-8"))
SEEDS = range(40)


def table(seed: int) -> Any:
    """Marks in tenths, or right and wrong, of learners who differ in ability."""
    dice = np.random.default_rng(seed)
    n, k = int(dice.integers(3, 80)), int(dice.integers(2, 25))
    ability, hardness = dice.normal(size=(n, 1)), dice.normal(size=(1, k))
    chance = 1 / (1 + np.exp(hardness - ability))
    if seed % 2:
        return (dice.random((n, k)) < chance).astype(float)
    return np.round(np.clip(chance + dice.normal(scale=0.2, size=(n, k)), 0, 1), 1)


def holed(seed: int) -> tuple[Any, list[list[float | None]]]:
    """The table with some marks missing: as numpy's, and as ours."""
    marks = table(seed)
    dice = np.random.default_rng(1000 + seed)
    marks[dice.random(marks.shape) < 0.25] = np.nan
    return marks, [[None if np.isnan(each) else float(each) for each in row] for row in marks]


def near(value: float) -> Any:
    return pytest.approx(float(value), abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_whole_data_is_what_numpy_gives(seed: int) -> None:
    marks = table(seed)
    k = marks.shape[1]
    figures = figures_of(matrix(marks.tolist()))
    totals = marks.sum(axis=1)

    assert figures.score.mean == near(totals.mean())
    assert figures.score.sd == near(totals.std(ddof=1))
    assert figures.score.median == near(np.median(totals))
    assert figures.score.standard_error == near(stats.sem(totals))
    if np.ptp(totals) > 1e-9:
        assert figures.score.alpha == near(numpy_alpha(marks))
    for number, item in enumerate(figures.items):
        column, rest = marks[:, number], totals - marks[:, number]
        assert item.facility == near(column.mean())
        assert item.sd == near(column.std(ddof=1))
        if np.ptp(column) < 1e-9 or np.ptp(rest) < 1e-9:
            assert item.item_rest is None
            assert item.undefined["item_rest"] in (Reason.CONSTANT_ITEM, Reason.CONSTANT_REST)
        else:
            assert item.item_rest == near(stats.pearsonr(column, rest).statistic)
        others = np.delete(marks, number, axis=1)
        if k > 2 and np.ptp(others.sum(axis=1)) > 1e-9:
            assert item.alpha_if_deleted == near(numpy_alpha(others))


def numpy_alpha(marks: Any) -> float:
    covariance = np.cov(marks, rowvar=False)
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_data_with_holes_is_what_numpy_gives(seed: int) -> None:
    marks, ours = holed(seed)
    figures = figures_of(matrix(ours), "leave-out")
    earned, attainable = np.nansum(marks, axis=1), np.sum(~np.isnan(marks), axis=1)
    whole = marks[~np.isnan(marks).any(axis=1)]

    for number, item in enumerate(figures.items):
        column = marks[:, number]
        there = ~np.isnan(column)
        assert item.n == there.sum()
        if there.any():
            assert item.facility == near(column[there].mean())
        if there.sum() > 1:
            assert item.sd == near(column[there].std(ddof=1))
        both = there & (attainable > 1)
        rest = (earned[both] - column[both]) / (attainable[both] - 1)
        if both.sum() > 2 and np.ptp(column[both]) > 1e-9 and np.ptp(rest) > 1e-9:
            assert item.item_rest == near(stats.pearsonr(column[both], rest).statistic)
        else:
            assert item.item_rest is None
    if len(whole) > 2 and np.ptp(whole.sum(axis=1)) > 1e-9:
        assert figures.score.alpha == near(numpy_alpha(whole))
    else:
        assert figures.score.alpha is None


@pytest.mark.parametrize("case", FIGURES["cronbach_alpha"], ids=lambda case: case["name"])
def test_alpha_is_what_pingouin_gives(case: dict[str, Any]) -> None:
    assert figures_of(matrix(case["marks"]), "leave-out").score.alpha == near(case["alpha"])


@pytest.mark.parametrize("case", FIGURES["correlation"], ids=lambda case: case["name"])
def test_correlation_and_its_interval_are_what_pingouin_gives(case: dict[str, Any]) -> None:
    r = correlation(case["x"], case["y"])
    interval = correlation_interval(r, len(case["x"]))

    assert r == near(case["r"])
    assert interval
    assert (interval.low, interval.high) == (near(case["low"]), near(case["high"]))


@pytest.mark.parametrize("case", FIGURES["paired_t"], ids=lambda case: case["name"])
def test_the_interval_of_a_gain_is_what_pingouin_gives(case: dict[str, Any]) -> None:
    pairs = [BothTests(*each, "A") for each in zip(case["pre"], case["post"], strict=True)]
    found = gain(pairs)

    assert found
    assert found.interval
    assert (found.interval.low, found.interval.high) == (near(case["low"]), near(case["high"]))


@pytest.mark.parametrize("case", FIGURES["welch_t"], ids=lambda case: case["name"])
def test_welchs_interval_is_what_pingouin_gives(case: dict[str, Any]) -> None:
    one, other = (
        Group(len(each), float(np.mean(each)), variance(each)) for each in (case["x"], case["y"])
    )
    found = welch_interval(one, other)

    assert found
    assert (found.low, found.high) == (near(case["low"]), near(case["high"]))


def test_wilsons_interval_is_what_scipy_gives() -> None:
    dice = random.Random(3)
    cases = [(right, n) for n in range(1, 25) for right in range(n + 1)]
    cases += [(dice.randint(0, n), n) for n in dice.sample(range(25, 100_000), 100)]
    for right, n in cases:
        found = wilson_interval(right / n, n)
        wanted = stats.binomtest(right, n).proportion_ci(method="wilson")
        assert (found.low, found.high) == (near(wanted.low), near(wanted.high)), (right, n)


def test_newcombes_interval_is_that_of_two_of_scipys_wilson_intervals() -> None:
    dice = random.Random(4)
    for _ in range(200):
        n, m = dice.randint(1, 200), dice.randint(1, 200)
        a, b = dice.randint(0, n), dice.randint(0, m)
        p, q = a / n, b / m
        first = stats.binomtest(a, n).proportion_ci(method="wilson")
        second = stats.binomtest(b, m).proportion_ci(method="wilson")
        found = newcombe_interval(Group(n, p), Group(m, q))
        below = np.sqrt((p - first.low) ** 2 + (second.high - q) ** 2)
        above = np.sqrt((first.high - p) ** 2 + (q - second.low) ** 2)
        assert found.low == near(p - q - below)
        assert found.high == near(p - q + above)


@pytest.mark.parametrize("seed", SEEDS)
def test_gains_and_effects_of_a_form_are_what_scipy_gives(seed: int) -> None:
    dice = np.random.default_rng(seed)
    n = int(dice.integers(12, 60))
    pre, post = dice.random(n), dice.random(n)
    forms = ["A" if number % 2 else "B" for number in range(n)]
    pairs = [BothTests(*each) for each in zip(pre.tolist(), post.tolist(), forms, strict=True)]
    differences = post - pre
    is_a = np.array([form == "A" for form in forms])

    found, effect = gain(pairs), form_effect(pairs)
    wanted = stats.ttest_rel(post, pre).confidence_interval()
    halves = stats.ttest_ind(differences[is_a], differences[~is_a]).confidence_interval()

    assert found
    assert found.interval
    assert (found.mean, found.sd) == (near(differences.mean()), near(differences.std(ddof=1)))
    assert (found.interval.low, found.interval.high) == (near(wanted.low), near(wanted.high))
    assert effect
    assert effect.interval
    assert (effect.interval.low, effect.interval.high) == (
        near(halves.low / 2),
        near(halves.high / 2),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_welchs_interval_is_what_scipy_gives(seed: int) -> None:
    dice = np.random.default_rng(seed)
    x, y = dice.random(int(dice.integers(2, 50))), dice.random(int(dice.integers(2, 50))) ** 2
    wanted = stats.ttest_ind(x, y, equal_var=False).confidence_interval()

    found = welch_interval(
        Group(len(x), float(x.mean()), float(x.var(ddof=1))),
        Group(len(y), float(y.mean()), float(y.var(ddof=1))),
    )

    assert found
    assert (found.low, found.high) == (near(wanted.low), near(wanted.high))


@pytest.mark.parametrize("freedom", [1, 1.5, 2, 3.7, 9, 19, 42.42, 100, 999, 12345.6])
def test_students_t_is_what_scipy_gives(freedom: float) -> None:
    assert t_reach(freedom) == near(stats.t.ppf(0.975, freedom))
    for t in (0.0, 0.1, 1.0, 2.5, 40.0):
        within = stats.t.cdf(t, freedom) - stats.t.cdf(-t, freedom)
        assert t_within(t, freedom) == near(within)
        x = freedom / (freedom + t * t)
        assert incomplete_beta(x, freedom / 2, 0.5) == near(special.betainc(freedom / 2, 0.5, x))


@pytest.mark.parametrize("wins", [0, 1, 7, 12, 30])
def test_the_sign_test_is_what_scipy_gives(wins: int) -> None:
    for losses in (0, 1, 5, 13, 40):
        if wins + losses:
            wanted = stats.binomtest(wins, wins + losses, alternative="greater").pvalue
            assert _coin(wins, losses) == near(wanted)


def test_the_sign_test_of_very_many_is_near_what_scipy_gives() -> None:
    tosses = MANY_TOSSES + 1
    for wins in (450, 500, 520, 560):
        wanted = stats.binomtest(wins, tosses, alternative="greater").pvalue
        assert _coin(wins, tosses - wins) == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize("part", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_quantiles_are_what_numpy_gives(part: float) -> None:
    dice = random.Random(5)
    for n in (1, 2, 3, 10, 101):
        counts = {float(dice.randint(0, 600)): dice.randint(1, 9) for _ in range(n)}
        written_out = [value for value, count in counts.items() for _ in range(count)]
        assert quantile(counts, part) == near(np.quantile(written_out, part))
