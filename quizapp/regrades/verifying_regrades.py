"""What regrades decided, worked out again: each mark from its rule, each score from its marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.remarking import remark
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Attempt, AttemptItem, Regrade, RegradedMark
from quizapp.models.attempts import AttemptKind
from quizapp.web.extensions import db

Regrades = dict[int, Regrade]
Wrong = tuple[str, object, object]
"""What does not hold, as recorded, as derived."""


def all_regrades() -> Regrades:
    """Every event by its id, with the revision to mark by. One query."""
    query = select(Regrade).options(joinedload(Regrade.item_revision))
    return {event.id: event for event in db.session.scalars(query)}


def wrong_regraded_marks(
    attempt: Attempt, item: AttemptItem, regrades: Regrades
) -> Iterator[Wrong]:
    """The marks of an attempt's item that do not follow from their regrades.

    The last row, which holds, must say what the last regrade says that was not undone.
    """
    held = item.response.mark if item.response else 0.0
    for row in item.regraded_marks:
        event = regrades[row.regrade_id]
        if not _is_about(event, attempt, item):
            yield "regrade", event.public_id, None
            continue
        derived = _derived(event, item, regrades)
        if not _same(row.mark, derived):
            yield "regraded mark", row.mark, derived
        # Before the response came, nought held.
        if not (_same(row.previous, held) or row.previous == 0.0):
            yield "mark before", row.previous, held
        held = _held(row, item)
    standing = _last_standing(item, regrades, up_to=max(regrades, default=0))
    if item.regraded_marks and not _same(item.regraded_marks[-1].mark, standing):
        yield "mark that holds", item.regraded_marks[-1].mark, standing


def wrong_regraded_scores(attempt: Attempt) -> Iterator[Wrong]:
    """The scores after a regrade that are not the sum of the marks that hold."""
    held = attempt.score
    for row in attempt.regraded_scores:
        if not _same(row.previous, held):
            yield "score before", row.previous, held
        held = attempt.score if row.score is None else row.score
    if not attempt.is_finished:
        if attempt.regraded_scores:
            yield "regraded score", held, None
        return
    if not any(item.regraded_marks for item in attempt.items) and not attempt.regraded_scores:
        return  # the recorded score is looked at elsewhere
    total = sum(_current(item) for item in attempt.items)
    if not _same(held, total):
        yield "regraded score", held, total


def _is_about(event: Regrade, attempt: Attempt, item: AttemptItem) -> bool:
    return (
        event.bank_key == attempt.bank_key
        and event.item_key == item.item_key
        and event.quiz_key in (None, attempt.quiz_key)
        and attempt.kind == AttemptKind.QUIZ
    )


def _derived(event: Regrade, item: AttemptItem, regrades: Regrades) -> float | None:
    if event.rule == RegradeRule.UNDO:
        return _last_standing(item, regrades, up_to=event.id)
    if event.rule == RegradeRule.FULL_MARKS:
        return MAX_MARK
    if item.response is None:
        return 0.0
    if event.item_revision is None:
        return None
    then, later = _content(item.revision.content), _content(event.item_revision.content)
    return remark(then, later, item.arrangement, item.response.chosen)


def _last_standing(item: AttemptItem, regrades: Regrades, *, up_to: int) -> float | None:
    """The mark by the last regrade that no event up to this one has undone; None: as recorded."""
    undone = {event.undoes_id for event in regrades.values() if event.id <= up_to}
    standing = [
        row.mark
        for row in item.regraded_marks
        if row.regrade_id <= up_to
        and row.regrade_id not in undone
        and regrades[row.regrade_id].rule != RegradeRule.UNDO
    ]
    return standing[-1] if standing else None


def _current(item: AttemptItem) -> float:
    recorded = item.response.mark if item.response else 0.0
    return _held(item.regraded_marks[-1], item) if item.regraded_marks else recorded


def _held(row: RegradedMark, item: AttemptItem) -> float:
    if row.mark is not None:
        return row.mark
    return item.response.mark if item.response else 0.0


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, abs_tol=1e-9)


@lru_cache(maxsize=256)
def _content(text: str) -> ItemContent:
    return from_json(text)
