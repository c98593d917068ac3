"""Every mark and score worked out again from what was recorded, and held against what is shown.

What was recorded on the day must follow from the bank's revision, the seed and the responses; what
regrades decided since, from their rules and from the marks that held before.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isclose

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.assignments.pairs import forms_of
from quizapp.banks.revisions import recorded_bank
from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import chosen_items, has_drawn, is_drawn
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import arrange, asked_question
from quizapp.domain.drills.remarking import remark
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.parallel_forms import items_of_form
from quizapp.domain.regrading import RegradeRule
from quizapp.models import (
    Assignment,
    Attempt,
    AttemptItem,
    BankRevision,
    Regrade,
    RegradedMark,
)
from quizapp.models.attempts import AttemptKind
from quizapp.web.extensions import db

BATCH = 200

_Regrades = dict[int, Regrade]
_Wrong = tuple[str, object, object]
"""What does not hold, as recorded, as derived."""


@dataclass(frozen=True)
class Discrepancy:
    """Something recorded that does not follow from the rest of what was recorded."""

    attempt_id: str
    position: int | None
    what: str
    recorded: object
    derived: object


@dataclass(frozen=True)
class Verification:
    """How many attempts were looked at, and what does not hold."""

    attempts: int
    discrepancies: list[Discrepancy]


def verify_scores(told: Callable[[float], None] = lambda _share: None) -> Verification:
    """Re-derive the items, the order shown, the marks and the score of every attempt.

    What regrades decided is re-derived as well: each mark from its rule, each score from the
    marks that hold. `told` is told which share of the attempts was looked at.
    """
    discrepancies: list[Discrepancy] = []
    count, total = 0, db.session.scalar(select(func.count(Attempt.id))) or 1
    with_revisions = select(Regrade).options(joinedload(Regrade.item_revision))
    regrades = {event.id: event for event in db.session.scalars(with_revisions)}
    for attempt in db.session.scalars(_whole_attempts()):
        count += 1
        discrepancies.extend(_discrepancies(attempt, regrades))
        told(min(1.0, count / total))  # some may begin meanwhile
    return Verification(count, discrepancies)


def _whole_attempts() -> Select[Attempt]:
    """All attempts with all that hangs on them, some at a time."""
    return (
        select(Attempt)
        .options(
            selectinload(Attempt.items).joinedload(AttemptItem.revision),
            selectinload(Attempt.items).joinedload(AttemptItem.response),
            selectinload(Attempt.items).selectinload(AttemptItem.regraded_marks),
            selectinload(Attempt.regraded_scores),
            joinedload(Attempt.assignment).joinedload(Assignment.pair),
        )
        .order_by(Attempt.id)
        .execution_options(yield_per=BATCH)
    )


def _discrepancies(attempt: Attempt, regrades: _Regrades) -> Iterator[Discrepancy]:
    items = attempt.items
    wrong_at: list[tuple[int | None, Iterable[_Wrong]]] = [
        (None, _wrong_choice(attempt)),
        *((item.position, _wrong_item(attempt, item)) for item in items),
        (None, _wrong_score(attempt)),
        *((item.position, _wrong_regraded_marks(attempt, item, regrades)) for item in items),
        (None, _wrong_regraded_scores(attempt)),
    ]
    for position, wrong in wrong_at:
        for what, recorded, derived in wrong:
            yield Discrepancy(attempt.public_id, position, what, recorded, derived)


def _wrong_choice(attempt: Attempt) -> Iterator[_Wrong]:
    """Practice asks what was missed, so only a quiz's items follow from its seed.

    Of a quiz that a learner took freely and that picks, the memory of the day decided as well.
    """
    if attempt.kind != AttemptKind.QUIZ:
        return
    bank = _bank_in(db.session.get_one(BankRevision, attempt.bank_revision_id).text)
    recorded = tuple(item.item_key for item in attempt.items)
    if bank is None or attempt.quiz_key not in bank.quizzes:
        yield "bank revision", recorded, None
        return
    quiz = bank.quizzes[attempt.quiz_key]
    if attempt.assignment_id is None and is_drawn(bank, quiz) and has_drawn(bank, quiz, recorded):
        return
    derived = _derived_items(bank, attempt)
    if recorded != derived:
        yield "items", recorded, derived


def _derived_items(bank: Bank, attempt: Attempt) -> tuple[str, ...]:
    """The items that follow from the seed: of the pair's form, or of the quiz as a whole."""
    pair = attempt.assignment.pair if attempt.assignment else None
    if pair is not None and attempt.form is not None:
        return items_of_form(bank, forms_of(pair).of(attempt.form), attempt.seed)
    dice = random.Random(attempt.seed)  # noqa: S311  the attempt's own, reproducible
    return chosen_items(bank, bank.quizzes[attempt.quiz_key], dice)


