"""Answers to items that were marked by another key than today's, counted by the database."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, Text, case, cast, exists, func, select

from quizapp.domain.regrading import RegradeRule
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.banks import ItemRevision
from quizapp.models.classrooms import Enrolment
from quizapp.models.marks_that_hold import current_credit
from quizapp.models.regrades import Regrade, is_standing, standing_rule


def revisions_by_marking(bank_keys: Collection[str]) -> Select[int, str, str, str]:
    """Id, bank, item and marking hash of all revisions of the banks' items."""
    return select(
        ItemRevision.id, ItemRevision.bank_key, ItemRevision.item_key, ItemRevision.marking_hash
    ).where(ItemRevision.bank_key.in_(bank_keys))


def newest_standing(bank_keys: Collection[str]) -> Select[str, str, str, str]:
    """Bank, item, rule and marking hash of the regrades that stand, the newest last."""
    return (
        select(Regrade.bank_key, Regrade.item_key, Regrade.rule, ItemRevision.marking_hash)
        .outerjoin(ItemRevision, Regrade.item_revision_id == ItemRevision.id)
        .where(Regrade.bank_key.in_(bank_keys), is_standing())
        .order_by(Regrade.id)
    )


def leaving(bank_key: str, item_key: str, revision_id: int) -> Select[Regrade]:
    """The event that left an item's marks beside this revision, if it still stands."""
    return select(Regrade).where(
        Regrade.bank_key == bank_key,
        Regrade.item_key == item_key,
        Regrade.rule == RegradeRule.LEAVE,
        Regrade.item_revision_id == revision_id,
        is_standing(),
    )


def alike_answers(
    revision_ids: Collection[int], drawn: Collection[int], classroom_id: int
) -> Select[*tuple[Any, ...]]:
    """Answers in quizzes by all that their marks depend on, how many there are, and how many here.

    Those to which a second try may still come are left out. "Here" is of learners in the class.

    Args:
        revision_ids: The revisions by which they were asked.
        drawn: Those of which two learners may have seen different options: the options shown are
            told as well, otherwise "".
        classroom_id: The class.
    """
    is_here = exists().where(
        Enrolment.user_id == Attempt.user_id,
        Enrolment.classroom_id == classroom_id,
        Enrolment.left_at.is_(None),
    )
    answers = (
        select(
            AttemptItem.item_revision_id.label("revision_id"),
            AttemptItem.question,
            cast(Response.chosen, Text).label("chosen"),
            case(
                (AttemptItem.item_revision_id.in_(drawn), cast(AttemptItem.option_order, Text)),
                else_="",
            ).label("shown"),
            cast(Response.second_chosen, Text).label("second"),
            Response.is_hinted,
            Attempt.second_try,
            Attempt.with_hint,
            current_credit.label("counted"),
            standing_rule(AttemptItem.id).label("standing"),
            case((is_here, 1), else_=0).label("is_here"),
        )
        .join(Response, Response.attempt_item_id == AttemptItem.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(
            AttemptItem.item_revision_id.in_(revision_ids),
            Attempt.kind == AttemptKind.QUIZ,
            ~Response.awaits_second | Attempt.finished_at.is_not(None),
        )
        .subquery()
    )
    groups = [column for column in answers.c if column.name != "is_here"]
    here = cast(func.sum(answers.c.is_here), Integer).label("here")
    return select(*groups, func.count().label("times"), here).group_by(*groups)
