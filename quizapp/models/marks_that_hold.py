"""The marks that hold, what they count in scores, and the scores that hold: for queries.

All are for queries over attempts' items outer joined to responses.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select, true

from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.regrades import RegradedMark

newest_mark = (
    select(RegradedMark.mark)
    .where(RegradedMark.attempt_item_id == AttemptItem.id)
    .order_by(RegradedMark.id.desc())
    .limit(1)
    .correlate(AttemptItem)
    .scalar_subquery()
)
"""The mark of an attempt's item by the last regrade, null without one."""

current_mark: ColumnElement[float] = func.coalesce(newest_mark, Response.mark, 0.0)
"""The mark that holds, for queries over attempts' items outer joined to responses.

Nought without a response, unless a regrade gave everybody full marks. It is that of the first try:
what counts in the score is `current_credit`.
"""

newest_credit = (
    select(func.coalesce(RegradedMark.credit, RegradedMark.mark))
    .where(RegradedMark.attempt_item_id == AttemptItem.id)
    .order_by(RegradedMark.id.desc())
    .limit(1)
    .correlate(AttemptItem)
    .scalar_subquery()
)
"""The credit for an attempt's item by the last regrade, null without one."""

recorded_credit: ColumnElement[float] = func.coalesce(Response.credit, Response.mark, 0.0)
"""The credit as it was recorded, for queries over attempts' items outer joined to responses."""

current_credit: ColumnElement[float] = func.coalesce(newest_credit, recorded_credit)
"""The credit that holds, for such queries; a score is the sum of them."""

is_open: ColumnElement[bool] = func.coalesce(Response.awaits_second, true())
"""Whether an attempt's item waits for a response or a second try, for such queries."""

answered_count = func.count(
    case((~Response.awaits_second | Attempt.finished_at.is_not(None), Response.id))
)
"""How many items of an attempt have been answered, for such queries that know the attempt.

One that waits for a second try is none of them, unless the attempt has ended.
"""

current_score = Attempt.current_score
"""The score that holds, for queries over attempts."""
