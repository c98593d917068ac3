"""Every score worked out again from what was recorded, and held against what is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isclose

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.assignments.pairs import forms_of
from quizapp.banks.revisions import recorded_bank
from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import chosen_items
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import arrange, asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.parallel_forms import items_of_form
from quizapp.models import Assignment, Attempt, AttemptItem, BankRevision
from quizapp.models.attempts import AttemptKind
from quizapp.regrades.verifying_regrades import (
    Regrades,
    all_regrades,
    wrong_regraded_marks,
    wrong_regraded_scores,
)
from quizapp.web.extensions import db

BATCH = 200


@dataclass(frozen=True)
class Discrepancy:
    """Something recorded that does not follow from the bank revision, seed and responses."""

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


def verify_scores() -> Verification:
    """Re-derive the items, the order shown, the marks and the score of every attempt.

    What regrades decided is re-derived as well: each mark from its rule, each score from the
    marks that hold.
    """
    discrepancies: list[Discrepancy] = []
    count = 0
    query = (
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
    regrades = all_regrades()
    for attempt in db.session.scalars(query):
        count += 1
        discrepancies.extend(_discrepancies(attempt, regrades))
    return Verification(count, discrepancies)


def _discrepancies(attempt: Attempt, regrades: Regrades) -> Iterator[Discrepancy]:
    yield from _wrong_choice(attempt)
    for item in attempt.items:
        yield from _wrong_item(attempt, item)
    if attempt.is_finished:
        total = sum(item.response.mark for item in attempt.items if item.response)
        if not isclose(total, attempt.score or 0.0, abs_tol=1e-9):
            yield Discrepancy(attempt.public_id, None, "score", attempt.score, total)
        maximum = MAX_MARK * len(attempt.items)
        if maximum != attempt.max_score:
            yield Discrepancy(attempt.public_id, None, "maximum", attempt.max_score, maximum)
    for item in attempt.items:
        for what, recorded, derived in wrong_regraded_marks(attempt, item, regrades):
            yield Discrepancy(attempt.public_id, item.position, what, recorded, derived)
    for what, recorded, derived in wrong_regraded_scores(attempt):
        yield Discrepancy(attempt.public_id, None, what, recorded, derived)


def _wrong_choice(attempt: Attempt) -> Iterator[Discrepancy]:
    """Practice asks what was missed, so only a quiz's items follow from its seed."""
    if attempt.kind != AttemptKind.QUIZ:
        return
    bank = _bank_of(attempt.bank_revision_id)
    recorded = tuple(item.item_key for item in attempt.items)
    if bank is None or attempt.quiz_key not in bank.quizzes:
        yield Discrepancy(attempt.public_id, None, "bank revision", recorded, None)
        return
    derived = _derived_items(bank, attempt)
    if recorded != derived:
        yield Discrepancy(attempt.public_id, None, "items", recorded, derived)


def _derived_items(bank: Bank, attempt: Attempt) -> tuple[str, ...]:
    """The items that follow from the seed: of the pair's form, or of the quiz as a whole."""
    pair = attempt.assignment.pair if attempt.assignment else None
    if pair is not None and attempt.form is not None:
        return items_of_form(bank, forms_of(pair).of(attempt.form), attempt.seed)
    dice = random.Random(attempt.seed)  # noqa: S311  the attempt's own, reproducible
    return chosen_items(bank, bank.quizzes[attempt.quiz_key], dice)


def _wrong_item(attempt: Attempt, item: AttemptItem) -> Iterator[Discrepancy]:
    content = from_json(item.revision.content)
    derived = arrange(content, attempt.seed, item.position)
    if derived != item.arrangement:
        yield Discrepancy(attempt.public_id, item.position, "order", item.arrangement, derived)
    if item.response is not None:
        earned = mark(asked_question(content, item.arrangement), item.response.chosen)
        if not isclose(earned, item.response.mark, abs_tol=1e-9):
            yield Discrepancy(attempt.public_id, item.position, "mark", item.response.mark, earned)


def _bank_of(revision_id: int) -> Bank | None:
    return _bank_in(db.session.get_one(BankRevision, revision_id).text)


@lru_cache(maxsize=8)
def _bank_in(text: str) -> Bank | None:
    return recorded_bank(text)
