"""Marks decided anew after the number, or its tolerance, was corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.attempts.looking_back import look_backs
from quizapp.authoring.edit_effects import effects
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.bank.edits import EditClass
from quizapp.regrades.verifying import verify_scores
from tests.support.playing import attempt_with, new_player, published_from
from tests.support.records import edit_bank
from tests.support.regrading import current, regraded
from tests.support.typed import add_number


@pytest.fixture
def published(inside: None, bank_file: Path) -> PublishedBank:
    add_number(bank_file)
    return published_from(bank_file)


def typed(published: PublishedBank, text: str) -> str:
    player = new_player(published)
    attempt = player.start("typed")
    player.type(attempt, 1, text)
    return attempt


@pytest.mark.parametrize(
    ("old", "new", "gains", "losses"),
    [
        ("key: 1.5 million", "key: 1.7 million", 1, 1),
        ("tolerance: 5 %", "tolerance: 20 %", 1, 0),
        ("tolerance: 5 %", "tolerance: 0", 0, 1),
        ("key: 1.5 million", "key: 1.5 billion", 0, 1),
    ],
)
def test_another_number_or_tolerance_is_another_key(
    old: str, new: str, gains: int, losses: int, published: PublishedBank, bank_file: Path
) -> None:
    typed(published, "1.52 million")
    typed(published, "1 700 000")
    edit_bank(
        bank_file,
        (old, new),
        ("      1.8 million: That was the year before.\n", ""),
        ("    feedback:\n    explanation: The harbour", "    explanation: The harbour"),
    )

    (effect,) = effects(published.bank, published_from(bank_file).bank)

    assert effect.edit.edit_class is EditClass.KEY
    assert (effect.gains, effect.losses, effect.unsayable) == (gains, losses, 0)


def test_the_same_number_in_other_writing_is_no_other_key(
    published: PublishedBank, bank_file: Path
) -> None:
    typed(published, "1.5 million")
    edit_bank(
        bank_file, ("key: 1.5 million", "key: 1500000"), ("tolerance: 5 %", "tolerance: 75000")
    )

    (effect,) = effects(published.bank, published_from(bank_file).bank)

    assert effect.edit.edit_class is EditClass.COSMETIC
    assert (effect.gains, effect.losses) == (0, 0)


def test_a_corrected_number_is_told_and_what_was_typed_is_read_anew(
    published: PublishedBank, bank_file: Path
) -> None:
    down, up = typed(published, "1.5 million"), typed(published, "1.8 million")
    edit_bank(
        bank_file,
        ("key: 1.5 million", "key: 1.8 million"),
        ("      1.8 million:", "      1.5 million:"),
    )

    regraded(published_from(bank_file), "how-many-boats")

    assert (current(down), current(up)) == (0.0, 1.0)
    look = look_backs(attempt_with(up).id)[0]
    assert look.regraded is not None
    assert look.regraded.keys == ("1.8 million boats",)
    assert verify_scores().discrepancies == []
