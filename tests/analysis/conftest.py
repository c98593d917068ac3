"""A class whose answers are looked at."""

from __future__ import annotations

import pytest

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class


@pytest.fixture
def world(published: PublishedBank) -> ClassWorld:
    """A class of three, and the bank in use."""
    bank_shelf().look(clock.now())
    return new_class(published, ("Lena", "Cleo", "Mika"))
