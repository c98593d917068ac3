"""What learners made of one item: the figures that stand beside it while it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select

from quizapp.analysis.item_columns import tallied_item
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.drills.sequences import counted_parts
from quizapp.domain.drills.typed import typed_groups
from quizapp.domain.item_analysis import (
    FEWEST,
    Choice,
    ItemFigures,
    OptionUse,
    Reason,
    Tally,
    Verdict,
    VerdictKind,
    item_figures,
)
from quizapp.domain.items import ItemContent, Option, Question
from quizapp.models import Attempt, AttemptItem, ItemRevision, Response, User
from quizapp.models.attempts import AttemptKind
from quizapp.models.marks_that_hold import current_credit, current_mark, current_score
from quizapp.models.people import Role
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Share:
    """How often an option was chosen, as a share of those who were asked."""

    text: str
    is_key: bool
    count: int
    share: float


@dataclass(frozen=True)
class ItemStatistics:
    """The figures of an item, over each learner's first finished attempt that asked it.

    Attributes:
        n: Learners whose response was marked as the item is marked now.
        others: Learners whose first response was marked otherwise: before an edit of the options.
        figures: Facility, interval, item-rest correlation and remarks; None below `fewest`.
        shares: The use of each option; empty below `fewest`, and for items asked in several ways.
        check_key: What speaks against the key, with the texts of the options it names, if anything.
        fewest: The number of learners below which figures would mislead.
    """

    n: int
    others: int
    figures: ItemFigures | None = None
    shares: tuple[Share, ...] = ()
    check_key: tuple[Verdict, Mapping[str, str]] | None = None
    fewest: int = FEWEST


def item_statistics(bank_key: str, content: ItemContent) -> ItemStatistics:
    """The figures of an item as it is marked now. One query, whatever the history."""
    wanted = marking_hash(content)
    rows = db.session.execute(_first_responses(bank_key, content.item_id)).all()
    alike = [row for row in rows if row.marking_hash == wanted]
    n, others = len(alike), len(rows) - len(alike)
    question = content.questions[0] if len(content.questions) == 1 else None
    item = tallied_item(content.item_id, [_tally(row) for row in alike], question)
    figures = item_figures(item, without=Reason.NO_COMPLETE_ROWS)
    groups = _groups(question, alike)
    check_key = _check_key(figures, groups)
    if n < FEWEST:
        return ItemStatistics(n, others, check_key=check_key)
    return ItemStatistics(n, others, figures, _shares(figures, groups), check_key)


def _first_responses(bank_key: str, item_key: str) -> Select[*tuple[Any, ...]]:
    """Each learner's first finished attempt that asked the item; nothing chosen is a mark of 0."""
    of_learner = func.row_number().over(partition_by=Attempt.user_id, order_by=Attempt.id)
    ranked = (
        select(
            current_mark.label("mark"),
            current_credit.label("credit"),
            func.coalesce(current_score, 0.0).label("score"),
            Attempt.max_score,
            Response.chosen,
            ItemRevision.marking_hash,
            of_learner.label("rank"),
        )
        .select_from(AttemptItem)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(User, User.id == Attempt.user_id)
        .join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(Attempt.bank_key == bank_key, AttemptItem.item_key == item_key)
        .where(Attempt.kind == AttemptKind.QUIZ, Attempt.finished_at.is_not(None))
        .where(User.role == Role.LEARNER)
        .subquery()
    )
    return select(ranked).where(ranked.c.rank == 1)


def _tally(row: Row[*tuple[Any, ...]]) -> Tally:
    chosen = None if row.chosen is None else Choice(row.chosen)
    sequence = tuple(row.chosen or ())
    return Tally(row.mark, row.score, row.max_score, 1, chosen, row.credit, sequence)


def _groups(question: Question | None, rows: Sequence[Row[*tuple[Any, ...]]]) -> tuple[Option, ...]:
    """What answers are counted by: options; of an order, its pairs; what was typed."""
    if question is None:
        return ()
    if question.is_typed:
        return typed_groups(question, (row.chosen for row in rows if row.chosen))
    return counted_parts(question)


def _shares(figures: ItemFigures, options: Sequence[Option]) -> tuple[Share, ...]:
    """The use of each option, also of those that nobody chose."""
    uses = {use.option: use for use in figures.options}
    return tuple(_share(option, uses.get(option.id)) for option in options)


def _share(option: Option, use: OptionUse | None) -> Share:
    if use is None:
        return Share(option.text, option.is_key, 0, 0.0)
    return Share(option.text, option.is_key, use.count, use.share or 0.0)


def _check_key(
    figures: ItemFigures, options: Sequence[Option]
) -> tuple[Verdict, Mapping[str, str]] | None:
    texts = {option.id: option.text for option in options}
    verdicts = (each for each in figures.verdicts if each.kind is VerdictKind.CHECK_KEY)
    return next(((verdict, texts) for verdict in verdicts), None)
