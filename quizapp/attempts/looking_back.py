"""Attempts looked back on, by the learner or by a teacher: as they were, with today's marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from math import isclose
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, select
from sqlalchemy.orm import joinedload

from quizapp.domain.assignments import ended_at
from quizapp.domain.drills.looking_back import (
    LookBack,
    RecordedResponse,
    Regraded,
    corrected_keys,
    look_back,
)
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.remarking import remark
from quizapp.domain.drills.words import OWN, Words
from quizapp.domain.items.content import from_json
from quizapp.domain.regrading import RegradeRule
from quizapp.models import Attempt, AttemptItem, Regrade, RegradedMark
from quizapp.models.attempt_summaries import summarised
from quizapp.models.attempts import is_practice
from quizapp.models.base import BIG_KEY
from quizapp.models.regrades import standing_marks
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AttemptSummary:
    """An attempt in a list. `share` is score / maximum, of the responses so far."""

    id: str
    bank_id: str
    quiz_id: str
    quiz_title: str
    is_practice: bool
    is_assigned: bool
    feedback_mode: str
    answered: int
    total: int
    score: float
    max_score: float
    started_at: datetime
    finished_at: datetime | None

    @property
    def share(self) -> float:
        """The score as a share of the maximum, from 0 to 1."""
        return self.score / self.max_score


@dataclass(frozen=True)
class TopicScore:
    """The part of a score that one topic gave."""

    title: str
    score: float
    max_score: float

    @property
    def share(self) -> float:
        """The score as a share of the maximum, from 0 to 1."""
        return self.score / self.max_score


def summaries(query: Select[Attempt], now: datetime) -> list[AttemptSummary]:
    """The attempts that `query` finds, in its order. One query, however many they are."""
    return [_summary(row, now) for row in db.session.execute(summarised(query))]


def own_summaries(
    statement: Select[*tuple[Any, ...]], now: datetime, asked_about: Mapping[str, Any]
) -> list[AttemptSummary]:
    """The same of a statement that was made by `summarised` once, with what it asks about."""
    return [_summary(row, now) for row in columns_of(db.session, statement, asked_about)]


def summary_of(attempt_id: int, now: datetime) -> AttemptSummary:
    """One attempt as in a list, by the id of its row."""
    return summaries(select(Attempt).where(Attempt.id == attempt_id), now)[0]


def look_backs(attempt_id: int, words: Words | None = None) -> list[LookBack]:
    """Every item of the attempt with its key, what was recorded, and what holds. Two queries.

    For its learner, whose `words` are given, an item stands in those that it was answered in. For
    others it stands in the bank's own, and beside them in those that its learner read.
    """
    return _look_backs(attempt_id, words, of_one=False)


def item_look_back(attempt_item_id: int, words: Words | None = None) -> LookBack:
    """One item of an attempt, as in `look_backs`. Two queries."""
    return _look_backs(attempt_item_id, words, of_one=True)[0]


def topic_scores(looks: Iterable[LookBack]) -> list[TopicScore]:
    """Scores by topic, in alphabetical order."""
    by_topic = groupby(sorted(looks, key=_topic), key=_topic)
    return [_topic_score(topic, list(group)) for topic, group in by_topic]


def missed_count(looks: Iterable[LookBack]) -> int:
    """How many items were not right at the first try."""
    return sum(look.mark < MAX_MARK for look in looks)


def _look_backs(row_id: int, words: Words | None, *, of_one: bool) -> list[LookBack]:
    """Those of one item of an attempt, or of all items, by the id of the row."""
    asked_about = {"row_id": row_id}
    items = db.session.execute(_items(of_one=of_one), asked_about).all()
    marks = db.session.scalars(_marks(of_one=of_one), asked_about)
    standing = {row.attempt_item_id: row for row in marks}
    return [_look_back(item, total, standing.get(item.id), words) for item, total in items]


@cache
def _items(*, of_one: bool) -> Select[AttemptItem, int]:
    """The attempt's items, in their order, each with how many there are."""
    return (
        select(AttemptItem, Attempt.item_count)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .options(joinedload(AttemptItem.revision), joinedload(AttemptItem.response))
        .where(_is_asked(of_one=of_one))
        .order_by(AttemptItem.position)
    )


