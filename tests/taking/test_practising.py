"""Practice of what was missed: it asks items as they are today, and leaves scores alone."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import NothingToAsk
from quizapp.models import Attempt, ItemRevision
from tests.support.playing import EVERY_ITEM, WITHOUT_BARE_FLATS, all_rows, attempt_with, item_at


def test_practice_asks_only_what_was_missed_in_the_order_it_was_asked(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])  # partly right
    player.respond_wrong(attempt_id, 3)
    player.respond(attempt_id, 4, is_unknown=True)
    player.finish(attempt_id)  # nothing for 5

    practice_id = player.practise(attempt_id)

    practice = attempt_with(practice_id)
    assert player.items(practice_id) == EVERY_ITEM[1:]
    assert (practice.is_practice, practice.feedback_mode) == (True, "after-each")
    assert practice.quiz_title == "Everything about the tides"


def test_practice_leaves_the_score_alone(player):
    attempt_id = player.play(wrong=[1, 2])
    practice_id = player.practise(attempt_id)

    player.respond_right(practice_id, 1)
    player.respond_right(practice_id, 2)

    assert attempt_with(attempt_id).score == 3.0
    assert attempt_with(practice_id).score == 2.0


def test_practice_does_not_stand_in_the_way_of_the_quiz(player):
    practice_id = player.practise(player.play(wrong=[1]))

    attempt_id = player.start()

    assert attempt_id != practice_id
    assert not attempt_with(attempt_id).is_practice


def test_practice_can_be_practised_again(player):
    practice_id = player.practise(player.play(wrong=[1, 3]))
    player.respond_right(practice_id, 1)
    player.respond_wrong(practice_id, 2)

    assert player.items(player.practise(practice_id)) == ["bare-flats"]


def test_nothing_missed_is_nothing_to_practise(player):
    attempt_id = player.play()

    with pytest.raises(NothingToAsk):
        player.practise(attempt_id)

    assert len(all_rows(Attempt)) == 1


def test_what_has_left_the_bank_is_not_practised(player, edited):
    attempt_id = player.play(wrong=[1, 3])
    shorter = edited(*WITHOUT_BARE_FLATS)

    practice_id = player.with_bank(shorter).practise(attempt_id)

    assert player.items(practice_id) == ["what-pulls"]


def test_practice_of_nothing_but_removed_items_has_nothing_to_ask(player, edited):
    attempt_id = player.play(wrong=[3])
    shorter = edited(*WITHOUT_BARE_FLATS)

    with pytest.raises(NothingToAsk):
        player.with_bank(shorter).practise(attempt_id)


def test_practice_asks_items_as_they_are_today(player, edited):
    attempt_id = player.play(wrong=[1])
    changed = edited(("- The pilots\n    hint", "- The sailors\n    hint"))

    practice_id = player.with_bank(changed).practise(attempt_id)

    revisions = [row for row in all_rows(ItemRevision) if row.item_key == "what-pulls"]
    assert len(revisions) == 2
    assert item_at(attempt_with(practice_id), 1).revision.id == revisions[1].id
