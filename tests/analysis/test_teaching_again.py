"""The lesson that is ready for what a class is about to forget."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from quizapp.analysis.teaching_again import bank_of_class, lesson_to_teach_again
from quizapp.assignments.facts import assignments_of_class
from quizapp.domain.bank import Bank
from tests.support.classes import ClassWorld
from tests.support.playing import Player
from tests.test_query_counts import counted_statements


@pytest.fixture
def missed(inside: Flask, world: ClassWorld) -> ClassWorld:
    """A class that missed the first two questions of the bank."""
    for user_id in world.learner_ids:
        Player(user_id, world.published).play("all", wrong=(1, 2))
    return world


def zone_of(world: ClassWorld):
    zone = world.now.tzinfo
    assert zone is not None
    return zone


def test_a_lesson_asks_about_the_passages_that_most_would_fail(missed: ClassWorld):
    lesson = lesson_to_teach_again(missed.classroom, missed.now, zone_of(missed))

    assert [point.passage and point.passage.id for point in lesson.passages] == [
        "moon-1",
        "shore-2",
        "shore-1",
    ]
    assert lesson.item_ids[:2] == ("what-pulls", "who-reads")
    assert lesson.bank.id == "tides"


def test_a_lesson_leaves_out_what_it_cannot_ask(missed: ClassWorld):
    def can_ask(bank: Bank, item_id: str) -> bool:
        return bank.content_of(item_id).questions[0].mode == "one"

    lesson = lesson_to_teach_again(missed.classroom, missed.now, zone_of(missed), can_ask)

    assert "what-pulls" in lesson.item_ids
    assert "who-reads" not in lesson.item_ids


def test_a_lesson_costs_as_many_queries_as_the_map_and_one(inside: Flask, missed: ClassWorld):
    classroom = missed.classroom

    with counted_statements(inside) as statements:
        lesson_to_teach_again(classroom, missed.now, zone_of(missed))

    assert len(statements) == 4


def test_the_class_works_with_the_bank_of_what_opened_last(missed: ClassWorld):
    missed.assign("quiet")
    (set_first,) = assignments_of_class(missed.classroom.id)
    later = replace(
        set_first,
        bank_key="stars",
        terms=replace(set_first.terms, opens_at=set_first.terms.opens_at + timedelta(days=1)),
    )
    tides = missed.published.bank
    stars = replace(tides, id="stars")

    assert bank_of_class([set_first, later], {"tides": tides, "stars": stars}) is stars
    assert bank_of_class([later, set_first], {"tides": tides, "stars": stars}) is stars
    assert bank_of_class([later, set_first], {"tides": tides}) is tides
    assert bank_of_class([], {"tides": tides, "stars": stars}) is tides
    assert bank_of_class([], {}) is None
