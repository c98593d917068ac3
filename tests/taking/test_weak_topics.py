"""From the results to the questions of a weak topic."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.support.people import Visitor
from tests.support.records import edit_bank, key_numbers

PRACTISE = "Practise this topic"


def test_a_topic_with_something_missed_leads_to_its_questions(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    for position in (1, 4):  # all that is about the moon
        learner.respond(attempt, position, *key_numbers(app, attempt, position))
    for position in (2, 3, 5):
        learner.respond(attempt, position, dont_know="1")

    results = learner.get(attempt)

    assert 'href="/cards?topic=shore"' in results.text
    assert 'href="/cards?topic=moon"' not in results.text
    assert results.text.count(PRACTISE) == 1


def test_a_topic_that_has_another_name_by_now_leads_nowhere(
    learner: Visitor, bank_file: Path
) -> None:
    attempt = learner.take("all")
    edit_bank(bank_file, ("  shore: On the shore", "  shore: By the sea"))

    results = learner.get(attempt)

    assert 'href="/cards?topic=moon"' in results.text
    assert 'href="/cards?topic=shore"' not in results.text
