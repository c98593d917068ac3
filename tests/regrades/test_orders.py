"""Marks decided anew after the order of an item was corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.attempts.looking_back import look_backs
from quizapp.authoring.edit_effects import effects
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank.edits import EditClass
from quizapp.regrades.verifying import verify_scores
from tests.support.orders import ENTRIES, SEQUENCE, add_order, numbers_of
from tests.support.playing import Player, attempt_with, new_player, published_from
from tests.support.records import edit_bank
from tests.support.regrading import current, regraded

TURNED = "".join(f"      - {ENTRIES[at]}\n" for at in (1, 0, 2, 3))


@pytest.fixture
def with_orders(inside: None, bank_file: Path) -> PublishedBank:
    add_order(bank_file)
    return published_from(bank_file)


def played(player: Player, order: str) -> str:
    attempt = player.start("orders")
    player.respond(attempt, 1, *numbers_of(attempt, order))
    player.respond_right(attempt, 2)
    return attempt


def test_a_corrected_order_is_told_before_it_is_published_and_marks_are_decided_anew(
    with_orders: PublishedBank, bank_file: Path
) -> None:
    down, up = (played(new_player(with_orders), order) for order in ("abcd", "bacd"))
    edit_bank(bank_file, (SEQUENCE, TURNED))
    corrected = published_from(bank_file)

    (effect,) = effects(with_orders.bank, corrected.bank)
    regraded(corrected, "one-tide")

    assert (effect.edit.edit_class, effect.gains, effect.losses) == (EditClass.KEY, 1, 1)
    assert current(down) == pytest.approx(1 + 2 / 3)
    assert current(up) == 2.0
    look = look_backs(attempt_with(up).id)[0]
    assert look.regraded is not None
    assert look.regraded.keys == tuple(ENTRIES[at] for at in (1, 0, 2, 3))
    assert verify_scores().discrepancies == []


def test_an_entry_that_came_leaves_what_was_answered_as_it_was(
    with_orders: PublishedBank, bank_file: Path
) -> None:
    played(new_player(with_orders), "abcd")
    edit_bank(bank_file, (SEQUENCE, f"{SEQUENCE}      - The pilots go home\n"))

    (effect,) = effects(with_orders.bank, published_from(bank_file).bank)

    assert (effect.unsayable, effect.gains, effect.losses) == (1, 0, 0)
