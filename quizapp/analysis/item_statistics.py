"""What learners made of one item: the figures that stand beside it while it is edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select

from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.item_analysis import (
    FEWEST,
    Item,
    ItemFigures,
    ResponseMatrix,
    VerdictKind,
    analysis,
)
from quizapp.domain.items import ItemContent, Question
from quizapp.models import Attempt, AttemptItem, ItemRevision, Response, User
from quizapp.models.attempts import AttemptKind, current_mark, current_score
from quizapp.models.people import Role
from quizapp.web.extensions import db

_SELF, _REST = "item", "rest"


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
        better_rival: The wrong option that the strongest third chose more often than the key.
        fewest: The number of learners below which figures would mislead.
    """

    n: int
    others: int
    figures: ItemFigures | None = None
    shares: tuple[Share, ...] = ()
    better_rival: str | None = None
    fewest: int = FEWEST


def item_statistics(bank_key: str, content: ItemContent) -> ItemStatistics:
    """The figures of an item as it is marked now. One query, whatever the history."""
    wanted = marking_hash(content)
    rows = db.session.execute(_first_responses(bank_key, content.item_id)).all()
    alike = [row for row in rows if row.marking_hash == wanted]
    n, others = len(alike), len(rows) - len(alike)
    if n < FEWEST:
        return ItemStatistics(n, others)
    question = content.questions[0] if len(content.questions) == 1 else None
    figures = analysis(_matrix(alike, question), "leave-out").items[0]
    texts = {option.id: option.text for option in question.options} if question else {}
    return ItemStatistics(
        n, others, figures, _shares(figures, texts), _better_rival(figures, texts)
    )


def _first_responses(bank_key: str, item_key: str) -> Select[int, float, list[str], float, str]:
    """Each learner's first finished attempt that asked the item; nothing chosen is a mark of 0.

    The score on the other items is a share, as quizzes differ in length.
    """
    rest = func.coalesce(current_score, 0.0) - current_mark
    of_learner = func.row_number().over(partition_by=Attempt.user_id, order_by=Attempt.id)
    ranked = (
        select(
            Attempt.user_id,
            current_mark.label("mark"),
            Response.chosen,
            (rest / func.nullif(Attempt.max_score - 1.0, 0.0)).label("rest"),
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
    columns = ranked.c
    return select(
        columns.user_id, columns.mark, columns.chosen, columns.rest, columns.marking_hash
    ).where(columns.rank == 1)


def _matrix(
    rows: Sequence[Row[int, float, list[str], float, str]], question: Question | None
) -> ResponseMatrix:
    """The item, and the share on all other items as if it were a second one."""
    marks = tuple(float(row.mark) for row in rows)
    chosen = tuple(frozenset(row.chosen or ()) for row in rows)
    item = Item(_SELF, marks)
    if question is not None:
        options = question.options
        item = Item(
            _SELF,
            marks,
            chosen=chosen,
            keys=frozenset(option.id for option in options if option.is_key),
            options=tuple(option.id for option in options),
            mode=question.mode,
        )
    rests = tuple(None if row.rest is None else min(1.0, max(0.0, row.rest)) for row in rows)
    return ResponseMatrix(tuple(str(row.user_id) for row in rows), (item, Item(_REST, rests)))


def _shares(figures: ItemFigures, texts: Mapping[str, str]) -> tuple[Share, ...]:
    """The use of each option by its text."""
    return tuple(
        Share(texts[use.option], use.is_key, use.count, use.share or 0.0)
        for use in figures.options
        if use.option in texts
    )


def _better_rival(figures: ItemFigures, texts: Mapping[str, str]) -> str | None:
    """The text of the option that speaks against the key, if one does."""
    rivals = (each.options[0] for each in figures.verdicts if each.kind is VerdictKind.CHECK_KEY)
    return texts.get(next(rivals, ""))
