"""Scores worked out again: clean after play, and no tampering goes unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from quizapp.attempts.looking_back import look_backs
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.regrading import RegradeRule
from quizapp.models import (
    Attempt,
    AttemptItem,
    BankRevision,
    ItemRevision,
    Regrade,
    RegradedMark,
    RegradedScore,
    Response,
)
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import Cause, regrade, undo
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, all_rows, attempt_with, stored

SHORE = ("who-reads", "bare-flats", "ebb", "flood")


def found() -> list[tuple[int | None, str]]:
    """Where something does not hold, and what."""
    return [(each.position, each.what) for each in verify_scores().discrepancies]


def test_nothing_recorded_means_nothing_to_find(inside):
    result = verify_scores()

    assert (result.attempts, result.discrepancies) == (0, [])


def test_all_that_learners_do_verifies(player, fellow):
    attempt_id = player.play(wrong=[1, 3])
    player.respond_right(player.practise(attempt_id), 1)
    player.play("quiet", wrong=[2])
    player.start("by-topic")
    begun = fellow.start()
    fellow.respond(begun, 2, fellow.numbers(begun, 2)[0])
    fellow.respond(begun, 4, is_unknown=True)
    fellow.finish(begun)

    result = verify_scores()

    assert (result.attempts, result.discrepancies) == (5, [])


def test_old_attempts_verify_against_the_bank_of_their_day(player, edited):
    player.play("by-topic")

    player.with_bank(edited(("pick: {moon: 1, shore: 2}", "pick: {moon: 2}"))).play("by-topic")

    assert found() == []


def test_what_a_quiz_drew_by_the_learner_s_memory_verifies(player, time):
    player.play("all")
    time.shift(timedelta(days=1))
    player.play("quiet")
    player.play("by-topic")

    assert found() == []


@pytest.mark.tampering
@pytest.mark.parametrize("other", ["moon", "shore"])
def test_items_that_a_free_quiz_cannot_have_drawn_are_found(player, other):
    shore, again = [each for each in player.items(player.play("by-topic")) if each in SHORE]

    with write_transaction() as tx:
        exchanged = again if other == "shore" else "what-pulls"
        of_item = AttemptItem.item_key == shore
        tx.execute(update(AttemptItem).where(of_item).values(item_key=exchanged))

    assert (None, "items") in found()


@pytest.mark.tampering
def test_a_tampered_mark_is_found(player):
    player.play(wrong=[2])

    with write_transaction() as tx:
        tx.execute(update(Response).where(Response.mark == 0.0).values(mark=1.0))

    (mark, score) = verify_scores().discrepancies
    assert (mark.position, mark.what, mark.recorded, mark.derived) == (2, "mark", 1.0, 0.0)
    assert (score.position, score.what, score.recorded, score.derived) == (None, "score", 4.0, 5.0)


@pytest.mark.tampering
def test_a_tampered_choice_is_found(player):
    player.play()

    with write_transaction() as tx:
        tx.execute(update(Response).values(chosen=[]))

    assert found() == [(position, "mark") for position in range(1, 6)]


@pytest.mark.tampering
def test_a_tampered_order_is_found(player):
    player.play()

    with write_transaction() as tx:
        item = tx.scalars(select(AttemptItem).where(AttemptItem.position == 2)).one()
        item.option_order = item.option_order[::-1]

    assert found() == [(2, "order")]


@pytest.mark.tampering
def test_a_tampered_score_is_found(player):
    attempt_id = player.play(wrong=[1])

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(score=5.0))

    (discrepancy,) = verify_scores().discrepancies
    assert (discrepancy.attempt_id, discrepancy.what) == (attempt_id, "score")
    assert (discrepancy.recorded, discrepancy.derived) == (5.0, 4.0)


@pytest.mark.tampering
@pytest.mark.parametrize("maximum", [4.0, 50.0])
def test_a_tampered_maximum_is_found(player, maximum):
    player.play(wrong=[1])

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(max_score=maximum))

    assert [what for _, what in found()] == ["maximum"]


@pytest.mark.tampering
def test_a_tampered_seed_is_found(player):
    player.play("quiet")

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(seed=Attempt.seed + 1))

    assert {what for _, what in found()} & {"items", "order"}


@pytest.mark.tampering
def test_an_exchanged_item_is_found(player):
    player.play("all")

    with write_transaction() as tx:
        tx.execute(
            update(AttemptItem).where(AttemptItem.position == 1).values(item_key="who-reads")
        )

    assert found() == [(None, "items")]


@pytest.mark.tampering
def test_a_bank_revision_that_cannot_be_read_or_lacks_the_quiz_is_found(player, published):
    player.play()
    revision = all_rows(BankRevision)[0]
    text = revision.text

    with write_transaction() as tx:
        tx.execute(update(BankRevision).values(text="format: 9"))
    assert found() == [(None, "bank revision")]

    with write_transaction() as tx:
        tx.execute(update(BankRevision).values(text=text.replace("id: all", "id: everything")))
    assert found() == [(None, "bank revision")]


@pytest.mark.tampering
def test_an_item_revision_with_another_key_is_found(player):
    player.play()
    (revision,) = stored(select(ItemRevision).where(ItemRevision.item_key == "bare-flats"))
    swapped = (
        revision.content.replace('"is_key":true', '"is_key":null')
        .replace('"is_key":false', '"is_key":true')
        .replace('"is_key":null', '"is_key":false')
    )

    with write_transaction() as tx:
        tx.execute(
            update(ItemRevision).where(ItemRevision.id == revision.id).values(content=swapped)
        )

    assert found() == [(3, "mark")]


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

    assert found() == []


@pytest.mark.tampering
@pytest.mark.parametrize("rule", [RegradeRule.BANK, RegradeRule.FULL_MARKS])
def test_a_tampered_regraded_mark_is_found(player, edited, rule):
    regraded(player, edited, rule=rule)

    with write_transaction() as tx:
        tx.execute(update(RegradedMark).values(mark=0.5))

    assert found() == [(1, "regraded mark"), (None, "regraded score")]


@pytest.mark.tampering
def test_a_tampered_regraded_score_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(RegradedScore).values(score=4.5))

    assert found() == [(None, "regraded score")]


@pytest.mark.tampering
def test_tampered_figures_before_a_regrade_are_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(RegradedMark).values(previous=0.5))
        tx.execute(update(RegradedScore).values(previous=0.5))

    assert found() == [(1, "mark before"), (None, "score before")]


@pytest.mark.tampering
def test_a_regrade_row_that_was_taken_away_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(delete(RegradedMark))

    assert found() == [(None, "regraded score")]


@pytest.mark.tampering
def test_a_regrade_of_another_item_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.FULL_MARKS)

    with write_transaction() as tx:
        tx.execute(update(Regrade).values(item_key="ebb"))

    assert found() == [(1, "regrade")]


@pytest.mark.tampering
def test_an_undo_that_puts_back_something_else_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)
    event = undo("tides", all_rows(Regrade)[0].public_id, Cause(None, ""), clock.now())
    assert found() == []

    with write_transaction() as tx:
        last = tx.scalars(select(func.max(RegradedMark.id))).one()
        tx.execute(update(RegradedMark).where(RegradedMark.id == last).values(mark=1.0))

    assert event
    assert [what for _, what in found()] == ["regraded mark", "mark that holds", "regraded score"]


@pytest.mark.tampering
def test_an_undo_whose_marks_are_missing_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)
    undo("tides", all_rows(Regrade)[0].public_id, Cause(None, ""), clock.now())

    with write_transaction() as tx:
        last = tx.scalars(select(func.max(RegradedMark.id))).one()
        tx.execute(delete(RegradedMark).where(RegradedMark.id == last))

    assert [what for _, what in found()] == ["mark that holds", "regraded score"]


@pytest.mark.tampering
def test_a_regraded_score_of_a_running_attempt_is_found(player, edited):
    regraded(player, edited, rule=RegradeRule.BANK)

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(finished_at=None))

    assert found() == [(None, "regraded score")]
