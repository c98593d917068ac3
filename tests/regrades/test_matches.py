"""Marks decided anew after the answer of a prompt was corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from quizapp.attempts.looking_back import look_backs
from quizapp.authoring.edit_effects import effects
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank.edits import EditClass
from quizapp.models import AttemptItem
from quizapp.regrades.verifying import verify_scores
from quizapp.web.database import write_transaction
from tests.support.matches import PAIRS, add_matches, numbers_of
from tests.support.playing import Player, attempt_with, item_at, new_player, published_from
from tests.support.records import edit_bank
from tests.support.regrading import current, regraded

OTHER = {**PAIRS, "Boats can leave": "Low water"}


@pytest.fixture
def with_matches(inside: None, bank_file: Path) -> PublishedBank:
    add_matches(bank_file)
    return published_from(bank_file)


def played(player: Player, given: dict[str, str]) -> str:
    attempt = player.start("matches")
    player.respond(attempt, 1, *numbers_of(attempt, given))
    player.respond_right(attempt, 2)
    return attempt


def test_a_corrected_pair_is_told_before_it_is_published_and_marks_are_decided_anew(
    with_matches: PublishedBank, bank_file: Path
) -> None:
    down, up = (played(new_player(with_matches), given) for given in (PAIRS, OTHER))
    edit_bank(bank_file, ("Boats can leave: High water", "Boats can leave: Low water"))
    corrected = published_from(bank_file)

    (effect,) = effects(with_matches.bank, corrected.bank)
    regraded(corrected, "which-water")

    assert (effect.edit.edit_class, effect.gains, effect.losses) == (EditClass.KEY, 1, 1)
    assert current(down) == pytest.approx(1 + 2 / 3)
    assert current(up) == 2.0
    look = look_backs(attempt_with(up).id)[0]
    assert look.regraded is not None
    assert "Boats can leave → Low water" in look.regraded.keys
    assert verify_scores().discrepancies == []


@pytest.mark.tampering
def test_an_attempt_from_before_prompts_had_an_order_verifies_and_a_changed_order_is_found(
    with_matches: PublishedBank,
) -> None:
    attempt = played(new_player(with_matches), PAIRS)
    recorded = item_at(attempt_with(attempt), 1).prompt_order
    assert recorded is not None

    reorder_prompts(None)
    assert verify_scores().discrepancies == []

    reorder_prompts(recorded[::-1])
    assert [(each.position, each.what) for each in verify_scores().discrepancies] == [(1, "order")]


def reorder_prompts(order: list[str] | None) -> None:
    with write_transaction() as tx:
        tx.execute(update(AttemptItem).where(AttemptItem.position == 1).values(prompt_order=order))


def test_a_prompt_that_came_leaves_what_was_answered_as_it_was(
    with_matches: PublishedBank, bank_file: Path
) -> None:
    played(new_player(with_matches), PAIRS)
    line = "      Boats can leave: High water\n"
    edit_bank(bank_file, (line, f"{line}      Shells are found: Low water\n"))

    (effect,) = effects(with_matches.bank, published_from(bank_file).bank)

    assert (effect.unsayable, effect.gains, effect.losses) == (1, 0, 0)