def _wrong_item(attempt: Attempt, item: AttemptItem) -> Iterator[_Wrong]:
    content = _content(item.revision.content)
    derived = arrange(content, attempt.seed, item.position)
    if derived != item.arrangement:
        yield "order", item.arrangement, derived
    if item.response is not None:
        earned = mark(asked_question(content, item.arrangement), item.response.chosen)
        if not _same(earned, item.response.mark):
            yield "mark", item.response.mark, earned


def _wrong_score(attempt: Attempt) -> Iterator[_Wrong]:
    if not attempt.is_finished:
        return
    total = sum(map(_recorded_mark, attempt.items))
    if not _same(total, attempt.score or 0.0):
        yield "score", attempt.score, total
    maximum = MAX_MARK * len(attempt.items)
    if maximum != attempt.max_score:
        yield "maximum", attempt.max_score, maximum


def _wrong_regraded_marks(
    attempt: Attempt, item: AttemptItem, regrades: _Regrades
) -> Iterator[_Wrong]:
    """The last row, which holds, must say what the last regrade says that was not undone."""
    held = _recorded_mark(item)
    for row in item.regraded_marks:
        event = regrades[row.regrade_id]
        if not _is_about(event, attempt, item):
            yield "regrade", event.public_id, None
            continue
        derived = _derived_mark(event, item, regrades)
        if not _same(row.mark, derived):
            yield "regraded mark", row.mark, derived
        # Before the response came, nought held.
        if not (_same(row.previous, held) or row.previous == 0.0):
            yield "mark before", row.previous, held
        held = _mark_by(row, item)
    standing = _last_standing(item, regrades, up_to=max(regrades, default=0))
    if item.regraded_marks and not _same(item.regraded_marks[-1].mark, standing):
        yield "mark that holds", item.regraded_marks[-1].mark, standing


def _is_about(event: Regrade, attempt: Attempt, item: AttemptItem) -> bool:
    return (
        event.bank_key == attempt.bank_key
        and event.item_key == item.item_key
        and event.quiz_key in (None, attempt.quiz_key)
        and attempt.kind == AttemptKind.QUIZ
    )


def _derived_mark(event: Regrade, item: AttemptItem, regrades: _Regrades) -> float | None:
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


def _last_standing(item: AttemptItem, regrades: _Regrades, *, up_to: int) -> float | None:
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


def _wrong_regraded_scores(attempt: Attempt) -> Iterator[_Wrong]:
    """Each score must follow the one before, and the last be the sum of the marks that hold."""
    held = attempt.score
    for row in attempt.regraded_scores:
        if not _same(row.previous, held):
            yield "score before", row.previous, held
        held = attempt.score if row.score is None else row.score
    if not attempt.is_finished:
        if attempt.regraded_scores:
            yield "regraded score", held, None
    elif attempt.regraded_scores or any(item.regraded_marks for item in attempt.items):
        total = sum(map(_present_mark, attempt.items))
        if not _same(held, total):
            yield "regraded score", held, total


def _present_mark(item: AttemptItem) -> float:
    rows = item.regraded_marks
    return _mark_by(rows[-1], item) if rows else _recorded_mark(item)


def _mark_by(row: RegradedMark, item: AttemptItem) -> float:
    return _recorded_mark(item) if row.mark is None else row.mark


def _recorded_mark(item: AttemptItem) -> float:
    return item.response.mark if item.response else 0.0


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, abs_tol=1e-9)


@lru_cache(maxsize=8)
def _bank_in(text: str) -> Bank | None:
    return recorded_bank(text)


@lru_cache(maxsize=256)
def _content(text: str) -> ItemContent:
    return from_json(text)
