"""Keys that were corrected, and keys that accept more than before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.memory.guesses import one_of
from quizapp.domain.memory.updates import Evidence, learnt, of_card
from quizapp.memory.correcting import forget_corrected, mark_widened
from quizapp.memory.rebuilding import check_memories
from quizapp.models import KeyCorrection, Review
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, attempt_with, item_at
from tests.support.remembered import AGAIN, DAY, EASY, GOOD, HARD, card, log, memory, rate, rated
from tests.support.shelves import OTHER_KEY

TODAY = MONDAY.date()


def correct(*item_ids: str, bank_key: str = "tides") -> int:
    with write_transaction() as tx:
        return forget_corrected(tx, bank_key, item_ids, clock.now())


def respond_right(player: Player, attempt_id: str, item_id: str) -> None:
    player.respond_right(attempt_id, player.items(attempt_id).index(item_id) + 1)


# Corrected


def test_a_memory_of_a_corrected_key_is_gone_and_its_log_stays(player, fellow, time):
    for each in (player, fellow):
        rate(each, "ebb", EASY)
    rate(player, "flood", EASY)
    time.shift(timedelta(hours=1))

    assert correct("ebb") == 2

    ebb = card(player, "ebb")
    assert (ebb.state, ebb.asked_on, ebb.answer_count) == (None, None, 0)
    assert ebb.forgotten_at == clock.now()
    assert memory(player, "flood") == rated(EASY, on=TODAY)
    assert len(all_rows(Review)) == 3
    assert [(row.item_key, row.corrected_at) for row in all_rows(KeyCorrection)] == [
        ("ebb", clock.now())
    ]


def test_the_next_rating_starts_anew(player, time):
    rate(player, "ebb", EASY)
    time.shift(30 * DAY)
    correct("ebb")

    rate(player, "ebb", EASY)

    assert memory(player, "ebb") == rated(EASY, on=TODAY + 30 * DAY)
    assert card(player, "ebb").review_count == 2


def test_a_memory_is_forgotten_once(player, time):
    rate(player, "ebb")

    assert [correct("ebb"), correct("ebb")] == [1, 0]
    time.shift(1)
    rate(player, "ebb")
    assert correct("ebb") == 1


def test_memories_of_another_bank_or_of_no_item_stay(player):
    rate(player, "ebb")

    assert correct("ebb", bank_key="lights") == 0
    assert correct() == 0
    assert memory(player, "ebb") == rated(GOOD, on=TODAY)


@pytest.mark.parametrize("was_met", [True, False])
def test_an_answer_in_an_attempt_that_began_before_the_correction_says_nothing(
    player, time, was_met
):
    if was_met:
        rate(player, "ebb")
    time.shift(30 * DAY)
    attempt_id = player.start("all")
    correct("ebb")
    time.shift(2 * DAY)

    respond_right(player, attempt_id, "ebb")

    assert memory(player, "ebb") is None
    assert card(player, "ebb").answer_count == 0
    assert log(player, "ebb")[-1].known is None
    assert check_memories().differing == ()


def test_an_answer_in_a_later_attempt_begins_anew(player, time):
    rate(player, "ebb", EASY)
    time.shift(30 * DAY)
    correct("ebb")
    time.shift(timedelta(minutes=1))

    respond_right(player, player.start("all"), "ebb")

    assert card(player, "ebb").answer_count == 1
    assert card(player, "ebb").remembered_on == TODAY + 30 * DAY
    assert check_memories().differing == ()


def test_a_correction_holds_though_the_clock_was_set_back(player, time):
    rate(player, "ebb", EASY)
    time.shift(-timedelta(hours=1))
    correct("ebb")

    found = check_memories()
    rate(player, "ebb", AGAIN)

    assert found.differing == ()
    assert memory(player, "ebb") == rated(AGAIN, on=TODAY)


# Widened


@pytest.fixture
def other_key(edited):
    """The bank with the wind as what is right: whoever chose it before is right now."""
    return edited(OTHER_KEY).bank


def choose(player: Player, attempt_id: str, text: str) -> None:
    """Answer the first question of an attempt by the option of this text."""
    item = item_at(attempt_with(attempt_id), 1)
    question = asked_question(from_json(item.revision.content), item.arrangement)
    texts = [option.text for option in arranged_options(question, item.arrangement)]
    player.respond(attempt_id, 1, texts.index(text) + 1)


def widen(bank: Bank, *item_ids: str) -> int:
    with write_transaction() as tx:
        return mark_widened(tx, bank, item_ids)


def test_what_was_answered_is_marked_anew_and_nothing_starts_over(player, other_key, time):
    choose(player, player.start(), "The wind")
    time.shift(7 * DAY)
    rate(player, "what-pulls", GOOD)

    assert widen(other_key, "what-pulls") == 1

    answer, rating = log(player, "what-pulls")
    right = learnt(None, Evidence(GOOD, 1.0, one_of(4)), TODAY)
    assert (answer.mark, answer.remarked) == (0, 1)
    assert answer.known == pytest.approx(0.6316, abs=5e-5)
    assert memory(player, "what-pulls") == learnt(right, of_card(GOOD), TODAY + 7 * DAY)
    assert rating.stability_before == right.stability
    assert check_memories().differing == ()


def test_what_was_predicted_stays_as_it_was_when_an_answer_is_marked_anew(player, other_key):
    choose(player, player.start(), "The wind")
    (before,) = log(player, "what-pulls")
    predicted = (before.predicted, before.predicted_plain, before.days_since)

    widen(other_key, "what-pulls")

    (after,) = log(player, "what-pulls")
    assert (after.predicted, after.predicted_plain, after.days_since) == predicted


def test_what_nobody_chose_and_other_items_are_not_marked_anew(player, fellow, other_key):
    choose(player, player.start(), "The pilots")
    fellow.respond(fellow.start(), 1, is_unknown=True)
    rate(player, "ebb", HARD)

    assert widen(other_key, "what-pulls") == 2
    assert widen(other_key) == 0

    assert {row.remarked for row in all_rows(Review)} == {None}
    assert memory(player, "what-pulls") == memory(fellow, "what-pulls") == rated(AGAIN, on=TODAY)
    assert memory(player, "ebb") == rated(HARD, on=TODAY)


def test_a_key_widened_twice_counts_by_the_last_mark(player, published, other_key):
    choose(player, player.start(), "The wind")

    widen(other_key, "what-pulls")
    widen(published.bank, "what-pulls")

    assert memory(player, "what-pulls") == rated(AGAIN, on=TODAY)
    assert check_memories().differing == ()
