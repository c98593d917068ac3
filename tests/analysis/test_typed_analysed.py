"""Typed answers: grouped by what they are read as, with how often."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.analysis.item_columns import AskedQuestion
from quizapp.analysis.item_statistics import item_statistics
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.item_analysis import FEWEST
from quizapp.domain.misconceptions import LastChoice, misconception
from quizapp.web.extensions import db
from tests.analysis.analysed import analysed, column, missed
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, new_player
from tests.support.shelves import put_to_use
from tests.support.typed import add_number

TYPED = {
    "Ada A": "1.5 million",
    "Ben B": "1500000",
    "Cem C": "1 800 000",
    "Dora D": "2 million",
    "Eva E": "2,000,000 boats",
    "Finn F": None,
}
TWO_ITEMS = ("items: [how-many-boats]", "items: [how-many-boats, what-pulls]")


@pytest.fixture
def published(inside: None, bank_file: Path) -> PublishedBank:
    add_number(bank_file, TWO_ITEMS)
    return put_to_use(bank_file)


@pytest.fixture
def answered(published: PublishedBank) -> ClassWorld:
    world = new_class(published, tuple(TYPED))
    for learner_id, text in zip(world.learner_ids, TYPED.values(), strict=True):
        player = Player(learner_id, published)
        attempt = player.start("typed")
        player.type(attempt, 1, text)
        player.respond_right(attempt, 2)
    return world


def asked(world: ClassWorld) -> AskedQuestion:
    (only,) = column(analysed(world, quiz="typed"), "how-many-boats").questions
    return only


def test_what_is_read_alike_is_one_row_with_the_ways_it_was_typed(answered: ClassWorld) -> None:
    found = asked(answered)

    rows = [(found.texts[use.option], use.count) for use in found.figures.options]
    assert rows == [("1.5 million boats", 2), ("1.8 million boats", 1), ("2,000,000 boats", 2)]
    other = found.figures.options[2].option
    assert found.ways[other] == ("2 million", "2,000,000 boats")


def test_those_who_missed_it_are_told_with_what_they_typed(answered: ClassWorld) -> None:
    misses = missed(answered, "how-many-boats", quiz="typed")

    assert {miss.chosen for miss in misses} == {
        ("1 800 000",),
        ("2 million",),
        ("2,000,000 boats",),
        (),
    }


@pytest.mark.slow
def test_beside_the_form_of_the_item_stand_the_same_rows(answered: ClassWorld) -> None:
    for _ in range(FEWEST - len(TYPED)):
        player = new_player(answered.published)
        attempt = player.start("typed")
        player.type(attempt, 1, "1,5 Mio")
        player.respond_right(attempt, 2)
    db.session.rollback()
    bank = answered.published.bank

    found = item_statistics(bank.id, bank.content_of("how-many-boats"))

    assert [(share.text, share.count) for share in found.shares] == [
        ("1.5 million boats", FEWEST - 4),
        ("1.8 million boats", 1),
        ("2,000,000 boats", 2),
    ]


def test_a_wrong_number_that_many_type_is_a_misconception(published: PublishedBank) -> None:
    content = published.bank.content_of("how-many-boats")
    choices = [
        LastChoice(("2 million", "2000000"), is_wrong=True, is_recent=True, learners=4),
        LastChoice(("2,000,000", "2000000"), is_wrong=True, is_recent=True, learners=4),
        LastChoice(("1.5 million", "1500000"), is_wrong=False, is_recent=True, learners=9),
    ]

    found = misconception(content, choices)

    assert found is not None
    assert (found.text, found.count, found.of) == ("2,000,000 boats", 8, 17)
