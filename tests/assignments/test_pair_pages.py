"""A pre-test and a post-test: setting them, and reading what came of them."""

from __future__ import annotations

import csv
import io

import pytest
import time_machine
from flask import Flask

from quizapp.models.assignments import assignments_of
from quizapp.models.pairs import pair_in
from quizapp.models.pairs import tests_of_pair as both_tests
from quizapp.web.extensions import db
from tests.route_rows.pairs import PAIR
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.test_query_counts import statements_for


@pytest.fixture
def visited(app: Flask) -> VisitedClass:
    return visited_class(app)


@pytest.fixture
def tova(visited: VisitedClass) -> Visitor:
    return visited.teacher


def set_pair(visited: VisitedClass, teacher: Visitor, **changed: str) -> str:
    """The address of a new pair."""
    response = teacher.send(f"{visited.address}/pairs/new", **{**PAIR, **changed})
    assert response.status_code == 303, response.text
    return str(response.headers["Location"])


def play_pair(visited: VisitedClass, pair: str, learners: int, name: str = "Learner") -> None:
    """Let so many new learners take both tests, better after than before."""
    world = visited.world
    with visited.app.app_context():
        found = db.session.scalars(pair_in(world.classroom.id, pair.rsplit("/", 1)[1])).one()
        tests = db.session.scalars(both_tests(found.id)).all()
        ids = [(test.public_id, test.opens_at) for test in tests]
        for number in range(learners):
            learner = world.add_learner(f"{name}{number:02}")
            for (test_id, opens_at), wrong in zip(ids, ((1, 2), (1,)[: number % 2]), strict=True):
                world.now = opens_at
                with time_machine.travel(opens_at, tick=False):
                    world.play(test_id, learner, wrong=wrong)


def test_both_tests_are_set_in_the_zone_of_the_class(visited: VisitedClass, tova: Visitor) -> None:
    page = tova.get(set_pair(visited, tova))

    assert page.status_code == 200
    assert "Before and After" in page.text
    assert "two forms of 3 questions, none in common" in page.text
    assert "2 March, 08:00" in page.text
    assert "Too few to say: 0 learners have taken both tests" in page.text
    assert "Nobody is in the class yet" in page.text


def test_the_form_suggests_titles_and_an_opening(visited: VisitedClass, tova: Visitor) -> None:
    listed = tova.get(f"{visited.address}/assignments")
    page = tova.get(f"{visited.address}/pairs/new")

    assert f"{visited.address}/pairs/new" in listed.text
    assert page.status_code == 200
    assert 'value="Pre-test"' in page.text
    assert 'value="Post-test"' in page.text
    assert "Europe/Berlin" in page.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"quiz": "tides/all"}, "too few questions for two forms"),
        ({"quiz": "tides/none"}, "Not a valid choice"),
        ({"pre_title": " \x00 "}, "Give it a title"),
        ({"post_title": "x" * 201}, "Use at most 200 characters"),
        ({"pre_closes_at": ""}, "Say when it closes"),
        ({"pre_opens_at": "\t "}, "Say when it opens"),
        ({"post_closes_at": " "}, "Say when it closes"),
        ({"pre_closes_at": "2026-03-02T07:00"}, "It would close before it opens"),
        ({"post_opens_at": "2026-03-02T09:00"}, "It would open before the pre-test closes"),
        ({"post_closes_at": "2026-03-09T08:00"}, "It would close before it opens"),
        ({"pre_opens_at": "2026-03-29T02:30"}, "The clocks are put forward that day"),
        ({"minutes": "99999999999999999999"}, "Give a whole number from 1 to 1440."),
        ({"minutes": "soon"}, "Give a whole number from 1 to 1440."),
    ],
    ids=str,
)
def test_what_cannot_be_set_is_said_beside_the_field_and_kept(
    changed: dict[str, str], sentence: str, visited: VisitedClass, tova: Visitor
) -> None:
    response = tova.send(f"{visited.address}/pairs/new", **{**PAIR, **changed})

    assert response.status_code == 422
    assert sentence in response.text
    assert "2026-03-10T08:00" in response.text or "post_closes_at" in changed


def test_names_and_titles_of_all_scripts_are_kept(visited: VisitedClass, tova: Visitor) -> None:
    titles = {"pre_title": "قبل الدرس", "post_title": "После урока 🌙"}

    page = tova.get(set_pair(visited, tova, **titles))

    assert all(title in page.text for title in titles.values())


def test_the_quiz_of_half_a_pair_stays_for_the_reason_that_holds(
    visited: VisitedClass, tova: Visitor
) -> None:
    set_pair(visited, tova)
    with visited.app.app_context():
        tests = db.session.scalars(assignments_of(visited.world.classroom.id)).all()
        addresses = [f"{visited.address}/assignments/{test.public_id}/edit" for test in tests]

    pages = [text_of(tova.get(address).text) for address in addresses]

    assert len(pages) == 2
    assert all("because the two tests of a pair share it" in page for page in pages)
    assert not any("somebody has begun it" in page for page in pages)


@pytest.mark.slow
def test_the_gain_is_told_with_its_interval_its_limits_and_who_is_missing(
    visited: VisitedClass, tova: Visitor
) -> None:
    pair = set_pair(visited, tova)
    play_pair(visited, pair, 12)
    with visited.app.app_context():
        visited.world.add_learner("Zoe Absent")

    page = tova.get(pair).text

    assert "+50 points" in page
    assert "From 33 % to 83 % of the marks: the mean difference of 12 learners" in page
    assert "The interval lies above 0" in page
    assert "regression to the mean" in page
    assert "Form B came out" in page
    assert page.count('class="one"') == 12
    assert "Zoe Absent" in page
    assert "neither" in page


def test_the_table_says_what_the_page_says_and_runs_no_formula(
    visited: VisitedClass, tova: Visitor
) -> None:
    pair = set_pair(visited, tova)
    play_pair(visited, pair, 1, name="=cmd")

    response = tova.get(f"{pair}.csv")

    assert response.mimetype == "text/csv"
    header, row = csv.reader(io.StringIO(response.data.decode("utf-8-sig")))
    assert header == ["Learner", "First form", "Before", "After", "Difference"]
    assert row[0] == "'=cmd00"
    assert row[1] in {"A", "B"}
    assert [round(float(cell), 4) for cell in row[2:]] == [0.3333, 1.0, 0.6667]


@pytest.mark.slow
def test_the_page_takes_as_many_queries_for_many_learners_as_for_few(
    visited: VisitedClass, tova: Visitor, app: Flask
) -> None:
    pair = set_pair(visited, tova)
    play_pair(visited, pair, 2)
    few = statements_for(app, lambda: tova.get(pair))
    play_pair(visited, pair, 6, name="Later")

    assert statements_for(app, lambda: tova.get(pair)) == few


def test_nothing_is_set_in_an_archived_class(visited: VisitedClass, tova: Visitor) -> None:
    tova.send(f"{visited.address}/archive")

    assert tova.get(f"{visited.address}/pairs/new").status_code == 409
    assert tova.send(f"{visited.address}/pairs/new", **PAIR).status_code == 409
