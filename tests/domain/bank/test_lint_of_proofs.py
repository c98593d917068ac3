"""A number of a key is proved by the same number in other writing, and by no other one (W531)."""

from __future__ import annotations

import pytest

from tests.support.linting import codes

PASSAGE = "cites: According to the harbour office, 1,200 ships a year wait"
NUMBER = "type: number\nstem: By the harbour office, how many ships wait?\nkey: {}\n" + PASSAGE


@pytest.mark.parametrize("key", ["1.2 thousand", "1200", "1200.0", "12 hundred"])
def test_a_number_in_other_writing_is_proved(key: str) -> None:
    assert "W531" not in codes(NUMBER.format(key))


@pytest.mark.parametrize("key", ["1.2 million", "1200 thousand", "12", "1201"])
def test_another_number_is_not_proved_by_figures_that_look_alike(key: str) -> None:
    assert "W531" in codes(NUMBER.format(key))
