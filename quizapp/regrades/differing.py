"""Which published corrections have marks that differ, for a line on a class's desk.

Where nothing was corrected it costs two queries over revisions and regrades, and no marks are
looked at; otherwise two more, whatever the class and the history.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from quizapp.domain.bank import Bank
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.drills.credit import CreditRules
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.drills.remarking import Tries, remarked_tries
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.items.counterparts import is_drawn
from quizapp.domain.regrading import RegradeRule, is_settled
from quizapp.models import ItemRevision
from quizapp.models.differing_marks import alike_answers, newest_standing, revisions_by_marking
from quizapp.web.extensions import db

_TINY = 1e-9
OfItem = tuple[str, str]
"""The ids of a bank and of an item in it."""


@dataclass(frozen=True)
class DifferingMarks:
    """A question whose recorded marks are not those of its corrected key.

    Attributes:
        bank_id: Its bank.
        item_id: Its id.
        stem: What it asks.
        gains: How many marks would rise, in all classes, as the dry run says.
        losses: How many would fall.
        here: How many of both are marks of learners in the class.
    """

    bank_id: str
    item_id: str
    stem: str
    gains: int
    losses: int
    here: int

    @property
    def count(self) -> int:
        """How many marks differ."""
        return self.gains + self.losses


def differing_marks(classroom_id: int, banks: Sequence[Bank]) -> list[DifferingMarks]:
    """The questions with marks that differ, of this class among others; most marks first.

    Left out is what somebody has looked at and left as it is, by the key of today.
    """
    by_id = {bank.id: bank for bank in banks}
    today = {bank.id: _markings(bank) for bank in banks}
    wanted = _corrected_revisions(by_id.keys(), today)
    if not wanted:
        return []
    contents = _contents(wanted)
    tallies: dict[OfItem, list[int]] = {}
    drawn = [at for at, content in contents.items() if any(map(is_drawn, content.questions))]
    for row in db.session.execute(alike_answers(list(wanted), drawn, classroom_id)):
        bank_id, item_id = wanted[row.revision_id]
        gain = _gain(row, contents[row.revision_id], by_id[bank_id].content_of(item_id))
        if gain and not is_settled(row.standing, gain):
            tally = tallies.setdefault((bank_id, item_id), [0, 0, 0])
            tally[0 if gain > 0 else 1] += row.times
            tally[2] += row.here
    found = [
        DifferingMarks(bank_id, item_id, _stem(by_id[bank_id], item_id), *tally)
        for (bank_id, item_id), tally in tallies.items()
        if tally[2]
    ]
    return sorted(found, key=lambda each: (-each.count, each.bank_id, each.item_id))


def _corrected_revisions(
    bank_ids: Collection[str], today: Mapping[str, Mapping[str, str]]
) -> dict[int, OfItem]:
    """The revisions of items that were once marked by another key, or were regraded."""
    revisions = db.session.execute(revisions_by_marking(bank_ids)).all()
    standing = {
        (bank_id, item_id): (rule, hashed)
        for bank_id, item_id, rule, hashed in db.session.execute(newest_standing(bank_ids))
    }
    known = [each for each in revisions if each.item_key in today[each.bank_key]]
    corrected = {
        (each.bank_key, each.item_key)
        for each in known
        if each.marking_hash != today[each.bank_key][each.item_key]
    }
    left = {
        at
        for at, (rule, hashed) in standing.items()
        if rule == RegradeRule.LEAVE and hashed == today[at[0]].get(at[1])
    }
    wanted = (corrected | standing.keys()) - left
    return {
        each.id: (each.bank_key, each.item_key)
        for each in known
        if (each.bank_key, each.item_key) in wanted
    }


def _contents(revision_ids: Collection[int]) -> dict[int, ItemContent]:
    query = select(ItemRevision.id, ItemRevision.content).where(ItemRevision.id.in_(revision_ids))
    return {row.id: from_json(row.content) for row in db.session.execute(query)}


def _gain(row: Row[*tuple[Any, ...]], then: ItemContent, now: ItemContent) -> float:
    """By how much an answer would count more by today's key; nought where nobody can say."""
    second = None if row.second is None else json.loads(row.second)
    tries = Tries(json.loads(row.chosen), second, row.is_hinted)
    options = then.questions[row.question].options
    shown = json.loads(row.shown) if row.shown else [option.id for option in options]
    arrangement = Arrangement(row.question, tuple(shown))
    rules = CreditRules.of(row.second_try, row.with_hint)
    _, counts = remarked_tries(then, now, arrangement, tries, rules)
    gain = 0.0 if counts is None else counts - row.counted
    return gain if abs(gain) > _TINY else 0.0


def _stem(bank: Bank, item_id: str) -> str:
    questions = bank.content_of(item_id).questions
    return questions[0].stem if questions else ""


def _markings(bank: Bank) -> dict[str, str]:
    return {item_id: marking_hash(bank.content_of(item_id)) for item_id in bank.items}
