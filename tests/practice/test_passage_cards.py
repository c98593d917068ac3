"""The card of a passage to mark: the passage below its question, and behind them what is right."""

from __future__ import annotations

from pathlib import Path

from tests.support.passages import FIRST, add_passages
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_the_card_shows_the_passage_below_its_question(learner: Visitor, bank_file: Path) -> None:
    add_passages(bank_file)

    page = " ".join(learner.get("/cards?show=second-hand").text.split())

    assert (
        '<h1 class="stem" dir="auto" lang="en">Which sentence is told at second hand?</h1>' in page
    )
    assert f'<span class="card-passage" dir="auto" lang="en">{" ".join(FIRST)}</span>' in page
    assert f"<p>{FIRST[1]}</p>" in page.partition('class="card-back"')[2]
