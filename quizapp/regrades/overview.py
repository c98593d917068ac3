"""What the pages about regrades show: which marks differ today, and what things are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from quizapp.domain.bank import Bank
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.regrading import StaleItem
from quizapp.models import Attempt, AttemptItem, ItemRevision
from quizapp.models.attempts import AttemptKind
from quizapp.regrades.dry_runs import stale_items
from quizapp.regrades.history import RegradeEvent, regrade_history
from quizapp.web.extensions import db


@dataclass(frozen=True)
class RegradeNames:
    """What each item asks first, by its id, and the titles of quizzes, by theirs."""

    stems: Mapping[str, str]
    quizzes: Mapping[str, str]


@dataclass(frozen=True)
class RegradesOverview:
    """How a bank's recorded marks compare with the bank as it is today.

    Attributes:
        regradable: Items whose marks a regrade would change.
        unsayable: Items of which it can only be said that they cannot be marked any more.
        stale_quizzes: The id and title of each quiz that asked one of either.
        asked: The ids of all items that were asked in quizzes.
        events: The regrades so far, newest first.
        names: What the items and quizzes are called.
    """

    regradable: tuple[StaleItem, ...]
    unsayable: tuple[StaleItem, ...]
    stale_quizzes: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]
    events: tuple[RegradeEvent, ...]
    names: RegradeNames


def regrades_overview(bank: Bank) -> RegradesOverview:
    """Everything about a bank's recorded marks. A constant number of queries."""
    stale, events, asked = stale_items(bank), regrade_history(bank.id), _asked_items(bank.id)
    named = {item.item_key for item in stale} | {event.item_key for event in events} | set(asked)
    return RegradesOverview(
        regradable=tuple(item for item in stale if item.is_regradable),
        unsayable=tuple(item for item in stale if not item.is_regradable),
        stale_quizzes=tuple(dict.fromkeys(quiz for item in stale for quiz in item.quizzes)),
        asked=tuple(asked),
        events=tuple(events),
        names=regrade_names(bank, named),
    )


def regrade_names(bank: Bank, item_keys: Collection[str]) -> RegradeNames:
    """What the bank's quizzes and these items of it are called. At most two queries."""
    return RegradeNames(_item_stems(bank, item_keys), _taken_quizzes(bank.id))


def _asked_items(bank_key: str) -> list[str]:
    """The items that attempts which count have asked, in alphabetical order."""
    return list(
        db.session.scalars(
            select(AttemptItem.item_key)
            .join(Attempt)
            .where(Attempt.bank_key == bank_key, Attempt.kind == AttemptKind.QUIZ)
            .distinct()
            .order_by(AttemptItem.item_key)
        )
    )


def _taken_quizzes(bank_key: str) -> dict[str, str]:
    """The quizzes that were begun, with their titles, as they were last taken."""
    rows = db.session.execute(
        select(Attempt.quiz_key, Attempt.quiz_title)
        .where(Attempt.bank_key == bank_key, Attempt.kind == AttemptKind.QUIZ)
        .group_by(Attempt.quiz_key, Attempt.quiz_title)
        .order_by(func.max(Attempt.id))
    )
    return {row.quiz_key: row.quiz_title for row in rows}


def _item_stems(bank: Bank, item_keys: Collection[str]) -> dict[str, str]:
    """What each item asks first: by the bank, or as last recorded if it has left the bank."""
    gone = [key for key in item_keys if key not in bank.items]
    stems = {key: _stem(bank.content_of(key)) for key in item_keys if key in bank.items}
    if gone:
        revisions = db.session.scalars(
            select(ItemRevision)
            .where(ItemRevision.bank_key == bank.id, ItemRevision.item_key.in_(gone))
            .order_by(ItemRevision.id)
        )
        stems |= {row.item_key: _stem(from_json(row.content)) for row in revisions}
    return {key: stems.get(key) or key for key in item_keys}


def _stem(content: ItemContent) -> str:
    return content.questions[0].stem if content.questions else ""
