"""Ratings taken back, and corrected by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from quizapp.domain.memory import Rating
from quizapp.domain.memory.due_days import due_day
from quizapp.memory.correcting import forget_corrected
from quizapp.memory.last_rating import LastRating, last_rating
from quizapp.memory.rebuilding import check_memories
from quizapp.memory.terms import terms_of
from quizapp.models import Review
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.inside import MONDAY
from tests.support.playing import Player, at_once, stored
from tests.support.remembered import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    HARD,
    card,
    log,
    memory,
    rate,
    rated,
    session,
    undo,
)

TODAY = MONDAY.date()


def last(player: Player) -> LastRating | None:
    return last_rating(player.user_id, terms_of(db.session, player.user_id, clock.moment()))


def correct_key(item_id: str) -> None:
    with write_transaction() as tx:
        forget_corrected(tx, "tides", [item_id], clock.now())


def reviews() -> list[tuple[int | None, Rating, bool]]:
    """Number, rating, and whether it was retracted; in the order in which they were given."""
    rows = stored(select(Review).order_by(Review.id))
    return [(row.sequence, Rating(row.rating or 0), row.retracted_at is not None) for row in rows]


def test_undoing_gives_back_the_memory_of_before(player, time):
    rate(player, "ebb", GOOD)
    before = card(player, "ebb").track
    time.shift(3 * DAY)
    rate(player, "ebb", AGAIN)

    assert undo(player, "ebb", 2)

    after = card(player, "ebb").track
    assert replace(after, key_seen_on=None) == replace(before, key_seen_on=None)
    assert after.key_seen_on == TODAY + 3 * DAY  # whoever takes a rating back has seen the key
    assert reviews() == [(1, GOOD, False), (2, AGAIN, True)]


def test_undoing_the_first_rating_makes_the_card_a_new_one(player):
    rate(player, "ebb", EASY)

    assert undo(player, "ebb", 1)

    left = session(player)
    assert (left.new, left.to_refresh, left.missed) == (8, 0, 0)
    assert (left.so_far.answered, left.is_begun) == (0, False)
    assert memory(player, "ebb") is None


def test_undoing_twice_is_undoing_once(player):
    rate(player, "ebb", GOOD)
    rate(player, "ebb", GOOD)

    assert undo(player, "ebb", 2)
    assert not undo(player, "ebb", 2)

    assert reviews() == [(1, GOOD, False), (2, GOOD, True)]


def test_undoing_in_many_tabs_at_once_undoes_once(inside, player):
    rate(player, "ebb", GOOD)
    rate(player, "ebb", HARD)

    undone = at_once(inside, 8, lambda: undo(player, "ebb", 2))

    assert sorted(map(bool, undone)) == [False] * 7 + [True]
    assert reviews() == [(1, GOOD, False), (2, HARD, True)]
    assert memory(player, "ebb") == rated(GOOD, on=TODAY)


def test_a_corrected_rating_leaves_the_memory_that_it_alone_would_have(player, fellow, time):
    rate(player, "ebb", EASY, seconds=7)
    rate(fellow, "ebb", HARD)
    time.shift(timedelta(minutes=3))

    rate(player, "ebb", HARD, sequence=1)

    assert memory(player, "ebb") == memory(fellow, "ebb") == rated(HARD, on=TODAY)
    assert card(player, "ebb").review_count == 1
    assert {row.seconds for row in log(player, "ebb")} == {7}


def test_a_corrected_rating_keeps_its_day_though_the_clock_was_ahead_meanwhile(player, time):
    rate(player, "ebb", AGAIN)
    time.shift(2 * DAY)
    rate(player, "flood")
    time.shift(-2 * DAY)

    rate(player, "ebb", GOOD, sequence=1)

    assert [row.day for row in log(player, "ebb")] == [TODAY, TODAY]
    assert memory(player, "ebb") == rated(GOOD, on=TODAY)


def test_a_rating_can_be_corrected_again_and_again(player):
    for rating in (EASY, AGAIN, EASY, GOOD):
        rate(player, "ebb", rating, sequence=1)

    assert reviews() == [(1, EASY, True), (1, AGAIN, True), (1, EASY, True), (1, GOOD, False)]
    assert memory(player, "ebb") == rated(GOOD, on=TODAY)


def test_a_rating_given_after_an_undo_takes_its_number(player):
    rate(player, "ebb", EASY)
    undo(player, "ebb", 1)

    rate(player, "ebb", HARD, sequence=1)

    assert reviews() == [(1, EASY, True), (1, HARD, False)]
    assert memory(player, "ebb") == rated(HARD, on=TODAY)


def test_a_showing_of_another_day_is_neither_corrected_nor_undone(player, time):
    rate(player, "ebb", GOOD)
    time.shift(DAY)

    rate(player, "ebb", AGAIN, sequence=1)

    assert not undo(player, "ebb", 1)
    assert reviews() == [(1, GOOD, False)]


def test_what_a_quiz_has_taught_is_not_undone(player):
    player.play()

    assert not undo(player, "what-pulls", 1)


def test_a_rating_with_a_quiz_after_it_is_not_undone(player):
    rate(player, "ebb", GOOD)
    player.play()

    assert not undo(player, "ebb", 1)


def test_whoever_undoes_a_rating_has_seen_the_key_all_the_same(player):
    rate(player, "ebb", GOOD)
    undo(player, "ebb", 1)

    player.play()  # right in the quiz, which on this day is no recall

    assert memory(player, "ebb") is None


def test_nobody_undoes_what_another_has_rated(player, fellow):
    rate(player, "ebb", GOOD)

    assert not undo(fellow, "ebb", 1)

    assert reviews() == [(1, GOOD, False)]


def test_only_the_last_rating_of_the_last_minutes_is_offered(player, time):
    assert last(player) is None
    rate(player, "slack", GOOD)
    time.shift(timedelta(minutes=1))
    rate(player, "ebb", HARD)

    offered = last(player)
    assert offered is not None
    assert (offered.item_id, offered.sequence, offered.rating) == ("ebb", 1, "hard")

    undo(player, "ebb", 1)
    offered = last(player)
    assert offered is not None
    assert offered.item_id == "slack"
    time.shift(timedelta(minutes=10))
    assert last(player) is None


def test_after_another_answer_the_rating_before_it_is_offered_no_more(player, time):
    rate(player, "slack", GOOD)
    attempt_id = player.start()
    time.shift(timedelta(seconds=30))

    player.respond_right(attempt_id, 1)
    after_answer = last(player)
    rate(player, "ebb", GOOD)

    assert after_answer is None
    offered = last(player)
    assert offered is not None
    assert offered.item_id == "ebb"


def test_what_is_offered_to_undo_says_when_it_comes_back(player):
    rate(player, "slack", GOOD)
    good = last(player)
    rate(player, "ebb", AGAIN)
    again = last(player)

    assert good is not None
    assert again is not None
    assert (good.returns_on, again.returns_on) == (TODAY + 2 * DAY, None)


def test_what_is_offered_to_undo_comes_back_when_the_button_said(inside, player):
    inside.config["RETENTION"] = 0.97

    rate(player, "slack", EASY)

    offered = last(player)
    assert offered is not None
    assert offered.returns_on == due_day(rated(EASY, on=TODAY), 0.97) < TODAY + 8 * DAY


def test_a_rating_of_a_key_that_was_corrected_since_is_neither_corrected_nor_undone(player, time):
    rate(player, "ebb", EASY)
    time.shift(timedelta(minutes=1))
    correct_key("ebb")

    offered = last(player)
    was_undone = undo(player, "ebb", 1)
    rate(player, "ebb", HARD, sequence=1)
    rate(player, "ebb", GOOD, sequence=2)

    assert (offered, was_undone) == (None, False)
    assert reviews() == [(1, EASY, False), (2, GOOD, False)]
    assert memory(player, "ebb") == rated(GOOD, on=TODAY)


def test_undoing_on_a_card_that_started_anew_leaves_nothing(player, time):
    rate(player, "ebb", GOOD)
    correct_key("ebb")
    time.shift(timedelta(minutes=1))
    rate(player, "ebb", EASY)

    assert undo(player, "ebb", 2)

    assert memory(player, "ebb") is None
    assert check_memories().differing == ()
