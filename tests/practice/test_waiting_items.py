"""Items that a session does not ask now, because something waits for their keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from quizapp.domain.assignments import FeedbackTime
from quizapp.practice.checked_questions import begin_question
from quizapp.web import clock
from tests.support.classes import new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, attempt_with
from tests.support.remembered import (
    AGAIN,
    asked,
    key,
    memory,
    rate,
    session,
)


def test_items_of_a_running_attempt_wait_for_it_and_are_counted(player):
    player.start()

    left = session(player)

    assert sorted(asked(left)) == ["flood", "neap", "slack"]
    assert (left.waiting_count, left.held_count) == (5, 0)


def test_items_of_somebody_elses_running_attempt_do_not_wait(player, fellow):
    before = asked(session(player))

    fellow.start()

    left = session(player)
    assert asked(left) == before
    assert left.waiting_count == 0


def test_items_of_an_open_assignment_wait_until_it_was_taken(inside, published, time):
    world = new_class(published, ("Ana",))
    ana = Player(world.learner_ids[0], published)
    assignment_id = world.assign(feedback=FeedbackTime.AT_END, attempts_allowed=1)
    before = session(ana)

    world.play(assignment_id, ana.user_id)

    after = session(ana)
    assert sorted(asked(before)) == ["flood", "neap", "slack"]
    assert (before.held_count, after.held_count) == (5, 0)


def test_what_is_held_back_until_the_close_is_no_miss_of_the_day(inside, published, time):
    world = new_class(published, ("Ana",))
    ana = Player(world.learner_ids[0], published)
    closes_at = MONDAY + timedelta(hours=30)
    assignment_id = world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes_at)

    world.play(assignment_id, ana.user_id, wrong=(1, 2, 3, 4, 5))

    left = session(ana)
    assert sorted(asked(left)) == ["flood", "neap", "slack"]
    assert (left.missed, left.offered, left.held_count) == (0, (), 5)


def test_what_is_held_back_from_somebody_else_does_not_wait(player):
    world = new_class(player.published, ("Ana",))
    closes_at = MONDAY + timedelta(hours=30)
    assignment_id = world.assign(feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes_at)

    world.play(assignment_id, world.learner_ids[0])

    assert session(player).held_count == 0


def test_items_that_their_bank_holds_back_or_lost_are_not_asked(player, edited):
    rate(player, "slack", AGAIN)
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb", "what-pulls"}))
    held = player.with_bank(replace(player.published, bank=bank))
    without = player.with_bank(edited(("  - id: slack", "  - id: lull")))

    assert not {"ebb", "what-pulls"} & set(asked(session(held)))
    assert "slack" not in asked(session(without))
    assert memory(player, "slack") is not None  # kept, in case the item comes back


def test_a_question_that_was_put_is_one_and_is_left_until_it_is_answered(player):
    first = begin_question(player.published, player.user_id, "ebb", "Today", clock.now())
    second = begin_question(player.published, player.user_id, "ebb", "Today", clock.now())
    left = session(player)

    player.respond_right(first, 1)

    assert first == second
    assert (left.left, left.waiting_count) == (8, 0)
    assert key(player, "ebb") in left.hidden.keys
    after = session(player)
    assert (after.left, after.so_far.answered, after.so_far.right) == (7, 1, 1)
    assert attempt_with(first).is_finished
