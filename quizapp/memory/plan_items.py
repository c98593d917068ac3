"""The items of banks as a plan takes them, with what the learner's rows of each come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Row

from quizapp.domain.bank import Bank
from quizapp.domain.bank.giveaways.clues import Clues, clues_of
from quizapp.domain.bank.giveaways.tells import told_by
from quizapp.domain.bank.kept import kept_with_bank
from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.plan.candidates import Tells
from quizapp.domain.memory.plan.items import PlanItem, citation_of
from quizapp.memory.forms import forms_of
from quizapp.memory.hidden_items import ItemKey
from quizapp.models.item_records import MOST_NAMED
from quizapp.models.tracks import TRACKS_IN_BANKS, TRACKS_OF_ITEMS, track_in
from quizapp.web.database import columns_of
from quizapp.web.extensions import db

_BETWEEN = "/"  # stands in no id

MOST_PAIRS = 10_000
"""Pairs of items of which it is kept whether the one tells the other."""

MOST_SHELVES = 8
"""Ways in which banks are served together: usually one, until a bank is edited."""

MOST_CARDS_AN_ITEM, MOST_CARDS_GONE = 2, 100
"""A learner with more cards than twice the items and these is asked about each item."""


def plan_id(key: ItemKey) -> str:
    """An item by a name that is its own over all banks."""
    return _BETWEEN.join(key)


def key_of(item: PlanItem) -> ItemKey:
    """Which item of which bank a plan speaks of."""
    return ItemKey(*item.id.split(_BETWEEN, 1))


@kept_with_bank
def unasked_items(bank: Bank) -> Mapping[ItemKey, PlanItem]:
    """The items of a bank, as they are for somebody who was asked none of them."""
    return {ItemKey(bank.id, item_id): _unasked_item(bank, item_id) for item_id in bank.items}


@kept_with_bank
def askable_keys(bank: Bank) -> tuple[ItemKey, ...]:
    """The items that a session may ask, in the order of the bank; not those that it holds back."""
    return tuple(
        key
        for key, item in unasked_items(bank).items()
        if key.item_id not in bank.held_item_ids and item.forms
    )


def plan_items(
    banks: Sequence[Bank], keys: Iterable[ItemKey], tracks: Mapping[ItemKey, Track]
) -> list[PlanItem]:
    """These items, in their order."""
    by_bank = {bank.id: unasked_items(bank) for bank in banks}
    return [_with_track(by_bank[key.bank_id][key], tracks.get(key)) for key in keys]


def tells_between(banks: Sequence[Bank]) -> Tells:
    """Whether an item, by its name, shows what gives another away; items of two banks do not."""
    return _tells_in_any(tuple((bank.id, _tells_in(bank)) for bank in banks))


@lru_cache(maxsize=MOST_SHELVES)
def _tells_in_any(in_banks: tuple[tuple[str, Tells], ...]) -> Tells:
    """The same for the same banks, so that what depends on it can be kept."""
    by_id = dict(in_banks)

    @lru_cache(maxsize=MOST_PAIRS)
    def tells(teller: str, told: str) -> bool:
        bank_id, item_id = teller.split(_BETWEEN, 1)
        other_bank_id, other_id = told.split(_BETWEEN, 1)
        return bank_id == other_bank_id and by_id[bank_id](item_id, other_id)

    return tells


@kept_with_bank
def _tells_in(bank: Bank) -> Tells:
    @cache
    def clues(item_id: str) -> Clues:
        return clues_of(contents[item_id])

    def tells(teller: str, told: str) -> bool:
        return told_by(clues(told), clues(teller).seen) > 0

    contents = {item_id: bank.content_of(item_id) for item_id in bank.items}  # not the bank itself
    return tells


def tracks_of(user_id: int | None, keys: Collection[ItemKey]) -> dict[ItemKey, Track]:
    """What the learner's rows of each of these items come to. One query.

    Who has far more cards than there are items, since many items have left their banks, is asked
    about the items one by one, so that what is gone costs nothing: a query for each bank more.
    """
    if user_id is None:
        return {}
    by_bank = defaultdict[str, list[str]](list)
    for bank_id, item_id in keys:
        by_bank[bank_id].append(item_id)
    most = MOST_CARDS_AN_ITEM * len(keys) + MOST_CARDS_GONE
    asked_about = {"user_id": user_id, "bank_keys": list(by_bank), "most": most}
    rows = columns_of(db.session, TRACKS_IN_BANKS, asked_about).all()
    if len(rows) == most:
        rows = _rows_of_items(user_id, by_bank)
    return {ItemKey(row.bank_key, row.item_key): track_in(row) for row in rows}


def _rows_of_items(
    user_id: int, by_bank: Mapping[str, Sequence[str]]
) -> list[Row[*tuple[Any, ...]]]:
    return [
        row
        for bank_id, item_ids in by_bank.items()
        for start in range(0, len(item_ids), MOST_NAMED)
        for row in columns_of(
            db.session,
            TRACKS_OF_ITEMS,
            {
                "user_id": user_id,
                "bank_key": bank_id,
                "item_keys": item_ids[start : start + MOST_NAMED],
            },
        )
    ]


def _unasked_item(bank: Bank, item_id: str) -> PlanItem:
    content = bank.content_of(item_id)
    return PlanItem(
        id=plan_id(ItemKey(bank.id, item_id)),
        topic=plan_id(ItemKey(bank.id, content.topic_id)),
        forms=forms_of(content),
        citations=tuple(map(citation_of, content.quotes)),
        sections=frozenset(plan_id(ItemKey(bank.id, each.section_id)) for each in content.quotes),
    )


def _with_track(item: PlanItem, track: Track | None) -> PlanItem:
    return item if track is None else item.with_track(track)
