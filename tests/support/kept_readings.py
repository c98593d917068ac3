"""What came of reading a bank, kept from one test to the next: most of them have the same file."""

from __future__ import annotations

from functools import lru_cache

import pytest

from quizapp.banks import reading_apart

_MOST = 64


def keep_readings(patch: pytest.MonkeyPatch) -> None:
    """Read each text of a bank once for all apps; nothing changes a reading."""
    kept = lru_cache(_MOST)(reading_apart.prepared_reading)
    patch.setattr(reading_apart, "prepared_reading", kept)
