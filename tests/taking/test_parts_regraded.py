"""Answers in parts whose question was corrected: right and wrong are told of it as it was."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.domain.regrading import RegradeRule
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.regrading import regrade
from quizapp.web import clock
from tests.support.matches import PAIRS, add_matches, answers, boxes
from tests.support.orders import ENTRIES, add_order, places
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import edit_bank, key_numbers
from tests.support.regrading import BECAUSE

SWAPPED = (ENTRIES[1], ENTRIES[0], *ENTRIES[2:])
NO_LOW = {**PAIRS, "The mud flats lie bare": "A spring tide"}


def correct(app: Flask, bank_file: Path, item_id: str, *changes: tuple[str, str]) -> None:
    """Correct an item of the bank, and mark its answers anew."""
    edit_bank(bank_file, *changes)
    with app.app_context():
        bank = published_from(bank_file).bank
        regrade(bank, dry_run(bank, item_id, RegradeRule.BANK), BECAUSE, clock.now())


def test_matches_say_by_which_question_they_are_right(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_matches(bank_file)
    attempt = learner.start("matches")
    learner.respond(attempt, 1, **answers(app, attempt, 1, NO_LOW))
    learner.respond(attempt, 2, **answers(app, attempt, 2, boxes()))

    correct(
        app,
        bank_file,
        "which-water",
        ("bare: Low water", "bare: A spring tide"),
        ("[A spring tide]", "[Low water]"),
    )

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Right by the corrected question" in words
    assert "Your answer · Not right · by the question as it was A spring tide" in words
    assert "Right answer · by the question as it was Low water" in words
    assert "are right." not in words


def test_an_order_says_by_which_question_it_is_right(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_order(bank_file)
    attempt = learner.start("orders")
    learner.respond(attempt, 1, **places(app, attempt, *SWAPPED))
    learner.respond(attempt, 2, *key_numbers(app, attempt, 2))

    first, second = (f"      - {entry}\n" for entry in ENTRIES[:2])
    correct(app, bank_file, "one-tide", (first + second, second + first))

    words = text_of(learner.get(f"{attempt}/items/1").text)
    assert "Your answer · by the question as it was" in words
    assert "The right order · by the question as it was" in words
    assert "pairs stand" not in words
