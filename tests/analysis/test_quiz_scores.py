"""The bars that scores are drawn as."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizapp.analysis.quiz_scores import MOST_BARS, MOST_LABELS, QuizScores
from quizapp.domain.item_analysis import score_figures


def scores_of(scores: Counter[float], top: float) -> QuizScores:
    figures = score_figures(scores, top, (), is_kr20=False)
    return QuizScores(figures, is_share=False, is_drawn=True, left_out=0, versions=())


@st.composite
def whole_scores(draw: st.DrawFn) -> QuizScores:
    top = draw(st.integers(1, 120))
    marks = draw(st.lists(st.integers(0, top), min_size=1, max_size=40))
    return scores_of(Counter(map(float, marks)), float(top))


@st.composite
def broken_scores(draw: st.DrawFn) -> QuizScores:
    top = draw(st.integers(1, 120))
    marks = draw(st.lists(st.floats(0, top), min_size=1, max_size=40))
    return scores_of(Counter([*marks, 0.5]), float(top))


@given(whole_scores() | broken_scores())
def test_every_score_is_in_one_bar(scores: QuizScores) -> None:
    bars = scores.bars

    assert sum(bar.count for bar in bars) == scores.figures.n


@given(whole_scores())
def test_bars_of_marks_follow_one_another_and_are_not_too_many(scores: QuizScores) -> None:
    bars = scores.bars

    assert bars[0].low == 0
    assert bars[-1].high == scores.figures.max_score
    assert all(bar.low == before.high + 1 for before, bar in pairwise(bars))
    assert len(bars) <= MOST_BARS
    assert sum(bar.is_labelled for bar in bars) <= MOST_LABELS


def test_a_score_that_is_no_whole_mark_has_a_bar_for_its_tenth() -> None:
    bars = scores_of(Counter({0.5: 2, 5.0: 1}), 5.0).bars

    assert [(bar.low, bar.high) for bar in bars if bar.count] == [(10, 20), (90, 100)]