@cache
def _marks(*, of_one: bool) -> Select[RegradedMark]:
    """The marks of regrades of these items; the last of an item is what holds."""
    return (
        standing_marks()
        .join(AttemptItem, RegradedMark.attempt_item_id == AttemptItem.id)
        .options(joinedload(RegradedMark.regrade).joinedload(Regrade.item_revision))
        .where(_is_asked(of_one=of_one))
    )


def _is_asked(*, of_one: bool) -> ColumnElement[bool]:
    column = AttemptItem.id if of_one else AttemptItem.attempt_id
    return column == bindparam("row_id", type_=BIG_KEY)


def _look_back(
    item: AttemptItem, total: int, standing: RegradedMark | None, words: Words | None
) -> LookBack:
    """Built from the item's revision alone, whatever the bank says today."""
    return look_back(
        from_json(item.revision.content),
        item.arrangement,
        position=item.position,
        total=total,
        response=_recorded(item),
        regraded=_regraded(item, standing) if standing else None,
        shown_in=_version_read(item, words) if words else None,
        words=words or Words(_version_read(item, OWN)),
    )


def _version_read(item: AttemptItem, words: Words) -> str | None:
    """The version in which an item was answered; without a response, the one that was chosen."""
    return item.response.version if item.response else words.version


def _recorded(item: AttemptItem) -> RecordedResponse | None:
    response = item.response
    if response is None:
        return None
    return RecordedResponse(
        chosen=response.chosen,
        mark=response.mark,
        is_unknown=response.is_unknown,
        confidence=response.confidence,
        second_chosen=response.second_chosen,
        credit=response.credit,
    )


def _regraded(item: AttemptItem, standing: RegradedMark) -> Regraded | None:
    """Why the mark is another one now; None where the regrade only confirmed it."""
    mark, counts = standing.mark, standing.counted
    if mark is None or counts is None:
        return None
    recorded = item.response.counted if item.response else 0.0
    if isclose(counts, recorded, abs_tol=1e-9):
        return None
    event = standing.regrade
    return Regraded(
        mark=mark,
        credit=counts,
        recorded_credit=recorded,
        made_at=event.made_at,
        rule=RegradeRule(event.rule),
        keys=_corrected_keys(item, event),
        note=event.note,
        reason=event.reason,
        is_second_right=_is_second_right(item, event),
    )


def _is_second_right(item: AttemptItem, event: Regrade) -> bool:
    """Whether the second try is right by the question that the regrade marked by."""
    if item.response is None or item.response.second_chosen is None or event.item_revision is None:
        return False
    asked, corrected = item.revision.content, event.item_revision.content
    second = item.response.second_chosen
    mark = remark(from_json(asked), from_json(corrected), item.arrangement, second)
    return mark is not None and mark >= MAX_MARK


def _corrected_keys(item: AttemptItem, event: Regrade) -> tuple[str, ...]:
    if event.item_revision is None:
        return ()
    asked, corrected = item.revision.content, event.item_revision.content
    return corrected_keys(from_json(asked), from_json(corrected), item.arrangement)


def _summary(row: Row[*tuple[Any, ...]], now: datetime) -> AttemptSummary:
    return AttemptSummary(
        id=row.public_id,
        bank_id=row.bank_key,
        quiz_id=row.quiz_key,
        quiz_title=row.quiz_title,
        is_practice=is_practice(row.kind),
        is_assigned=row.assignment_id is not None,
        feedback_mode=row.feedback_mode,
        answered=row.answered,
        total=row.item_count,
        score=row.earned if row.score is None else row.score,
        max_score=row.max_score or MAX_MARK * row.item_count,
        started_at=row.started_at,
        finished_at=ended_at(row.finished_at, row.deadline_at, now),
    )


def _topic(look: LookBack) -> str:
    return look.topic


def _topic_score(topic: str, looks: Sequence[LookBack]) -> TopicScore:
    counted = sum(look.credit for look in looks)
    return TopicScore(topic, counted, sum(look.max_mark for look in looks))
