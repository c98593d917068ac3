"""Scores worked out again: clean after play, and no tampering goes unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from quizapp.domain.drills.posing import arrange
from quizapp.domain.items.content import from_json
from quizapp.models import (
    Attempt,
    AttemptItem,
    BankRevision,
    ItemRevision,
    Response,
)
from quizapp.regrades.verifying import verify_scores
from quizapp.web.database import write_transaction
from tests.support.playing import all_rows, stored
from tests.support.regrading import discrepancies

SHORE = ("who-reads", "bare-flats", "ebb", "flood")


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

    assert discrepancies() == []


def test_what_a_quiz_drew_by_the_learner_s_memory_verifies(player, time):
    player.play("all")
    time.shift(timedelta(days=1))
    player.play("quiet")
    player.play("by-topic")

    assert discrepancies() == []


def test_an_attempt_whose_items_were_shuffled_by_an_older_rule_verifies(player, edited):
    shuffled = player.with_bank(edited(("order: as-listed", "order: shuffled")))
    attempt_id = shuffled.play("all")

    in_another_order(attempt_id)

    assert discrepancies() == []


@pytest.mark.tampering
def test_items_of_a_list_in_another_order_are_found(player):
    attempt_id = player.play("all")

    in_another_order(attempt_id)

    assert (None, "items") in discrepancies()


def in_another_order(attempt_id: str) -> None:
    """Give two items of an attempt each other's place, and options as belong there.

    They have one question each: of several, another one might be asked there.
    """
    with write_transaction() as tx:
        attempt = tx.scalars(select(Attempt).where(Attempt.public_id == attempt_id)).one()
        contents = [(item, from_json(item.revision.content)) for item in attempt.items]
        first, second = [each for each in contents if len(each[1].questions) == 1][:2]
        places = (second[0].position, first[0].position)
        for (item, _), place in zip((first, second), places, strict=True):
            item.position = 1_000 + place
        tx.flush()
        for (item, content), place in zip((first, second), places, strict=True):
            item.position = place
            arrangement = arrange(content, attempt.seed, place)
            item.option_order = list(arrangement.option_ids)
            item.prompt_order = list(arrangement.prompt_ids) or None


@pytest.mark.tampering
@pytest.mark.parametrize("other", ["moon", "shore"])
def test_items_that_a_free_quiz_cannot_have_drawn_are_found(player, other):
    shore, again = [each for each in player.items(player.play("by-topic")) if each in SHORE]

    with write_transaction() as tx:
        exchanged = again if other == "shore" else "what-pulls"
        of_item = AttemptItem.item_key == shore
        tx.execute(update(AttemptItem).where(of_item).values(item_key=exchanged))

    assert (None, "items") in discrepancies()


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

    assert discrepancies() == [(position, "mark") for position in range(1, 6)]


@pytest.mark.tampering
def test_a_tampered_order_is_found(player):
    player.play()

    with write_transaction() as tx:
        item = tx.scalars(select(AttemptItem).where(AttemptItem.position == 2)).one()
        item.option_order = item.option_order[::-1]

    assert discrepancies() == [(2, "order")]


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

    assert [what for _, what in discrepancies()] == ["maximum"]


@pytest.mark.tampering
def test_a_tampered_seed_is_found(player):
    player.play("quiet")

    with write_transaction() as tx:
        tx.execute(update(Attempt).values(seed=Attempt.seed + 1))

    assert {what for _, what in discrepancies()} & {"items", "order"}


@pytest.mark.tampering
def test_an_exchanged_item_is_found(player):
    player.play("all")

    with write_transaction() as tx:
        tx.execute(
            update(AttemptItem).where(AttemptItem.position == 1).values(item_key="who-reads")
        )

    assert discrepancies() == [(None, "items")]


@pytest.mark.tampering
def test_a_bank_revision_that_cannot_be_read_or_lacks_the_quiz_is_found(player, published):
    player.play()
    revision = all_rows(BankRevision)[0]
    text = revision.text

    with write_transaction() as tx:
        tx.execute(update(BankRevision).values(text="format: 9"))
    assert discrepancies() == [(None, "bank revision")]

    with write_transaction() as tx:
        tx.execute(update(BankRevision).values(text=text.replace("id: all", "id: everything")))
    assert discrepancies() == [(None, "bank revision")]


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

    assert discrepancies() == [(3, "mark")]
