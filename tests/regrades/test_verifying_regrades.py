"""What regrades decided, worked out again: no tampering with it goes unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, func, select, update

from quizapp.attempts.looking_back import look_backs
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.regrading import RegradeRule
from quizapp.models import (
    Attempt,
    Regrade,
    RegradedMark,
    RegradedScore,
)
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade, undo
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, all_rows, attempt_with
from tests.support.regrading import discrepancies


def regraded(player: Player, edited: Callable[..., PublishedBank], *, rule: RegradeRule) -> None:
    """One quiz that is wrong about what pulls, and a regrade that gives it its mark."""
    attempt_id = player.start("all")
    shown = look_backs(attempt_with(attempt_id).id)[0].options
    player.respond(attempt_id, 1, next(o.number for o in shown if o.text == "The wind"))
    for position in range(2, 6):
        player.respond_right(attempt_id, position)
    bank = edited(
        ("key: The moon\n", "key: The wind\n"),
        ("- The wind: Wind raises waves, not the tide.", "- The moon"),
    ).bank
    regrade(bank, dry_run(bank, "what-pulls", rule), Cause(None, "Wrong key."), clock.now())


@pytest.mark.parametrize("rule", [RegradeRule.BANK, RegradeRule.FULL_MARKS])
def test_a_regrade_verifies(player, edited, rule):
    regraded(player, edited, rule=rule)

    assert discrepancies() == []


@pytest.mark.tampering
@pytest.mark.parametrize("rule", [RegradeRule.BANK, RegradeRule.FULL_MARKS])
def test_a_tampered_regraded_mark_is_found(player, edited, rule):
    regraded(player, edited, rule=rule)

    with write_transaction() as tx:
        tx.execute(update(RegradedMark).values(mark=0.5))

    assert discrepancies() == [(1, "regraded mark"), (None, "regraded score")]


@pytest.mark.tampering
def test_a_tampered_regraded_score_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(RegradedScore).values(score=4.5))

    assert discrepancies() == [(None, "regraded score")]


@pytest.mark.tampering
def test_tampered_figures_before_a_regrade_are_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(RegradedMark).values(previous=0.5))
        tx.execute(update(RegradedScore).values(previous=0.5))

    assert discrepancies() == [(1, "mark before"), (None, "score before")]


@pytest.mark.tampering
def test_a_regrade_row_that_was_taken_away_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(delete(RegradedMark))

    assert discrepancies() == [(None, "regraded score")]


@pytest.mark.tampering
def test_a_regrade_of_another_item_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.FULL_MARKS)

    with write_transaction() as tx:
        tx.execute(update(Regrade).values(item_key="ebb"))

    assert discrepancies() == [(1, "regrade")]


@pytest.mark.tampering
def test_an_undo_that_puts_back_something_else_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)
    event = undo("tides", all_rows(Regrade)[0].public_id, Cause(None, ""), clock.now())
    assert discrepancies() == []

    with write_transaction() as tx:
        last = tx.scalars(select(func.max(RegradedMark.id))).one()
        tx.execute(update(RegradedMark).where(RegradedMark.id == last).values(mark=1.0))

    assert event
    assert [what for _, what in discrepancies()] == [
        "regraded mark",
        "mark that holds",
        "regraded score",
    ]


@pytest.mark.tampering
def test_an_undo_whose_marks_are_missing_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)
    undo("tides", all_rows(Regrade)[0].public_id, Cause(None, ""), clock.now())

    with write_transaction() as tx:
        last = tx.scalars(select(func.max(RegradedMark.id))).one()
        tx.execute(delete(RegradedMark).where(RegradedMark.id == last))

    assert [what for _, what in discrepancies()] == ["mark that holds", "regraded score"]


@pytest.mark.tampering
def test_a_regraded_score_of_a_running_attempt_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(finished_at=None))

    assert discrepancies() == [(None, "regraded score")]
