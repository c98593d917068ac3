"""What a learner remembers is read so that cards of items that are gone cost nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from quizapp.domain.bank import Bank
from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.plan.items import PlanItem, citation_of
from quizapp.domain.memory.plan.planning import plan_of
from quizapp.memory.forms import forms_of
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import MOST_CARDS_GONE, askable_keys, tracks_of
from quizapp.models import Card
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import new_class
from tests.support.playing import Player, stored
from tests.support.remembered import session

SEEDS = range(12)


def deck(player: Player, dice: random.Random, gone: int) -> None:
    """Cards of some items of the bank, and of as many as said that are in it no longer."""
    here = [item_id for item_id in player.published.bank.items if dice.random() < 0.7]
    names = [("tides", item_id) for item_id in here]
    names += [("tides", f"gone-{number}") for number in range(gone)]
    names += [("another", item_id) for item_id in player.published.bank.items]
    dice.shuffle(names)
    rows = [_card(player.user_id, *name, dice) for name in names]
    with write_transaction() as tx:
        tx.execute(insert(Card), rows)


def _card(user_id: int, bank_id: str, item_id: str, dice: random.Random) -> dict[str, Any]:
    today = clock.now().date()
    day = today - timedelta(days=dice.randint(0, 90))
    is_remembered = dice.random() < 0.8
    memory: Mapping[str, Any] = {
        "stability": dice.uniform(0.1, 90),
        "difficulty": dice.uniform(1, 10),
        "remembered_on": day,
    }
    return {
        "user_id": user_id,
        "bank_key": bank_id,
        "item_key": item_id,
        **{name: value if is_remembered else None for name, value in memory.items()},
        "asked_on": day,
        "quizzed_on": _perhaps(day, dice),
        "key_seen_on": _perhaps(today, dice),
        "known": _perhaps(dice.random(), dice),
        "answer_count": dice.randint(0, 9),
        "has_hidden_miss": dice.random() < 0.1,
        "last_day": day,
        "reviewed_at": clock.now(),
        "created_at": clock.now(),
    }


def _perhaps(value: Any, dice: random.Random) -> Any:
    return value if dice.random() < 0.5 else None


def plain_tracks(player: Player) -> dict[ItemKey, Track]:
    """All cards of the learner, read as rows."""
    rows = stored(select(Card).where(Card.user_id == player.user_id))
    return {ItemKey(row.bank_key, row.item_key): row.track for row in rows}


def plain_items(bank: Bank, tracks: Mapping[ItemKey, Track]) -> list[PlanItem]:
    """All items of a bank, each made from its own content."""
    return [
        PlanItem(
            id=f"{bank.id}/{item_id}",
            topic=f"{bank.id}/{content.topic_id}",
            forms=forms_of(content),
            citations=tuple(map(citation_of, content.quotes)),
            sections=frozenset(f"{bank.id}/{quote.section_id}" for quote in content.quotes),
            track=tracks.get(ItemKey(bank.id, item_id), NOTHING),
        )
        for item_id in bank.items
        if (content := bank.content_of(item_id)) and forms_of(content)
    ]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gone", [0, 3, 500])
def test_the_session_asks_what_a_plan_over_all_cards_asks(player, gone, seed):
    deck(player, random.Random(seed), gone)

    left = session(player)

    bank = player.published.bank
    items = plain_items(bank, plain_tracks(player))
    assert list(left.items) == items
    assert left.asks == plan_of(items, left.today).asks


@pytest.mark.parametrize("gone", [0, 500])
def test_tracks_are_those_of_the_items_asked_about_and_of_nobody_else(player, published, gone):
    deck(player, random.Random(1), gone)
    world = new_class(published, ("Ana",))
    deck(Player(world.learner_ids[0], published), random.Random(2), gone)
    keys = askable_keys(published.bank)

    found = tracks_of(player.user_id, keys)

    plain = plain_tracks(player)
    assert any(key in plain for key in keys)
    assert {key: found[key] for key in keys if key in found} == {
        key: plain[key] for key in keys if key in plain
    }


def test_of_a_great_many_cards_only_those_asked_about_are_handed_on(player, published):
    deck(player, random.Random(3), 2 * MOST_CARDS_GONE)
    keys = askable_keys(published.bank)

    found = tracks_of(player.user_id, keys)

    assert found.keys() == plain_tracks(player).keys() & set(keys)
    assert found


def test_nothing_is_known_of_somebody_whom_the_server_has_not_met(inside, published):
    assert tracks_of(None, askable_keys(published.bank)) == {}
