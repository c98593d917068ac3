"""Every mark and score worked out again from what was recorded, and held against what is shown.

What was recorded on the day must follow from the bank's revision, the seed and the responses; what
regrades decided since, from their rules and from the marks that held before.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from quizapp.assignments.pairs import forms_of
from quizapp.banks.revisions import recorded_bank
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import chosen_items, has_drawn, is_drawn
from quizapp.domain.drills.credit import credit
from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import arrange, asked_question
from quizapp.domain.items.content import Question
from quizapp.domain.parallel_forms import items_of_form
from quizapp.models import (
    Assignment,
    Attempt,
    AttemptItem,
    BankRevision,
    Regrade,
    Response,
)
from quizapp.models.attempts import AttemptKind
from quizapp.regrades.verifying_regrades import (
    Regrades,
    Wrong,
    content_in,
    is_same,
    wrong_regraded_marks,
    wrong_regraded_scores,
)
from quizapp.web.extensions import db

BATCH = 200


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


def _discrepancies(attempt: Attempt, regrades: Regrades) -> Iterator[Discrepancy]:
    items = attempt.items
    wrong_at: list[tuple[int | None, Iterable[Wrong]]] = [
        (None, _wrong_choice(attempt)),
        *((item.position, _wrong_item(attempt, item)) for item in items),
        (None, _wrong_score(attempt)),
        *((item.position, wrong_regraded_marks(attempt, item, regrades)) for item in items),
        (None, wrong_regraded_scores(attempt)),
    ]
    for position, wrong in wrong_at:
        for what, recorded, derived in wrong:
            yield Discrepancy(attempt.public_id, position, what, recorded, derived)


def _wrong_choice(attempt: Attempt) -> Iterator[Wrong]:
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
    if not _are_as_derived(recorded, derived, is_listed=_is_as_listed(attempt, quiz)):
        yield "items", recorded, derived


def _is_as_listed(attempt: Attempt, quiz: Quiz) -> bool:
    return quiz.order == "as-listed" and attempt.form is None


def _are_as_derived(recorded: Sequence[str], derived: Sequence[str], *, is_listed: bool) -> bool:
    """Whether these items were asked, in any order where they were shuffled.

    What they tell of one another had a say in that order, by the rule of the day; each item's
    place is held by the order of its options, which follows from it.
    """
    return recorded == derived if is_listed else sorted(recorded) == sorted(derived)


def _derived_items(bank: Bank, attempt: Attempt) -> tuple[str, ...]:
    """The items that follow from the seed: of the pair's form, or of the quiz as a whole."""
    pair = attempt.assignment.pair if attempt.assignment else None
    if pair is not None and attempt.form is not None:
        return items_of_form(bank, forms_of(pair).of(attempt.form), attempt.seed)
    dice = random.Random(attempt.seed)  # noqa: S311  the attempt's own, reproducible
    return chosen_items(bank, bank.quizzes[attempt.quiz_key], dice)


def _wrong_item(attempt: Attempt, item: AttemptItem) -> Iterator[Wrong]:
    content = content_in(item.revision.content)
    derived = arrange(content, attempt.seed, item.position)
    if item.prompt_order is None:  # begun when prompts stood in one order for everybody
        derived = replace(derived, prompt_ids=())
    if derived != item.arrangement:
        yield "order", item.arrangement, derived
    if item.response is not None:
        yield from _wrong_response(attempt, item.response, asked_question(content, derived))


def _wrong_response(attempt: Attempt, response: Response, question: Question) -> Iterator[Wrong]:
    earned = mark(question, response.chosen)
    if not is_same(earned, response.mark):
        yield "mark", response.mark, earned
    second = response.second_chosen
    counted = credit(
        response.mark,
        None if second is None else mark(question, second),
        is_hinted=response.is_hinted,
        rules=attempt.credit_rules,
    )
    if not is_same(counted, response.counted):
        yield "credit", response.counted, counted


def _wrong_score(attempt: Attempt) -> Iterator[Wrong]:
    if not attempt.is_finished:
        return
    total = sum(each.response.counted for each in attempt.items if each.response)
    if not is_same(total, attempt.score or 0.0):
        yield "score", attempt.score, total
    maximum = MAX_MARK * len(attempt.items)
    if maximum != attempt.max_score:
        yield "maximum", attempt.max_score, maximum


@lru_cache(maxsize=8)
def _bank_in(text: str) -> Bank | None:
    return recorded_bank(text)
