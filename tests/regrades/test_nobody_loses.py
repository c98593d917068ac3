"""A regrade by which nobody loses: the better of old and new, recorded, verified and undone."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from quizapp.attempts.looking_back import look_backs
from quizapp.domain.errors import NothingToRegrade
from quizapp.models import Notice, RegradedMark
from quizapp.regrades.dry_runs import dry_run, stale_items
from quizapp.regrades.regrading import undo
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import all_rows, attempt_with
from tests.support.regrading import (
    BANK,
    BECAUSE,
    BETTER,
    FULL,
    current,
    discrepancies,
    everything_recorded,
    exports,
    played,
    regraded,
)


@pytest.mark.slow
def test_who_gains_gains_and_who_would_lose_keeps_the_mark(player, fellow, corrected):
    gaining, keeping = played(player, "The wind"), played(fellow, "The moon")
    before = everything_recorded()

    regraded(corrected(), rule=BETTER)

    assert (current(gaining), current(keeping)) == (5.0, 5.0)
    assert everything_recorded() == before
    assert discrepancies() == []


@pytest.mark.slow
def test_the_dry_run_says_that_nobody_would_fall(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")

    run = dry_run(corrected().bank, "what-pulls", BETTER)

    assert (run.gains, run.losses, run.unchanged) == (1, 0, 1)


@pytest.mark.slow
def test_only_whose_score_changes_is_told(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")

    regraded(corrected(), rule=BETTER)

    assert [notice.kind for notice in all_rows(Notice)] == ["regraded"]


@pytest.mark.slow
def test_nothing_is_left_to_be_decided_afterwards(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")
    published = corrected()
    regraded(published, rule=BETTER)

    assert stale_items(published.bank) == []
    with pytest.raises(NothingToRegrade):
        regraded(published, rule=BETTER)


@pytest.mark.slow
def test_undoing_it_puts_back_exactly_what_held(player, fellow, corrected, published):
    played(player, "The wind")
    played(fellow, "The moon")
    before = exports(published)
    (event,) = regraded(corrected(), rule=BETTER)

    undo("tides", event, BECAUSE, clock.now())

    assert exports(published) == before
    assert discrepancies() == []


def test_after_full_marks_it_takes_nothing_away(player, corrected):
    attempt_id = played(player, "The pilots")
    published = corrected()
    regraded(published, rule=FULL)

    run = dry_run(published.bank, "what-pulls", BETTER)

    assert run.changed == ()
    assert current(attempt_id) == 5.0


def test_it_goes_on_from_what_an_earlier_regrade_decided(player, corrected, edited):
    attempt_id = played(player, "The wind")
    published = corrected()
    (strict,) = regraded(published, rule=BANK)
    back = edited(
        ("key: The wind\n", "key: The moon\n"),
        ("- The moon: It only shines.", "- The wind: Wind raises waves, not the tide."),
    )

    run = dry_run(back.bank, "what-pulls", BETTER)
    undo("tides", strict, BECAUSE, clock.now())

    assert (run.gains, run.losses, run.unchanged) == (0, 0, 1)
    assert current(attempt_id) == 4.0
    assert discrepancies() == []


def test_undoing_an_earlier_regrade_takes_nothing_from_it(player, fellow, corrected):
    gaining, keeping = played(player, "The wind"), played(fellow, "The moon")
    published = corrected()
    (strict,) = regraded(published, rule=BANK)
    undo("tides", strict, BECAUSE, clock.now())
    regraded(published, rule=BETTER)

    assert (current(gaining), current(keeping)) == (5.0, 5.0)
    assert discrepancies() == []


@pytest.mark.slow
@pytest.mark.tampering
def test_a_mark_below_the_one_before_is_found(player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")
    regraded(corrected(), rule=BETTER)

    with write_transaction() as tx:
        tx.execute(update(RegradedMark).where(RegradedMark.previous == 1.0).values(mark=0.0))

    assert (1, "regraded mark") in discrepancies()


@pytest.mark.slow
def test_a_learner_who_looks_back_reads_that_the_better_mark_counts(player, corrected):
    attempt_id = played(player, "The wind")
    regraded(corrected(), rule=BETTER)

    looks = look_backs(attempt_with(attempt_id).id)

    (regraded_look,) = [look.regraded for look in looks if look.regraded]
    assert (regraded_look.rule, regraded_look.keys) == (BETTER, ("The wind",))
