"""What edits of a bank would do to what is recorded: whose marks, by how many, which cards.

Nothing is written. Four queries and one more for names, whatever the bank and the history:
responses that are alike, the same options chosen at the same question of the same revision, are
counted by the database and looked at once.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Select, exists, select

from quizapp.domain.bank import Bank
from quizapp.domain.bank.edits import Edit, EditClass, edits
from quizapp.domain.drills.credit import CreditRules
from quizapp.domain.drills.remarking import (
    Successor,
    Tries,
    is_widened,
    marked_tries,
    successor,
)
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.items.counterparts import is_drawn
from quizapp.models import ItemRevision, User
from quizapp.models.classrooms import learners_of_teacher
from quizapp.models.item_records import (
    alike_responses,
    attempt_counts,
    card_counts,
    names_of,
    revisions_of,
)
from quizapp.web.extensions import db


@dataclass(frozen=True)
class EditEffect:
    """An edit, and what it would do to what is recorded about its item.

    Attempts, responses and marks are those of quizzes; practice counts towards nothing. Marks
    change only by a regrade; the cards of another key are reset as soon as it is published.

    Attributes:
        edit: The edit.
        attempts: How many attempts asked the item, by whatever revision.
        responses: How many of them have a response to it.
        gains: How many responses would count more than they do now.
        losses: How many would count less.
        unsayable: Of how many it can no longer be said what they would earn.
        cards_reset: How many learners' cards of the item would start anew.
        gaining: The names of those who gain, if asked for.
        losing: The names of those who lose, if asked for.
        others_gaining: How many gain whom the asking teacher does not teach.
        others_losing: How many lose of them.

    """

    edit: Edit
    attempts: int = 0
    responses: int = 0
    gains: int = 0
    losses: int = 0
    unsayable: int = 0
    cards_reset: int = 0
    gaining: tuple[str, ...] = ()
    losing: tuple[str, ...] = ()
    others_gaining: int = 0
    others_losing: int = 0


class _Alike(NamedTuple):
    """Responses that are alike in all that marking depends on, and how many they are."""

    revision_id: int
    question: int
    chosen: str
    shown: str
    second: str | None
    is_hinted: bool
    second_try: float | None
    with_hint: float | None
    counted: float
    learner: int
    times: int


@dataclass
class _Tally:
    """The figures of one item, while they are counted."""

    responses: int = 0
    unsayable: int = 0
    gains: Counter[int] = field(default_factory=Counter)
    losses: Counter[int] = field(default_factory=Counter)


def effects(
    old: Bank, new: Bank, *, with_names: bool = False, seen_by: int | None = None
) -> tuple[EditEffect, ...]:
    """Return each edit between two versions of a bank with what it would do, in their order.

    A mark counts as gained or lost if the two versions would mark the response differently, and
    the new one differently from the mark that holds today.

    Args:
        old: The version in use.
        new: The other one.
        with_names: Whether to say who gains and who loses; one more query.
        seen_by: The teacher who asks, and is told only the names of learners in classes of theirs;
            None: all names.

    """
    made = edits(old, new)
    item_ids = {edit.item_id for edit in made}
    tallies = _tallies(old, new, item_ids, with_names=with_names)
    attempts = _counts(attempt_counts(old.id, item_ids))
    other_keys = [edit.item_id for edit in made if _is_relearnt(edit, old, new)]
    cards = _counts(card_counts(old.id, other_keys))
    names = _names(tallies.values(), seen_by) if with_names else None
    return tuple(
        _effect(edit, attempts, cards, tallies.get(edit.item_id, _Tally()), names) for edit in made
    )


def _is_relearnt(edit: Edit, old: Bank, new: Bank) -> bool:
    """Whether cards start anew: where more is accepted than before, none does."""
    if edit.edit_class is not EditClass.KEY:
        return False
    return not is_widened(old.content_of(edit.item_id), new.content_of(edit.item_id))


def has_records_of(bank_key: str) -> bool:
    """Whether anything about the bank's items has been recorded."""
    known = exists().where(ItemRevision.bank_key == bank_key)
    return bool(db.session.scalar(select(known)))


