"""Starting a quiz: however often and from wherever, one attempt begins."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Quiz
from quizapp.domain.errors import NothingToAsk
from quizapp.models import Attempt, AttemptItem, BankRevision, ItemRevision
from quizapp.taking.starting import start_attempt
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import (
    EVERY_ITEM,
    WITHOUT_BARE_FLATS,
    all_rows,
    at_once,
    attempt_with,
    new_player,
)


def test_starting_freezes_the_items_and_their_order(player):
    attempt_id = player.start()

    attempt = attempt_with(attempt_id)
    assert player.items(attempt_id) == EVERY_ITEM
    assert (attempt.quiz_title, attempt.feedback_mode) == (
        "Everything about the tides",
        "after-each",
    )
    assert (attempt.item_count, attempt.started_at, attempt.is_finished) == (5, MONDAY, False)
    assert [len(item.option_order) for item in all_rows(AttemptItem)] == [4, 4, 2, 3, 4]


def test_starting_twice_goes_on_with_the_same_attempt(player):
    first = player.start()

    assert player.start() == first
    assert len(all_rows(Attempt)) == 1


def test_each_quiz_and_each_learner_has_an_attempt_of_its_own(player, fellow):
    ids = {player.start("all"), player.start("quiet"), fellow.start("all")}

    assert len(ids) == 3


def test_after_finishing_a_new_attempt_begins(player):
    first = player.play()

    assert player.start() != first


def test_eight_starts_at_once_make_one_attempt(inside, player):
    ids = at_once(inside, 8, player.start)

    (attempt,) = all_rows(Attempt)
    assert ids == [attempt.public_id] * 8
    assert len(all_rows(AttemptItem)) == 5


def test_learners_starting_at_once_share_the_revisions(inside, published):
    learners = iter([new_player(published) for _ in range(6)])

    ids = at_once(inside, 6, lambda: next(learners).start())

    assert len(set(ids)) == len(all_rows(Attempt)) == 6
    assert len(all_rows(ItemRevision)) == 5
    assert len(all_rows(BankRevision)) == 1


def test_a_quiz_without_items_cannot_be_started(player):
    with pytest.raises(NothingToAsk):
        start_attempt(
            player.published,
            Quiz("empty", "Empty", pick={"sky": 1}),
            player.user_id,
            clock.moment(),
        )

    assert not all_rows(Attempt)


def test_an_attempt_outlives_its_items_removal_from_the_bank(player, edited):
    attempt_id = player.start()
    shorter = edited(*WITHOUT_BARE_FLATS)
    later = player.with_bank(shorter)

    for position in range(1, 6):
        later.respond_right(attempt_id, position)

    assert attempt_with(attempt_id).score == 5.0


def test_an_attempt_begun_goes_on_when_its_quiz_has_changed(player, edited):
    attempt_id = player.start()
    changed = edited(("items: [what-pulls, who-reads, bare-flats, spring-tide, ebb]", "pick: 2"))

    assert player.with_bank(changed).start() == attempt_id


def test_equal_content_is_recorded_once(player, fellow):
    player.play()
    fellow.play()
    player.play()

    assert len(all_rows(ItemRevision)) == 5
    assert len(all_rows(BankRevision)) == 1
