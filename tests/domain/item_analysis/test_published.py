"""Figures that others have published come out to the digits they printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from tests.domain.item_analysis.building import figures_of
from tests.domain.item_analysis.published import SECTION_6, SECTION_7, kr20_quiz, law_school


def rounded(figures: Iterable[Any], digits: int) -> list[float]:
    return [round(figure, digits) for figure in figures]


@pytest.fixture(scope="module")
def section_6():
    return figures_of(law_school(SECTION_6))


@pytest.fixture(scope="module")
def section_7():
    return figures_of(law_school(SECTION_7))


def test_section_6_has_a_thousand_examinees(section_6):
    assert sum(SECTION_6) == section_6.learner_count == section_6.score.n == 1000


def test_section_6_as_the_r_package_ltm_describes_it(section_6):
    """Rizopoulos (2006), Journal of Statistical Software 17(5), on the same data."""
    items = section_6.items

    assert [item.facility for item in items] == [0.924, 0.709, 0.553, 0.763, 0.870]
    assert rounded([item.item_rest for item in items], 4) == [
        *(0.1128, 0.1532, 0.1728, 0.1444, 0.1216),
    ]
    assert round(section_6.score.alpha, 4) == 0.2950
    assert rounded([item.alpha_if_deleted for item in items], 4) == [
        *(0.2754, 0.2376, 0.2168, 0.2459, 0.2663),
    ]


def test_section_6_alpha_to_seven_digits(section_6):
    """H. Doran on the mailing list R-help, January 2007, on the same data: 0.2949972."""
    assert round(section_6.score.alpha, 7) == 0.2949972


def test_section_6_as_the_r_package_mirt_describes_it(section_6):
    """Chalmers (2012), Journal of Statistical Software 48(6); the package's reference pages."""
    score, items = section_6.score, section_6.items

    assert rounded([score.mean, score.sd, score.alpha, score.sem], 3) == [
        *(3.819, 1.035, 0.295, 0.869),
    ]
    assert rounded([item.sd for item in items], 3) == [0.265, 0.454, 0.497, 0.425, 0.336]
    assert rounded([item.item_rest for item in items], 3) == [0.113, 0.153, 0.173, 0.144, 0.122]
    assert rounded([item.alpha_if_deleted for item in items], 3) == [
        *(0.275, 0.238, 0.217, 0.246, 0.266),
    ]


def test_section_7_as_the_r_package_mirt_describes_it(section_7):
    """The same, reference page itemstats."""
    score, items = section_7.score, section_7.items

    assert rounded([score.mean, score.sd, score.alpha, score.sem], 3) == [
        *(3.707, 1.199, 0.453, 0.886),
    ]
    assert [item.facility for item in items] == [0.828, 0.658, 0.772, 0.606, 0.843]
    assert rounded([item.sd for item in items], 3) == [0.378, 0.475, 0.420, 0.489, 0.364]
    assert rounded([item.item_rest for item in items], 3) == [0.246, 0.247, 0.313, 0.223, 0.175]
    # The page rounds 0.43848 for item 5 to 0.438.
    assert rounded([item.alpha_if_deleted for item in items], 3) == [
        *(0.396, 0.394, 0.345, 0.415, 0.438),
    ]


def test_kr20_of_a_quiz_that_is_worked_through_in_print():
    """Wuensch prints p, pq and the variance of the totals (with n in the denominator): 5.84."""
    figures = figures_of(kr20_quiz())

    p = [0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6]
    pq = [0.21, 0.21, 0.24, 0.21, 0.24, 0.16, 0.21, 0.21, 0.25, 0.24]
    assert [item.facility for item in figures.items] == pytest.approx(p)
    assert [item.sd**2 * 9 / 10 for item in figures.items] == pytest.approx(pq)
    assert figures.score.sd**2 * 9 / 10 == pytest.approx(5.84)
    assert figures.score.is_kr20
    assert figures.score.alpha == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))
    assert round(figures.score.alpha, 4) == 0.6963
