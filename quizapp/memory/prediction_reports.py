"""How well predictions came true, read from the log: of a class, of all, of one learner."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, exists, select

from quizapp.domain.memory.predictions.recorded import Prediction, of_reviews
from quizapp.domain.memory.predictions.tenths import Tenths, tenths
from quizapp.domain.memory.predictions.track_records import PredictionReport, prediction_report
from quizapp.models import Classroom
from quizapp.models.held_keys import moment_asked
from quizapp.models.predicted_answers import (
    class_predictions,
    own_predictions,
    predictions_of_classes,
)
from quizapp.web.database import columns_of
from quizapp.web.extensions import db

LOOKED_BACK = timedelta(days=3 * 365)
"""What was answered before says little of what is predicted now."""


def report_of_class(classroom_id: int, today: date) -> PredictionReport:
    """How the predictions of a class's learners came true. One query."""
    rows = db.session.execute(class_predictions(classroom_id, today - LOOKED_BACK))
    return prediction_report(_read(rows))


def report_of_all_classes(today: date) -> PredictionReport:
    """The same of all classes together; of the invented ones only where there are no others."""
    query = predictions_of_classes(today - LOOKED_BACK, is_demo=not has_real_classes())
    return prediction_report(_read(db.session.execute(query)))


def has_real_classes() -> bool:
    """Whether there is a class that is not invented."""
    real = select(exists().where(Classroom.is_demo.is_(False)))
    return bool(db.session.scalar(real))


def own_tenths(user_id: int | None, now: datetime, today: date) -> tuple[Tenths, ...]:
    """How a learner's own came true; none where they are too few to say. One query."""
    if user_id is None:
        return ()
    asked_about = {"user_id": user_id, "since": today - LOOKED_BACK, **moment_asked(now)}
    rows = columns_of(db.session, own_predictions(), asked_about)
    return tenths(of_reviews(_read(rows)))


def _read(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Prediction]:
    return [
        Prediction(
            learner=str(row.user_id),
            shown=row.predicted,
            plain=row.predicted_plain,
            is_right=row.is_right,
            days=row.days_since,
            is_card=row.is_card,
            is_after_key=row.is_after_key,
        )
        for row in rows
    ]
