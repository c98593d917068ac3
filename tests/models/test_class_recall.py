"""What the database says of recall: a memory, corrected by what the class says."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.memory.predictions.class_statistics import corrected_recall, whole_difficulty
from quizapp.models import Card
from quizapp.models.class_memory import DifficultyDrift, ItemDrift, LearnerDrift
from quizapp.models.class_recall import item_recalls
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, stored
from tests.support.remembered import DAY, rate

Drifts = type[ItemDrift | LearnerDrift | DifficultyDrift]

LATER = MONDAY.date() + 9 * DAY
SHOWN = -0.8
SUMS = {"log_factor": -1.5, "weight": 9.0, "known": 0.0, "asked": 0, "shown": SHOWN}


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    """A class whose only learner has one card."""
    world = new_class(published, ("Ada",))
    rate(Player(world.learner_ids[0], published), "ebb")
    return world


def place_of(card: Card, table: Drifts) -> dict[str, Any]:
    """The row of the table that is about this card."""
    places: dict[Drifts, dict[str, Any]] = {
        ItemDrift: {"item_key": card.item_key},
        LearnerDrift: {"user_id": card.user_id},
        DifficultyDrift: {"difficulty": whole_difficulty(card.difficulty or 0.0)},
    }
    return places[table]


@pytest.mark.parametrize("table", [ItemDrift, LearnerDrift, DifficultyDrift])
def test_what_the_class_says_corrects_recall_also_where_it_is_all_there_is(
    world: ClassWorld, table: Drifts
) -> None:
    (card,) = stored(select(Card))
    assert card.state is not None
    of_class = {"classroom_id": world.classroom.id, "bank_key": "tides"}
    with write_transaction() as tx:
        tx.add(table(**of_class, **place_of(card, table), **SUMS))

    (row,) = db.session.execute(item_recalls(world.classroom.id, "tides", LATER))

    assert row[2] == pytest.approx(corrected_recall(card.state, LATER, SHOWN), abs=1e-12)
