"""A server with a folder of two banks, the lights and the tides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizapp.banks import shelf
from tests.support.people import Visitor


@pytest.fixture
def settings(settings: dict[str, Any], bank_folder: Path) -> dict[str, Any]:
    """The settings of the app under test."""
    return {**settings, "BANK": bank_folder}


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file taken from the folder is gone at once."""
    monkeypatch.setattr(shelf, "GONE_SECONDS", 0.0)


@pytest.fixture
def guest(anonymous: Visitor) -> Visitor:
    """A learner without an account."""
    anonymous.start("quiet")
    return anonymous
