"""What regrades decided, worked out again: from their rules and from the marks that held before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isclose

from quizapp.domain.drills.credit import credit
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.remarking import Tries, remarked_tries
from quizapp.domain.drills.typed import are_words_gone
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.regrading import Marks, RegradeRule, better_marks
from quizapp.models import Attempt, AttemptItem, Regrade, RegradedMark, Response
from quizapp.models.attempts import AttemptKind

Regrades = dict[int, Regrade]
Wrong = tuple[str, object, object]
"""What does not hold, as recorded, as derived."""


def wrong_regraded_marks(
    attempt: Attempt, item: AttemptItem, regrades: Regrades
) -> Iterator[Wrong]:
    """The last row, which holds, must say what the last regrade says that was not undone."""
    held = _recorded_marks(item)
    for row in item.regraded_marks:
        event = regrades[row.regrade_id]
        if not _is_about(event, attempt, item):
            yield "regrade", event.public_id, None
            continue
        derived = _derived_marks(event, attempt, item, regrades, held)
        if not _agree(_said_by(row), derived):
            yield "regraded mark", _said_by(row), derived
        # Before the response came, nought held; and before the second try, the first.
        if not is_same(row.previous, held.counted) and row.previous not in (
            0.0,
            _without_second(item),
        ):
            yield "mark before", row.previous, held.counted
        held = _said_by(row) or _recorded_marks(item)
    standing = _last_standing(item, regrades, up_to=max(regrades, default=0))
    if item.regraded_marks and not _agree(_said_by(item.regraded_marks[-1]), standing):
        yield "mark that holds", _said_by(item.regraded_marks[-1]), standing


def _is_about(event: Regrade, attempt: Attempt, item: AttemptItem) -> bool:
    return (
        event.bank_key == attempt.bank_key
        and event.item_key == item.item_key
        and event.quiz_key in (None, attempt.quiz_key)
        and attempt.kind == AttemptKind.QUIZ
    )


def _derived_marks(
    event: Regrade, attempt: Attempt, item: AttemptItem, regrades: Regrades, held: Marks
) -> Marks | None:
    if event.rule == RegradeRule.UNDO:
        return _last_standing(item, regrades, up_to=event.id)
    if event.rule == RegradeRule.FULL_MARKS:
        return Marks(MAX_MARK, MAX_MARK)
    anew = _marks_anew(event, attempt, item)
    if event.rule == RegradeRule.NOBODY_LOSES and anew is not None:
        return better_marks(held, anew)
    return anew


def _marks_anew(event: Regrade, attempt: Attempt, item: AttemptItem) -> Marks | None:
    """What the item earns as it read on the day of the regrade."""
    response = item.response
    if response is None:
        return Marks(0.0, 0.0)
    if event.item_revision is None:
        return None
    then, later = content_in(item.revision.content), content_in(event.item_revision.content)
    tries = _known_tries(response)
    rules = attempt.credit_rules
    derived, counted = remarked_tries(then, later, item.arrangement, tries, rules)
    return None if derived is None or counted is None else Marks(derived, counted)


def _known_tries(response: Response) -> Tries:
    """What was chosen; words that were deleted were an answer of no question that marked them."""
    first, second = (
        () if chosen and are_words_gone(chosen) else chosen
        for chosen in (response.chosen, response.second_chosen)
    )
    return Tries(first or (), second, response.is_hinted)


def _last_standing(item: AttemptItem, regrades: Regrades, *, up_to: int) -> Marks | None:
    """The marks by the last regrade that no event up to this one has undone; None: as recorded."""
    undone = {event.undoes_id for event in regrades.values() if event.id <= up_to}
    standing = [
        _said_by(row)
        for row in item.regraded_marks
        if row.regrade_id <= up_to
        and row.regrade_id not in undone
        and regrades[row.regrade_id].rule != RegradeRule.UNDO
    ]
    return standing[-1] if standing else None


def wrong_regraded_scores(attempt: Attempt) -> Iterator[Wrong]:
    """Each score must follow the one before, and the last be the sum of the marks that hold."""
    held = attempt.score
    for row in attempt.regraded_scores:
        if not is_same(row.previous, held):
            yield "score before", row.previous, held
        held = attempt.score if row.score is None else row.score
    if not attempt.is_finished:
        if attempt.regraded_scores:
            yield "regraded score", held, None
    elif attempt.regraded_scores or any(item.regraded_marks for item in attempt.items):
        total = sum(map(_present_credit, attempt.items))
        if not is_same(held, total):
            yield "regraded score", held, total


def _present_credit(item: AttemptItem) -> float:
    rows = item.regraded_marks
    return ((_said_by(rows[-1]) if rows else None) or _recorded_marks(item)).counted


def _said_by(row: RegradedMark) -> Marks | None:
    """What a regrade says; None where it lets hold what was recorded."""
    if row.mark is None or row.counted is None:
        return None
    return Marks(row.mark, row.counted)


def _recorded_marks(item: AttemptItem) -> Marks:
    response = item.response
    return Marks(response.mark, response.counted) if response else Marks(0.0, 0.0)


def _without_second(item: AttemptItem) -> float:
    """What a response counted before its second try."""
    rules, response = item.attempt.credit_rules, item.response
    if response is None:
        return 0.0
    return credit(response.mark, None, is_hinted=response.is_hinted, rules=rules)


def _agree(one: Marks | None, other: Marks | None) -> bool:
    if one is None or other is None:
        return one is other
    return is_same(one.mark, other.mark) and is_same(one.counted, other.counted)


def is_same(one: float | None, other: float | None) -> bool:
    """Whether two marks or scores are the same, but for rounding."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, abs_tol=1e-9)


@lru_cache(maxsize=256)
def content_in(text: str) -> ItemContent:
    """The content of an item's revision."""
    return from_json(text)