def _effect(
    edit: Edit,
    attempts: Mapping[str, int],
    cards: Mapping[str, int],
    tally: _Tally,
    names: Mapping[int, str] | None,
) -> EditEffect:
    gaining, losing = _named(tally.gains, names), _named(tally.losses, names)
    return EditEffect(
        edit=edit,
        attempts=attempts.get(edit.item_id, 0),
        responses=tally.responses,
        gains=tally.gains.total(),
        losses=tally.losses.total(),
        unsayable=tally.unsayable,
        cards_reset=cards.get(edit.item_id, 0),
        gaining=gaining,
        losing=losing,
        others_gaining=0 if names is None else len(tally.gains.keys() - names.keys()),
        others_losing=0 if names is None else len(tally.losses.keys() - names.keys()),
    )


def _named(learners: Collection[int], names: Mapping[int, str] | None) -> tuple[str, ...]:
    return tuple(sorted(names[each] for each in learners if each in names)) if names else ()


def _names(tallies: Collection[_Tally], seen_by: int | None) -> dict[int, str]:
    """The names of all who would gain or lose and whom the teacher may see, by id."""
    learners = {learner for tally in tallies for learner in (*tally.gains, *tally.losses)}
    query = names_of(learners)
    if seen_by is not None:
        query = query.where(User.id.in_(learners_of_teacher(seen_by).with_only_columns(User.id)))
    return dict(db.session.execute(query).all())


def _tallies(
    old: Bank, new: Bank, item_ids: Collection[str], *, with_names: bool
) -> dict[str, _Tally]:
    revisions = {
        revision_id: (item_key, from_json(content))
        for revision_id, item_key, content in db.session.execute(revisions_of(old.id, item_ids))
        if item_key in item_ids
    }
    drawn = [at for at, (_, content) in revisions.items() if _draws(content)]
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    rows = db.session.execute(alike_responses(old.id, item_ids, drawn, by_learner=with_names))
    asked = groupby(map(_Alike._make, rows), key=lambda alike: (alike.revision_id, alike.question))
    for (revision_id, question), responses in asked:
        if revision_id in revisions:
            item_id, content = revisions[revision_id]
            successors = [_successor(content, question, bank, item_id) for bank in (old, new)]
            for alike in responses:
                counts = [_credit(alike, content, successor) for successor in successors]
                _count(tallies[item_id], alike, *counts)
    return tallies


def _successor(content: ItemContent, question: int, bank: Bank, item_id: str) -> Successor | None:
    """What the question has become in the bank, None if it is not there."""
    if item_id not in bank.items:
        return None
    return successor(content, bank.content_of(item_id), question)


def _credit(alike: _Alike, content: ItemContent, became: Successor | None) -> float | None:
    """What a response counts if its tries are marked by this; None where it cannot be said."""
    second = None if alike.second is None else json.loads(alike.second)
    tries = Tries(json.loads(alike.chosen), second, alike.is_hinted)
    rules = CreditRules.of(alike.second_try, alike.with_hint)
    _, counted = marked_tries(tries, rules, lambda chosen: _mark(alike, content, became, chosen))
    return counted


def _mark(
    alike: _Alike, content: ItemContent, became: Successor | None, chosen: Collection[str]
) -> float | None:
    if not chosen or became is None:
        return None if chosen else 0.0
    options = content.questions[alike.question].options
    return became.mark(json.loads(alike.shown or "[]") or [each.id for each in options], chosen)


def _count(tally: _Tally, alike: _Alike, before: float | None, after: float | None) -> None:
    tally.responses += alike.times
    if before == after:
        return
    if after is None:
        tally.unsayable += alike.times
    elif after > alike.counted:
        tally.gains[alike.learner] += alike.times
    elif after < alike.counted:
        tally.losses[alike.learner] += alike.times


def _draws(content: ItemContent) -> bool:
    """Whether two learners may have seen different options of the item."""
    return any(is_drawn(question) for question in content.questions)


def _counts(query: Select[str, int]) -> dict[str, int]:
    return dict(db.session.execute(query).all())
