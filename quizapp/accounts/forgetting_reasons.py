"""Forgetting what teachers wrote about somebody when they decided marks anew.

Most reasons are about a question and stay: they tell everybody else why a mark is another one. One
goes as a whole where it names the learner, or where it can be about nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from quizapp.domain.names_in_texts import is_named, is_named_in_part
from quizapp.models import Attempt, AttemptItem, Regrade, RegradedMark
from quizapp.web.database import Transaction

Names = Sequence[str | None]


def forget_reasons(tx: Transaction, user_id: int, names: Names) -> None:
    """Take away reasons of regrades, and words to learners, that tell of somebody.

    Those that decided marks of this learner alone lose both. In others that did, a part of the
    name is enough; in all the rest it has to be the whole name.
    """
    touching = _learners_by_regrade(tx, user_id)
    for regrade in tx.scalars(select(Regrade)):
        learners = touching.get(regrade.id, 0)
        if _tells_of(regrade.reason, names, learners):
            regrade.reason = ""
        if regrade.note and _tells_of(regrade.note, names, learners):
            regrade.note = None


def _tells_of(text: str, names: Names, learners: int) -> bool:
    """Whether a text is about the one who is forgotten; `learners` are those whose marks it is of.

    Nought: none of theirs was among them.
    """
    if learners == 1:
        return True
    return is_named_in_part(text, names) if learners else is_named(text, names)


def _learners_by_regrade(tx: Transaction, user_id: int) -> dict[int, int]:
    """How many learners' marks each regrade has decided, of those that decided this one's."""
    theirs = (
        select(RegradedMark.regrade_id)
        .join(AttemptItem, AttemptItem.id == RegradedMark.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.user_id == user_id)
    )
    counted = (
        select(RegradedMark.regrade_id, func.count(Attempt.user_id.distinct()))
        .join(AttemptItem, AttemptItem.id == RegradedMark.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(RegradedMark.regrade_id.in_(theirs))
        .group_by(RegradedMark.regrade_id)
    )
    return {regrade_id: int(learners) for regrade_id, learners in tx.execute(counted)}
