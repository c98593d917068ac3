"""Whatever happens to questions.yaml, what was taken stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Attempt
from tests.support.pages import text_of, without_tokens
from tests.support.people import Visitor
from tests.support.records import (
    attempt_row,
    count_of,
    edit_bank,
    key_numbers,
    marks_of,
    on_sqlite,
    public_id,
    save_bank,
    wrong_number,
)

WIND = "      - The wind: Wind raises waves, not the tide.\n"
HARBOUR = "      - The harbour: The harbour only feels it.\n"
REORDERED = (WIND + HARBOUR, HARBOUR + WIND)
REWORDED = ("- The pilots\n    hint", "- The men of the pilot boat\n    hint")
SWAPPED = (
    "    key: The moon\n    distractors:\n      - The wind:",
    "    key: The wind\n    distractors:\n      - The moon:",
)
TURNED_ROUND = ("    key: true\n", "    key: false\n")
OTHER_STEM = ("What pulls at the sea and makes it rise?", "What draws the sea up?")
OTHER_WORDS = (
    "explanation: They lie bare for about six hours.",
    "explanation: So the text has it.",
)
RENAMED = ("  - id: what-pulls\n", "  - id: who-pulls\n"), ("[what-pulls,", "[who-pulls,")
REMOVED = ("items: [what-pulls, who-reads, bare-flats, spring-tide, ebb]", "items: [who-reads]")
OTHER_TITLE = ("title: Everything about the tides", "title: Ebb and flow")

EDITS = {
    "options reordered": [REORDERED],
    "an option reworded": [REWORDED],
    "the key swapped": [SWAPPED],
    "a statement turned round": [TURNED_ROUND],
    "the stem reworded": [OTHER_STEM],
    "an explanation reworded": [OTHER_WORDS],
    "an item renamed": [*RENAMED],
    "items taken out of the quiz": [REMOVED],
    "the quiz renamed": [OTHER_TITLE],
}


def answered(person: Visitor, app: Flask) -> str:
    """An attempt at everything: right, partly right, wrong, unknown, right."""
    attempt = person.start("all")
    person.respond(attempt, 1, *key_numbers(app, attempt, 1))
    person.respond(attempt, 2, key_numbers(app, attempt, 2)[0])
    person.respond(attempt, 3, wrong_number(app, attempt, 3))
    person.respond(attempt, 4, dont_know="1")
    person.respond(attempt, 5, *key_numbers(app, attempt, 5))
    return attempt


def pages(learner: Visitor, teacher: Visitor, attempt: str) -> dict[str, str]:
    """Every page that looks back on the attempt."""
    own = [attempt, *(f"{attempt}/items/{position}" for position in range(1, 6))]
    shown = {path: without_tokens(learner.get(path).text) for path in own}
    watched = f"/teach/attempts/{public_id(attempt)}"
    return {**shown, watched: without_tokens(teacher.get(watched).text)}


def test_no_edit_changes_a_past_attempt(
    learner: Visitor, teacher: Visitor, app: Flask, bank_file: Path
) -> None:
    attempt = answered(learner, app)
    before = pages(learner, teacher, attempt)
    original = bank_file.read_text()

    changed = set()
    for name, edits in EDITS.items():
        bank_file.write_text(original)
        edit_bank(bank_file, *edits)
        after = pages(learner, teacher, attempt)
        changed |= {(name, path) for path in before if after[path] != before[path]}

    assert changed == set()
    assert attempt_row(app, attempt).score == 2.5
    assert "2.5 of 5" in text_of(before[attempt])


def test_an_edit_is_served_to_whoever_starts_afterwards(
    learner: Visitor, app: Flask, bank_file: Path
) -> None:
    answered(learner, app)
    edit_bank(bank_file, SWAPPED)

    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    answers = text_of(learner.get(f"{attempt}/items/1").text)
    assert "The wind Your answer · Right answer" in answers


def test_a_running_attempt_goes_on_with_what_it_began_with(
    learner: Visitor, app: Flask, bank_file: Path
) -> None:
    attempt = learner.start("all")
    before = without_tokens(learner.get(f"{attempt}/items/1").text)
    moon = key_numbers(app, attempt, 1)
    edit_bank(bank_file, OTHER_STEM, SWAPPED, TURNED_ROUND, REWORDED)

    after = without_tokens(learner.get(f"{attempt}/items/1").text)
    learner.respond(attempt, 1, *moon)

    assert after == before
    assert marks_of(app, attempt) == {1: 1.0}


def test_a_running_attempt_survives_its_quiz(learner: Visitor, app: Flask, bank_file: Path) -> None:
    attempt = learner.start("quiet")
    edit_bank(bank_file, ("  - id: quiet\n", "  - id: loud\n"))

    for position in (1, 2, 3):
        learner.respond(attempt, position, *key_numbers(app, attempt, position))

    assert "3 of 3" in text_of(learner.get(attempt).text)
    assert "See at the end" in learner.get("/progress").text


def test_a_file_with_errors_changes_nothing_for_learners(
    learner: Visitor, bank_file: Path, app: Flask
) -> None:
    save_bank(bank_file, bank_file.read_text() + "\n  nonsense: [\n")

    attempt = learner.start("all")

    assert learner.get(f"{attempt}/items/1").status_code == 200
    assert count_of(app, Attempt) == 1


@on_sqlite
@pytest.mark.parametrize("cut", [0, 60, 2500])
def test_a_file_that_is_still_being_written_is_not_looked_at(
    cut: int, anonymous: Visitor, bank_file: Path
) -> None:
    anonymous.get("/")
    bank_file.write_text(bank_file.read_text()[:cut])

    page = anonymous.get("/quizzes")

    assert "Everything about the tides" in page.text
