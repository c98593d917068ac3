"""The items of banks as a plan takes them, with what the learner's rows of each come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import select

from quizapp.domain.bank import Bank
from quizapp.domain.bank.giveaways.clues import Clues, clues_of
from quizapp.domain.bank.giveaways.tells import told_by
from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.plan.candidates import Tells
from quizapp.domain.memory.plan.items import PlanItem, citation_of
from quizapp.memory.forms import forms_of
from quizapp.memory.hidden_items import ItemKey
from quizapp.models import Card
from quizapp.web.extensions import db

_BETWEEN = "/"  # stands in no id


def plan_id(key: ItemKey) -> str:
    """An item by a name that is its own over all banks."""
    return _BETWEEN.join(key)


def key_of(item: PlanItem) -> ItemKey:
    """Which item of which bank a plan speaks of."""
    return ItemKey(*item.id.split(_BETWEEN, 1))


def askable_keys(bank: Bank) -> list[ItemKey]:
    """The items that a session may ask, in the order of the bank; not those that it holds back."""
    return [
        ItemKey(bank.id, item_id)
        for item_id in bank.items
        if item_id not in bank.held_item_ids and forms_of(bank.content_of(item_id))
    ]


def plan_items(
    banks: Sequence[Bank], keys: Sequence[ItemKey], tracks: Mapping[ItemKey, Track]
) -> list[PlanItem]:
    """These items, in their order."""
    by_id = {bank.id: bank for bank in banks}
    return [_plan_item(by_id[key.bank_id], key, tracks.get(key, NOTHING)) for key in keys]


def tells_between(banks: Sequence[Bank]) -> Tells:
    """Whether an item, by its name, shows what gives another away; items of two banks do not."""
    by_id = {bank.id: bank for bank in banks}

    @cache
    def clues(name: str) -> Clues:
        bank_id, item_id = name.split(_BETWEEN, 1)
        return clues_of(by_id[bank_id].content_of(item_id))

    def tells(teller: str, told: str) -> bool:
        is_one_bank = teller.split(_BETWEEN, 1)[0] == told.split(_BETWEEN, 1)[0]
        return is_one_bank and told_by(clues(told), clues(teller).seen) > 0

    return tells


def tracks_of(user_id: int | None, bank_ids: Sequence[str]) -> dict[ItemKey, Track]:
    """What the learner's rows of each item of these banks come to. One query."""
    if user_id is None:
        return {}
    query = select(Card).where(Card.user_id == user_id, Card.bank_key.in_(bank_ids))
    return {ItemKey(card.bank_key, card.item_key): card.track for card in db.session.scalars(query)}


def _plan_item(bank: Bank, key: ItemKey, track: Track) -> PlanItem:
    content = bank.content_of(key.item_id)
    return PlanItem(
        id=plan_id(key),
        topic=plan_id(ItemKey(bank.id, content.topic_id)),
        forms=forms_of(content),
        citations=tuple(map(citation_of, content.quotes)),
        sections=frozenset(plan_id(ItemKey(bank.id, each.section_id)) for each in content.quotes),
        track=track,
    )
