"""The bank of the tides with another key."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.banks.revisions import PublishedBank
from tests.support.regrading import (
    OTHER_KEY,
)


@pytest.fixture
def corrected(edited: Callable[..., PublishedBank]) -> Callable[[], PublishedBank]:
    """Gives the bank in which the wind is the key of `what-pulls`."""
    return lambda: edited(*OTHER_KEY)
