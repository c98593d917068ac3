"""Typed words: grouped by the answer that they are read as, with the ways in which it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.item_analysis import VerdictKind
from tests.analysis.analysed import analysed, column
from tests.support.classes import new_class
from tests.support.playing import Player
from tests.support.shelves import put_to_use
from tests.support.typed import add_short

TYPED = {
    "Ada A": "Harbour Master",
    "Ben B": "the harbor master",
    "Cem C": "the harbour mason",
    "Dora D": "Port captain!",
    "Eva E": "the port captain",
    "Finn F": None,
}


@pytest.fixture
def published(inside: None, bank_file: Path) -> PublishedBank:
    add_short(bank_file)
    return put_to_use(bank_file)


def test_what_is_read_alike_is_one_row(published: PublishedBank):
    world = new_class(published, tuple(TYPED))
    for learner_id, text in zip(world.learner_ids, TYPED.values(), strict=True):
        player = Player(learner_id, published)
        player.type(player.start("words"), 1, text)

    (found,) = column(analysed(world, quiz="words"), "who-keeps").questions

    rows = {found.texts[use.option]: use.count for use in found.figures.options}
    assert rows["the harbour master"] == 2
    assert rows["the harbour mason"] == 1
    other = next(use.option for use in found.figures.options if use.count == 2 and not use.is_key)
    assert set(found.ways[other]) == {"Port captain!", "the port captain"}


@pytest.mark.slow
def test_what_the_strongest_third_types_more_often_than_the_key_is_told(published: PublishedBank):
    names = tuple(f"Learner{number} L" for number in range(15))
    world = new_class(published, names)
    for number, learner_id in enumerate(world.learner_ids):
        player, is_strong = Player(learner_id, published), number < 7
        attempt = player.start("words-at-end")
        player.type(attempt, 1, "Port captain" if is_strong else "harbour master")
        (player.respond_right if is_strong else player.respond_wrong)(attempt, 2)

    (found,) = column(analysed(world, quiz="words-at-end"), "who-keeps").questions

    (said,) = (each for each in found.figures.verdicts if each.kind is VerdictKind.CHECK_KEY)
    assert found.texts[said.options[0]] == "Port captain"
