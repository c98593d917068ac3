"""A page asks the database as often for many banks as for two."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.test_query_counts import MOST_STATEMENTS, statements_for, statements_for_pages

PAGES = ("/", "/article", "/quizzes", "/cards", "/progress")


@pytest.mark.slow
@on_sqlite
def test_a_page_of_the_learner_costs_the_same_for_many_banks(
    app: Flask, learner: Visitor, bank_folder: Path
) -> None:
    learner.take("all", "lights")
    for_two = statements_for_pages(app, learner, PAGES)
    add_banks(bank_folder)
    learner.take("all", "more-0")

    for_many = statements_for_pages(app, learner, PAGES)

    assert for_two == for_many
    assert [path for path in PAGES if for_many[path] > MOST_STATEMENTS[path]] == []


@on_sqlite
def test_the_table_of_scores_costs_the_same_for_many_banks(
    app: Flask, learner: Visitor, teacher: Visitor, bank_folder: Path
) -> None:
    learner.take("all", "lights")
    for_two = statements_for(app, lambda: teacher.get("/teach/scores"))
    add_banks(bank_folder)
    learner.take("all", "more-0")

    for_many = statements_for(app, lambda: teacher.get("/teach/scores"))

    assert for_two == for_many <= 5


def add_banks(folder: Path) -> None:
    """Three more banks."""
    text = (folder / "lights.yaml").read_text(encoding="utf-8")
    for number in range(3):
        save_bank(folder / f"more-{number}.yaml", text.replace("id: lights", f"id: more-{number}"))
