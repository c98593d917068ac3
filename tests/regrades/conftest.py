"""The bank of the tides with another key, and an attempt at what it was before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from tests.support.people import Visitor
from tests.support.regrade_pages import take
from tests.support.regrading import (
    OTHER_KEY,
)


@pytest.fixture
def corrected(edited: Callable[..., PublishedBank]) -> Callable[[], PublishedBank]:
    """Gives the bank in which the wind is the key of `what-pulls`."""
    return lambda: edited(*OTHER_KEY)


@pytest.fixture
def attempt(app: Flask, learner: Visitor) -> str:
    """An attempt of the learner, who chose the wind."""
    return take(app, learner, "The wind")
