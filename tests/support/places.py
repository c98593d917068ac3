"""Where the banks of the tests lie, and what to do where a program is missing."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

SMALL_BANK = Path(__file__).parents[1] / "banks" / "small.yaml"
SECOND_BANK = Path(__file__).parents[1] / "banks" / "lights.yaml"
SHIPPED_BANK = Path(__file__).parents[2] / "questions.yaml"


def leave_out(request: pytest.FixtureRequest, what: str) -> NoReturn:
    """Leave the test out that needs it; where everything is required, it fails."""
    if request.config.getoption("--require-everything"):
        pytest.fail(f"{what} is required and was not found")
    pytest.skip(f"{what} was not found")
