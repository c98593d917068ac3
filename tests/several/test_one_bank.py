"""With one bank, nobody sees that there could be more; addresses that name it work all the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.support.classes import teaches_all
from tests.support.people import Visitor


@pytest.fixture
def settings(settings: dict[str, Any], bank_file: Path) -> dict[str, Any]:
    """The settings of the app under test."""
    return {**settings, "BANK": bank_file}


def test_no_page_names_the_only_bank_in_a_link(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.take("all")
    own = ("/", "/article", "/quizzes", "/quizzes/all", "/cards", "/cards?show=ebb", "/progress")
    named = ("/banks/tides", "/banks/tides/article", "/banks/tides/quizzes", attempt)
    teach = ("/teach/scores", "/teach/bank", "/teach/regrades", f"/teach{attempt}")

    teaches_all(app, teacher)
    pages = [learner.get(path) for path in own + named] + [teacher.get(path) for path in teach]

    assert {page.status_code for page in pages} == {200}
    assert [page.request.path for page in pages if "/banks/tides" in page.text] == []


def test_addresses_that_name_the_only_bank_answer(learner: Visitor) -> None:
    paths = ("", "/article", "/quizzes", "/quizzes/all")

    assert [learner.get(f"/banks/tides{path}").status_code for path in paths] == [200] * 4
    assert [learner.get(f"/banks/none{path}").status_code for path in paths] == [404] * 4


def test_a_rating_may_leave_the_only_bank_out_and_name_no_other(learner: Visitor) -> None:
    rating = {"item_id": "ebb", "sequence": "1", "rating": "good"}

    assert learner.send("/cards/ratings", **rating).status_code == 303
    assert learner.send("/cards/ratings", bank_id="none", **rating).status_code == 404


def test_the_table_of_scores_and_its_csv_have_no_choice_of_bank(
    learner: Visitor, teacher: Visitor
) -> None:
    learner.take("all")

    assert "choice-of-bank" not in teacher.get("/teach/scores").text
    assert "Question file" not in teacher.get("/teach/scores.csv").text.splitlines()[0]
