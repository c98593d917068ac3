"""Memories worked out anew from the log: the same, whatever learners and teachers have done."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.bank import Bank
from quizapp.domain.errors import QuizappError
from quizapp.memory.correcting import forget_corrected, mark_widened
from quizapp.memory.keys_seen import note_keys_seen
from quizapp.memory.rebuilding import check_memories, count_cards, rebuild_memories
from quizapp.models import Attempt, Card, Review
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.merging import merged
from tests.support.playing import EVERY_ITEM, Player, all_rows, attempt_with
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, card, memory, number, rate, rated, undo
from tests.support.shelves import OTHER_KEY

STEPS = 40
ITEMS = ("what-pulls", "who-reads", "ebb")


@dataclass
class Term:
    """Some weeks of a class, by dice."""

    world: ClassWorld
    other_key: Bank
    time: time_machine.Traveller
    dice: random.Random
    players: list[Player]
    last: tuple[Player, str]

    def step(self) -> None:
        """Let somebody do something, and let time pass, which sometimes goes back."""
        self.dice.choice(
            [self.rates] * 4
            + [self.corrects, self.undoes] * 2
            + [self.plays, self.plays_held, self.looks_back]
            + [self.key_is_corrected, self.key_is_widened]
        )()
        self.time.shift(timedelta(hours=self.dice.choice((-1, 0, 0, 0, 1, 20, 70))))
        self.world.now = clock.now()

    def rates(self) -> None:
        self.last = self.player, self.item
        rate(*self.last, self.rating)

    def corrects(self) -> None:
        rate(*self.last, self.rating, sequence=number(*self.last) - 1)

    def undoes(self) -> None:
        undo(*self.last, number(*self.last) - 1)

    def plays(self) -> None:
        self.player.play(wrong=self.wrong)

    def plays_held(self) -> None:
        """Take a quiz whose keys are shown a day later."""
        player = self.player
        closes_at = clock.now() + DAY
        assignment_id = self.world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes_at)
        self.world.play(assignment_id, player.user_id, wrong=self.wrong)

    def looks_back(self) -> None:
        for attempt in all_rows(Attempt):
            db.session.rollback()
            note_keys_seen(attempt.user_id, attempt.id, clock.moment())

    def key_is_corrected(self) -> None:
        with write_transaction() as tx:
            forget_corrected(tx, "tides", [self.item], clock.now())

    def key_is_widened(self) -> None:
        bank = self.dice.choice((self.other_key, self.world.published.bank))
        with write_transaction() as tx:
            mark_widened(tx, bank, ["what-pulls"])

    @property
    def player(self) -> Player:
        return self.dice.choice(self.players)

    @property
    def item(self) -> str:
        return self.dice.choice(ITEMS)

    @property
    def rating(self):
        return self.dice.choice((AGAIN, GOOD, EASY))

    @property
    def wrong(self) -> tuple[int, ...]:
        return tuple(n for n, _ in enumerate(EVERY_ITEM, start=1) if self.dice.random() < 0.5)


@pytest.fixture
def term(
    inside: Flask,
    published: PublishedBank,
    edited: Callable[..., PublishedBank],
    time: time_machine.Traveller,
) -> Term:
    world = new_class(published, ("Ana", "Ben", "Cem"))
    players = [Player(user_id, published) for user_id in world.learner_ids]
    return Term(world, edited(OTHER_KEY).bank, time, random.Random(0), players, (players[0], "ebb"))


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))]
)
def test_every_memory_is_what_its_log_comes_to_whatever_was_done(term: Term, seed: int) -> None:
    term.dice.seed(seed)
    differing = []

    for at in range(STEPS):
        if at == STEPS // 2:
            term.world.learner_ids = term.world.learner_ids[:2]
            merged(term.world)
            term.players = [term.players[0], term.players[2]]
            term.last = term.players[0], term.last[1]
        try:
            term.step()
        except QuizappError:
            continue  # an attempt that is there already, a clock set back behind an opening
        differing += [(at, each) for each in check_memories().differing]

    assert differing == []
    rows = all_rows(Review)
    assert len(rows) > STEPS // 3
    assert any(row.retracted_at for row in rows)
    assert rebuild_memories().differing == ()


def test_a_rebuild_mends_what_is_not_what_its_log_comes_to(player):
    rate(player, "ebb", EASY)
    rate(player, "flood", GOOD)
    with write_transaction() as tx:
        tx.execute(update(Card).where(Card.item_key == "ebb").values(stability=99, review_count=7))
        tx.execute(update(Review).values(known=0.5))

    checked = check_memories()
    rebuilt = rebuild_memories()

    assert [each.item_key for each in checked.differing] == ["ebb", "flood"]
    assert checked == rebuilt
    assert (rebuilt.cards, rebuilt.rows, count_cards()) == (2, 2, 2)
    assert memory(player, "ebb") == rated(EASY, on=MONDAY.date())
    assert card(player, "ebb").review_count == 1
    assert check_memories().differing == ()


def test_a_check_changes_nothing(player):
    rate(player, "ebb", EASY)
    with write_transaction() as tx:
        tx.execute(update(Card).values(stability=99))

    check_memories()

    assert [row.stability for row in all_rows(Card)] == [99]


def test_a_rebuild_tells_how_far_it_is(player):
    rate(player, "ebb", EASY)
    heard: list[int] = []

    rebuild_memories(heard.append)

    assert heard == [1]


def test_what_was_predicted_is_never_changed_by_a_rebuild(player, time):
    player.play(wrong=[1])
    time.shift(9 * DAY)
    attempt_id = player.play()
    assert attempt_with(attempt_id).finished_at is not None
    before = [(row.predicted, row.predicted_plain, row.engine) for row in all_rows(Review)]

    rebuild_memories()

    assert [(r.predicted, r.predicted_plain, r.engine) for r in all_rows(Review)] == before
