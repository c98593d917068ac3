"""A question to be typed that changes: which memories start anew, and which are marked anew."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from quizapp.authoring.edit_effects import effects
from quizapp.banks.shelf import BankShelf
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Card, KeyCorrection, Review
from tests.support.playing import all_rows, new_player, published_from
from tests.support.shelves import looked, written
from tests.support.typed import add_number, add_short

pytestmark = pytest.mark.usefixtures("steady_clock")

OTHER_VARIANT = "[harbourmaster of the port]"


def answered(here: BankShelf, time: time_machine.Traveller, quiz: str, *texts: str) -> None:
    """Let the quiz be there, and each text be typed by somebody."""
    looked(time, here)
    for text in texts:
        player = new_player(here.published_bank())
        player.type(player.start(quiz), 1, text)


def edited(
    here: BankShelf, bank_file: Path, time: time_machine.Traveller, *changes: tuple[str, str]
) -> int:
    """Change the file and let it be in use; returns how many cards the teacher was told of."""
    old, text = here.published_bank().bank, bank_file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    bank_file.write_text(text, encoding="utf-8")
    written(bank_file)
    told = sum(each.cards_reset for each in effects(old, published_from(bank_file).bank))
    looked(time, here)
    return told


def remembered() -> list[tuple[bool, float | None]]:
    """Of each answer, whether its memory is there, and as what it was marked anew."""
    rows = zip(all_rows(Card), all_rows(Review), strict=True)
    return [(card.state is not None, row.remarked) for card, row in rows]


@pytest.fixture
def number(here: BankShelf, bank_file: Path, time: time_machine.Traveller) -> None:
    add_number(bank_file)
    written(bank_file)
    answered(here, time, "typed", "1.5 million", "1.6 million", "2 million")


@pytest.fixture
def words(here: BankShelf, bank_file: Path, time: time_machine.Traveller) -> None:
    add_short(bank_file)
    written(bank_file)
    answered(here, time, "words", "the harbour master", "port captain", "harbourmaster of the port")


@pytest.mark.usefixtures("number")
def test_a_wider_tolerance_marks_anew_and_lets_no_memory_start_over(here, bank_file, time):
    told = edited(here, bank_file, time, ("tolerance: 5 %", "tolerance: 10 %"))

    assert remembered() == [(True, None), (True, 1.0), (True, None)]
    assert not all_rows(KeyCorrection)
    assert check_memories().differing == ()
    assert told == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [("tolerance: 5 %", "tolerance: 1 %"), ("key: 1.5 million", "key: 1.55 million")],
)
@pytest.mark.usefixtures("number")
def test_another_number_or_less_tolerance_lets_memories_start_over(
    before, after, here, bank_file, time
):
    told = edited(here, bank_file, time, (before, after))

    assert [is_there for is_there, _ in remembered()] == [False] * 3
    assert told == 3


@pytest.mark.usefixtures("words")
def test_a_variant_that_joins_marks_anew_and_lets_no_memory_start_over(here, bank_file, time):
    told = edited(here, bank_file, time, (OTHER_VARIANT, f"{OTHER_VARIANT[:-1]}, port captain]"))

    assert remembered() == [(True, None), (True, 1.0), (True, None)]
    assert check_memories().differing == ()
    assert told == 0


@pytest.mark.usefixtures("words")
def test_a_variant_that_goes_marks_anew_and_lets_no_memory_start_over(here, bank_file, time):
    edited(here, bank_file, time, (OTHER_VARIANT, "[keeper of the harbour]"))

    assert remembered() == [(True, None), (True, None), (True, 0.0)]
    assert not all_rows(KeyCorrection)


@pytest.mark.usefixtures("words")
def test_a_key_that_counts_still_in_other_writing_is_no_other_key(here, bank_file, time):
    told = edited(here, bank_file, time, ("key: the harbour master", "key: harbour master"))

    assert [is_there for is_there, _ in remembered()] == [True] * 3
    assert told == 0


@pytest.mark.usefixtures("words")
def test_another_answer_in_words_lets_memories_start_over(here, bank_file, time):
    told = edited(here, bank_file, time, ("key: the harbour master", "key: the oldest pilot"))

    assert [is_there for is_there, _ in remembered()] == [False] * 3
    assert told == 3
