"""One bar on every page of teachers, and the class looked at last."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.web import clock
from tests.support.classes import ClassWorld, class_of
from tests.support.people import Visitor
from tests.support.playing import published_from

_COUNT = re.compile(r'<span class="count">(\d+) ')
_LINK = re.compile(r'href="(/teach[^"#]*)"')


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class with one learner."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


def test_every_page_that_the_desk_and_the_bar_lead_to_has_one_bar(
    teacher: Visitor, world: ClassWorld
) -> None:
    desk = teacher.get(f"/teach/classrooms/{world.classroom_id}").text
    links = {unescape(link) for link in _LINK.findall(desk)} | {"/account", "/teach/nowhere"}
    pages = [(link, teacher.get(link)) for link in sorted(links)]

    bars = {
        link: page.text.count("data-bar")
        for link, page in pages
        if page.mimetype == "text/html" and page.status_code != 303
    }

    assert len(bars) > 10
    assert {link for link, count in bars.items() if count != 1} == set()


def test_the_bar_counts_the_challenges_that_wait_in_its_class(
    app: Flask, teacher: Visitor, world: ClassWorld, bank_file: Path
) -> None:
    with app.app_context():
        other = class_of(teacher, published_from(bank_file))
        attempt = world.play(world.assign(), world.learner_ids[0], wrong=(1,))
        new = NewChallenge("the pilots read it", "They read it too.")
        article = world.published.bank.article
        challenge_item(attempt, 1, world.learner_ids[0], article, new, clock.now())

    pages = [
        teacher.get(f"/teach/classrooms/{each.classroom_id}/settings") for each in (world, other)
    ]

    assert [_COUNT.findall(page.text) for page in pages] == [["1"], []]


def test_teach_opens_the_desk_of_the_class_looked_at_last(
    app: Flask, teacher: Visitor, world: ClassWorld, bank_file: Path
) -> None:
    with app.app_context():
        other = class_of(teacher, published_from(bank_file))
    for each in (world, other, world):
        teacher.get(f"/teach/classrooms/{each.classroom_id}/people")

        opened = teacher.get("/teach").headers["Location"]

        assert opened == f"/teach/classrooms/{each.classroom_id}"


def test_teach_opens_a_class_that_runs_though_one_in_the_archive_was_looked_at_last(
    app: Flask, teacher: Visitor, world: ClassWorld, bank_file: Path
) -> None:
    with app.app_context():
        over = class_of(teacher, published_from(bank_file))
    teacher.send(f"/teach/classrooms/{over.classroom_id}/archive")
    teacher.get(f"/teach/classrooms/{over.classroom_id}")

    assert teacher.get("/teach").headers["Location"] == f"/teach/classrooms/{world.classroom_id}"

    teacher.send(f"/teach/classrooms/{world.classroom_id}/archive")

    assert teacher.get("/teach").headers["Location"] == "/teach/classrooms"


def test_a_learners_pages_have_no_bar(learner: Visitor, teacher: Visitor) -> None:
    assert "data-bar" not in learner.get("/account").text
    assert "data-bar" not in teacher.get("/").text
    assert 'href="/teach"' in teacher.get("/").text


def test_help_stands_in_the_menu_and_leads_into_the_class(
    teacher: Visitor, world: ClassWorld
) -> None:
    assert 'href="/teach/help"' in teacher.get("/teach/banks").text

    page = teacher.get("/teach/help").text

    for part in ("people", "assignments", "gradebook", "questions", "map"):
        assert f'href="/teach/classrooms/{world.classroom_id}/{part}"' in page


def test_help_begins_with_a_class_where_there_is_none(teacher: Visitor) -> None:
    assert 'href="/teach/classrooms/new"' in teacher.get("/teach/help").text
