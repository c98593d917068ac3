"""Choosing classes to compare, and what the page says of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.web import clock
from tests.analysis.test_comparing import fill
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.test_query_counts import statements_for


@pytest.fixture
def worlds(app: Flask, teacher: Visitor, bank_file: Path) -> list[ClassWorld]:
    """Two terms of one class."""
    published = published_from(bank_file)
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        ids = [
            create_classroom(NewClassroom("7b", "Europe/Berlin", term), teacher_id, now)
            for term in ("spring", "autumn")
        ]
    return [ClassWorld(published, teacher_id, classroom_id, now) for classroom_id in ids]


def address(first: ClassWorld, *others: ClassWorld, quiz: str = "tides/all") -> str:
    chosen = "".join(f"&others={world.classroom_id}" for world in others)
    return f"/teach/compare?quiz={quiz}&first={first.classroom_id}{chosen}"


def text_at(teacher: Visitor, path: str) -> str:
    return " ".join(text_of(teacher.get(path).text).split())


def test_somebody_with_one_class_is_told_what_a_second_would_bring(
    teacher: Visitor, app: Flask
) -> None:
    assert "You teach no class yet" in text_at(teacher, "/teach/compare")


@pytest.mark.slow
def test_terms_are_compared_with_intervals_and_no_winner(
    teacher: Visitor, worlds: list[ClassWorld], app: Flask
) -> None:
    spring, autumn = worlds
    with app.app_context():
        fill(spring, {1: 14})
        fill(autumn, {1: 1, 3: 3})

    text = text_at(teacher, address(spring, autumn))

    assert "Over the 5 questions that these classes were asked in the same version" in text
    assert "+65 points 95 % interval: +36 to +81 more marks than in 7b, spring" in text
    assert "cannot be told apart" in text
    assert "5 differences are shown, and 1 of them can be told from chance." in text
    assert "about 0.25 would stand out even if nothing differed" in text
    assert "What could not be compared" not in text
    path = address(spring, autumn)
    assert statements_for(app, lambda: teacher.get(path)) <= 8


def test_classes_that_are_too_small_are_listed_with_the_reason(
    teacher: Visitor, worlds: list[ClassWorld]
) -> None:
    text = text_at(teacher, address(*worlds))

    assert "So there is no figure for the whole." in text
    assert "What could not be compared" in text
    assert "7b, autumn : not asked" in text


@pytest.mark.parametrize("others", [0, 1], ids=["none", "itself"])
def test_a_choice_that_compares_nothing_is_shown_again_with_the_reason(
    teacher: Visitor, worlds: list[ClassWorld], others: int
) -> None:
    first = worlds[0]

    response = teacher.get(address(first, *[first] * others))

    assert response.status_code == 422
    text = text_of(response.text)
    assert ("Choose at least one other class." in text) == (others == 0)
    assert ("Choose other classes than the one above." in text) == (others == 1)


def test_at_most_four_classes_stand_beside_one_another(
    teacher: Visitor, worlds: list[ClassWorld], app: Flask
) -> None:
    first = worlds[0]
    with app.app_context():
        more = [
            ClassWorld(
                first.published,
                first.teacher_id,
                create_classroom(NewClassroom(f"8{n}", "UTC"), first.teacher_id, first.now),
                first.now,
            )
            for n in range(4)
        ]

    assert teacher.get(address(first, *more)).status_code == 422
    assert teacher.get(address(first, *more[:3])).status_code == 200


def test_what_is_not_ones_own_is_not_there(
    teacher: Visitor, worlds: list[ClassWorld], app: Flask
) -> None:
    first, second = worlds
    with app.app_context():
        theirs = new_class(first.published, teacher="hanna")

    assert teacher.get(address(first, theirs)).status_code == 404
    assert teacher.get(address(theirs, first)).status_code == 404
    assert teacher.get(address(first, second, quiz="tides/none")).status_code == 404
    hostile = "/teach/compare?quiz=tides/all&first=%00&others=%F0%9F%8C%8A"
    assert teacher.get(hostile).status_code == 404


def test_a_class_can_be_chosen_by_the_link_that_leads_here(
    teacher: Visitor, worlds: list[ClassWorld]
) -> None:
    autumn = worlds[1].classroom_id

    page = teacher.get(f"/teach/compare?first={autumn}")

    assert page.status_code == 200
    assert f'selected value="{autumn}"' in page.text
