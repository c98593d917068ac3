"""`quizapp memory report`: how well predictions came true, at a terminal."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from tests.cli.conftest import Command
from tests.support.classes import ClassWorld, new_class
from tests.support.predicted import answered, as_card, first_answers, right, wrong

NAMES = ("Ada", "Ben", "Cem", "Dunja", "Eva")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, NAMES)


def fill(world: ClassWorld) -> None:
    """Of each learner ten cards that came right, ten checked of which two did not, a first one."""
    for user_id in world.learner_ids:
        answered(user_id, *right(20), predicted=0.9, predicted_plain=0.7, **as_card())
        answered(user_id, *right(16), *wrong(4))
        answered(user_id, {"days_since": None})


def test_it_says_what_was_said_and_how_much_of_it_was_right(
    quizapp: Command, world: ClassWorld
) -> None:
    fill(world)

    result = quizapp("memory", "report", "--class", world.classroom_id)

    assert result.exit_code == 0
    assert "Class 7b: 205 answers with a prediction, by 5 learners." in result.output
    assert "Together: on average we said 85 %, and 90 % were right (200 answers)." in result.output
    assert "    When we said 80 %, 80 % were right (100 answers)." in result.output
    assert (
        "Cards, rated by the learners: on average we said 90 %, and 100 % were right"
        in result.output
    )
    assert "Checked questions: on average we said 80 %, and 80 % were right" in result.output
    words = " ".join(result.output.split())
    assert "the right one had the higher chance in 78 of 100 cases (AUC)" in words
    assert "What we say is better than FSRS with its default settings: log loss 0.303" in words


def test_where_it_is_worse_or_cannot_be_told_it_says_so(
    quizapp: Command, world: ClassWorld
) -> None:
    for user_id in world.learner_ids:
        answered(user_id, *right(20), predicted=0.6)
        first_answers(user_id, 20, predicted_plain=0.8)

    words = " ".join(quizapp("memory", "report").output.split())

    assert "All classes: 200 answers with a prediction" in words
    assert "What we say is worse than FSRS with its default settings" in words
    assert "Whether what we say is better or worse than to take 30 % of what is new" in words
    assert "Whether right answers were told from wrong ones: too few of either to say." in words


def test_too_few_answers_are_told_with_how_many_are_wanted(
    quizapp: Command, world: ClassWorld
) -> None:
    answered(world.learner_ids[0], {})

    result = quizapp("memory", "report")

    assert result.exit_code == 0
    words = " ".join(result.output.split())
    assert "Together: too few to say: 1 answer by 1 learner, and 100 by 5 are wanted." in words
    assert "too few to say: 0 answers by 0 learners" in words


def test_programs_get_all_figures(quizapp: Command, world: ClassWorld) -> None:
    fill(world)

    record = json.loads(quizapp("memory", "report", "--class", "Class 7b", "--json").output)

    together = record["reviews"]["together"]
    assert record["class"] == world.classroom_id
    assert (record["n"], record["learners"]) == (205, 5)
    assert together["gain"]["word"] == "better"
    assert together["gain"]["interval"]["high"] < 0
    assert together["shown"]["bins"][0]["n"] == 100
    assert record["first_answers"]["together"]["shown"] is None


def test_a_class_that_is_not_there_is_told_with_where_to_look(
    quizapp: Command, world: ClassWorld
) -> None:
    result = quizapp("memory", "report", "--class", "9z")

    assert result.exit_code == 1
    assert "There is no class '9z'. See which there are with: quizapp classroom list" in (
        result.output
    )
