"""A class's statistics, folded from the log once a learning day: all rows of earlier days.

They are folded from nothing each time, a year of a class in well under a second, so that whoever
joins, leaves, is merged or deleted is in them or out of them the next day without more ado. What
changes a past day marks them stale, and they are folded before the next use.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update

from quizapp.domain.memory.predictions.class_statistics import (
    NO_STATISTICS,
    ClassStatistics,
    shown_of_item,
    statistics_after,
)
from quizapp.domain.memory.predictions.drifts import Drift
from quizapp.memory.kept_updates import kept_updates
from quizapp.models import Enrolment
from quizapp.models.base import Base
from quizapp.models.class_memory import (
    ClassFold,
    DifficultyDrift,
    ItemDrift,
    LearnerDrift,
    fold_of,
    folds_with_learner,
)
from quizapp.models.own_memory import OwnFold
from quizapp.models.updates import class_updates, learners_by_item
from quizapp.web.database import Transaction, added_or_found


def fold_if_due(tx: Transaction, class_id: int, bank_key: str, today: date) -> None:
    """Fold the statistics of a class, unless another learner's answer has done it meanwhile.

    The first answers of a morning come at once: the others wait for the one that folds, at the
    fold's own row. The class's row is a teacher's to lock, before the learners', and whoever
    answers holds the own lock already.
    """
    never = ClassFold(classroom_id=class_id, bank_key=bank_key, folded_on=date.min)
    query = fold_of(class_id, bank_key).with_for_update()
    fold = tx.scalar(query.execution_options(populate_existing=True))
    if fold is None:
        fold = added_or_found(tx, never, query)
    if fold.is_due(today):
        fold_class(tx, class_id, bank_key, today)


def fold_class(tx: Transaction, class_id: int, bank_key: str, today: date) -> ClassStatistics:
    """Fold all rows of days before today, and keep the sums."""
    updates = kept_updates(tx.execute(class_updates(class_id, bank_key, today)))
    statistics = statistics_after(NO_STATISTICS, updates, today)
    twice = Counter(dict(tx.execute(learners_by_item(class_id, bank_key)).all()))
    kept: dict[type[Base], list[dict[str, Any]]] = {
        ItemDrift: [
            {"item_key": item, **_sums(drift, shown_of_item(drift, twice[item]))}
            for item, drift in statistics.items.items()
        ],
        LearnerDrift: [
            {"user_id": int(learner), **_sums(drift, drift.shown)}
            for learner, drift in statistics.learners.items()
        ],
        DifficultyDrift: [
            {"difficulty": place, **_sums(drift, statistics.of_difficulty(place).shown)}
            for place, drift in statistics.difficulties.items()
        ],
    }
    for table, rows in kept.items():
        _keep(tx, table, {"classroom_id": class_id, "bank_key": bank_key}, rows)
    _note_day(tx, class_id, bank_key, today)
    return statistics


def mark_stale(tx: Transaction, bank_key: str) -> None:
    """Have all statistics of a bank folded anew before their next use."""
    for table in (ClassFold, OwnFold):
        tx.execute(update(table).where(table.bank_key == bank_key).values(is_stale=True))


def mark_learners_stale(tx: Transaction, user_id: int) -> None:
    """The same for the statistics that a learner's answers are in."""
    for theirs in (
        update(ClassFold).where(ClassFold.classroom_id.in_(folds_with_learner(user_id))),
        update(OwnFold).where(OwnFold.user_id == user_id),
    ):
        tx.execute(theirs.values(is_stale=True).execution_options(synchronize_session=False))


def _keep(
    tx: Transaction, table: type[Base], of: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    tx.execute(delete(table).filter_by(**of))
    if rows:
        tx.execute(insert(table), [{**of, **row} for row in rows])


def _note_day(tx: Transaction, class_id: int, bank_key: str, today: date) -> None:
    fold = tx.scalar(fold_of(class_id, bank_key))
    if fold is None:
        fold = ClassFold(classroom_id=class_id, bank_key=bank_key)
        tx.add(fold)
    fold.folded_on, fold.is_stale = today, False
    tx.flush()


def _sums(drift: Drift, shown: float) -> dict[str, float]:
    return {
        "log_factor": drift.log_factor,
        "weight": drift.weight,
        "known": drift.known,
        "asked": drift.asked,
        "shown": shown,
    }


def mark_day_stale(tx: Transaction, user_id: int, bank_key: str, day: date) -> None:
    """Have what a learner is in folded anew where a row came late of a day that is folded."""
    classes = select(Enrolment.classroom_id).where(Enrolment.user_id == user_id)
    for table, theirs in (
        (ClassFold, ClassFold.classroom_id.in_(classes)),
        (OwnFold, OwnFold.user_id == user_id),
    ):
        tx.execute(
            update(table)
            .where(theirs, table.bank_key == bank_key, table.folded_on > day)
            .values(is_stale=True)
            .execution_options(synchronize_session=False)
        )
