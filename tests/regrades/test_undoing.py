"""A regrade taken back: what held before holds again, exactly."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import NotFound
from quizapp.models import (
    Notice,
    Regrade,
)
from quizapp.regrades.regrading import Cause, undo
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from tests.support.playing import all_rows
from tests.support.regrading import (
    BECAUSE,
    FULL,
    OTHER_KEY,
    answer_others,
    choose,
    current,
    exports,
    played,
    regraded,
)


def test_an_undo_puts_back_exactly_what_held(player, fellow, corrected, published):
    played(player, "The wind")
    played(fellow, "The moon")
    before = exports(published)
    (event,) = regraded(corrected())
    assert exports(published) != before

    undo("tides", event, Cause(None, ""), clock.now())

    assert exports(published) == before
    assert verify_scores().discrepancies == []
    kinds = [notice.kind for notice in all_rows(Notice)]
    assert kinds == ["regraded", "regraded", "regrade-undone", "regrade-undone"]


def test_an_undo_sent_twice_acts_once(player, corrected):
    played(player, "The wind")
    (event,) = regraded(corrected())

    first = undo("tides", event, BECAUSE, clock.now())
    again = undo("tides", event, BECAUSE, clock.now())

    assert first == again
    assert len(all_rows(Regrade)) == 2


def test_an_undo_of_an_undo_or_of_another_bank_is_not_there(player, corrected):
    played(player, "The wind")
    (event,) = regraded(corrected())
    undone = undo("tides", event, BECAUSE, clock.now())

    for bank_key, public_id in [("tides", undone), ("other", event), ("tides", "x" * 22)]:
        with pytest.raises(NotFound):
            undo(bank_key, public_id, BECAUSE, clock.now())


def test_after_an_undo_it_can_be_done_again(player, corrected):
    attempt_id = played(player, "The wind")
    published = corrected()
    (event,) = regraded(published)
    undo("tides", event, BECAUSE, clock.now())

    regraded(published)

    assert current(attempt_id) == 5.0
    assert len(all_rows(Regrade)) == 3
    assert verify_scores().discrepancies == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first first", "last first"])
def test_two_regrades_are_undone_in_either_order(player, fellow, edited, published, order):
    attempts = [played(player, "The wind"), played(fellow, "The moon")]
    before = exports(published)
    (by_bank,) = regraded(edited(*OTHER_KEY))
    (full,) = regraded(published, rule=FULL)
    held = {0: [5.0, 5.0], 1: [5.0, 4.0]}[order[0]]
    events = [by_bank, full]

    undo("tides", events[order[0]], BECAUSE, clock.now())
    assert [current(attempt_id) for attempt_id in attempts] == held
    assert verify_scores().discrepancies == []
    undo("tides", events[order[1]], BECAUSE, clock.now())

    assert exports(published) == before
    assert verify_scores().discrepancies == []


def test_full_marks_taken_back_before_the_response_leave_it_its_mark(player, published):
    begun = player.start("all")
    (event,) = regraded(published, rule=FULL)
    undo("tides", event, BECAUSE, clock.now())

    choose(player, begun, "what-pulls", "The moon")
    answer_others(player, begun, "what-pulls")

    assert current(begun) == 5.0
    assert verify_scores().discrepancies == []
