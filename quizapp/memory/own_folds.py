"""What somebody's own last answers say, folded once a learning day: all rows of earlier days.

With each answer it is the same until the day turns, and to look through the last ones takes longer
the more somebody has answered. What changes a past day marks it stale, as it does a class's sums
(`quizapp/memory/class_folds.py`).
"""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any

from quizapp.domain.memory.predictions.drifts import Drift
from quizapp.domain.memory.predictions.own_statistics import OwnStatistics, own_statistics
from quizapp.memory.kept_updates import kept_updates
from quizapp.models.own_memory import OWN_FOLD, OWN_SUMS, OwnFold
from quizapp.models.updates import LAST_OWN_UPDATES
from quizapp.web.database import Transaction, added_or_found, columns_of


def own_fold(tx: Transaction, user_id: int, bank_key: str, today: date) -> OwnStatistics:
    """A learner's statistics as of this learning day; its first answer folds them."""
    asked_about = {"user_id": user_id, "bank_key": bank_key, "today": today}
    sums = columns_of(tx, OWN_SUMS, asked_about).scalar_one_or_none()
    return _fold(tx, user_id, bank_key, today) if sums is None else _read(sums)


def _fold(tx: Transaction, user_id: int, bank_key: str, today: date) -> OwnStatistics:
    asked_about = {"user_id": user_id, "bank_key": bank_key}
    rows = columns_of(tx, LAST_OWN_UPDATES, {**asked_about, "before": today}).all()
    own = own_statistics(kept_updates(reversed(rows)))
    fold = tx.scalar(OWN_FOLD, asked_about, execution_options={"populate_existing": True})
    if fold is None:
        new = OwnFold(**asked_about, folded_on=today, is_stale=False, sums=_written(own))
        fold = added_or_found(tx, new, OWN_FOLD.params(asked_about))
    fold.folded_on, fold.is_stale, fold.sums = today, False, _written(own)
    return own


def _written(own: OwnStatistics) -> dict[str, Any]:
    """As JSON, which keeps every digit of a figure."""
    difficulties = {str(place): astuple(drift) for place, drift in own.difficulties.items()}
    return {"learner": astuple(own.learner), "difficulties": difficulties}


def _read(sums: dict[str, Any]) -> OwnStatistics:
    difficulties = {int(place): Drift(*drift) for place, drift in sums["difficulties"].items()}
    return OwnStatistics(Drift(*sums["learner"]), difficulties)
