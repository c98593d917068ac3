"""Which marks differ from the bank of today, and what deciding them anew would do."""

from __future__ import annotations

import pytest

from quizapp.models import (
    Regrade,
)
from quizapp.regrades.dry_runs import dry_run, stale_items
from tests.support.playing import all_rows
from tests.support.regrading import (
    BANK,
    choose,
    everything_recorded,
    played,
    regraded,
)


def test_nothing_is_stale_in_a_bank_that_was_not_edited(player, published):
    player.play(wrong=[1, 2])

    assert stale_items(published.bank) == []


def test_an_item_with_another_key_is_stale_with_its_counts(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")
    played(fellow, "The pilots")

    (stale,) = stale_items(corrected().bank)

    assert (stale.item_key, stale.gains, stale.losses, stale.unsayable) == ("what-pulls", 1, 1, 0)
    assert stale.quizzes == (("all", "Everything about the tides"),)


def test_an_item_that_only_reads_differently_is_not_stale(player, edited):
    played(player, "The wind")

    new = edited(("What pulls at the sea and makes it rise?", "What pulls at the sea?"))

    assert stale_items(new.bank) == []


def test_a_dry_run_shows_marks_and_scores_and_writes_nothing(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")
    before = everything_recorded()

    run = dry_run(corrected().bank, "what-pulls", BANK)

    assert (run.gains, run.losses, run.unchanged, len(run.unsayable)) == (1, 1, 0, 0)
    assert sorted((mark.before, mark.after) for mark in run.marks) == [(0.0, 1.0), (1.0, 0.0)]
    assert sorted((score.before, score.after) for score in run.scores) == [(4.0, 5.0), (5.0, 4.0)]
    assert everything_recorded() == before
    assert all_rows(Regrade) == []


def test_a_response_to_the_old_key_after_the_regrade_shows_up_as_stale(player, fellow, corrected):
    played(player, "The wind")
    begun = fellow.start("all")
    published = corrected()
    regraded(published)

    choose(fellow, begun, "what-pulls", "The wind")

    assert [item.gains for item in stale_items(published.bank)] == [1]


@pytest.mark.slow
def test_stale_items_cost_the_same_for_a_long_history(player, fellow, corrected, inside):
    from tests.test_query_counts import statements_for

    played(player, "The wind")
    bank = corrected().bank
    short = statements_for(inside, lambda: (stale_items(bank), dry_run(bank, "what-pulls", BANK)))
    for _ in range(4):
        played(player, "The wind")
        played(fellow, "The moon")

    long = statements_for(inside, lambda: (stale_items(bank), dry_run(bank, "what-pulls", BANK)))

    assert short == long
