"""The steps of recall that a map is coloured by."""

from __future__ import annotations

import pytest

from quizapp.domain.class_map import Firmness, firmness


@pytest.mark.parametrize(
    ("recall", "step"),
    [
        (None, Firmness.UNMET),
        (1.0, Firmness.FIRM),
        (0.9, Firmness.FIRM),
        (0.894, Firmness.GOOD),
        (0.8, Firmness.GOOD),
        (0.794, Firmness.SHAKY),
        (0.696, Firmness.SHAKY),  # shown as 70 %, which is not under 70 %
        (0.694, Firmness.WEAK),
        (0.6, Firmness.WEAK),
        (0.594, Firmness.VERY_WEAK),
        (0.0, Firmness.VERY_WEAK),
    ],
)
def test_a_recall_has_the_step_of_the_figure_that_is_shown(recall, step) -> None:
    assert firmness(recall) is step
