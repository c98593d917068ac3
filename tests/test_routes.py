"""Every route, for everybody: who gets in, who is refused, and what no other site may send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from pkgutil import iter_modules

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.accounts import signing_up
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.models import Attempt, AttemptItem, Base, Notice
from quizapp.web import clock
from quizapp.web.extensions import db
from tests import route_rows
from tests.route_rows import (
    ROLES,
    Row,
    assignments,
    class_items,
    classrooms,
    gradebook,
    learning,
    lessons,
    live,
    pairs,
    rights,
    site,
    teaching,
)
from tests.route_rows import map as map_rows
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import sent
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import public_id

MODULES = (
    site,
    learning,
    teaching,
    live,
    assignments,
    class_items,
    lessons,
    gradebook,
    map_rows,
    pairs,
    rights,
    classrooms,
)
"""In the order in which their rows run: what is challenged before an assignment that holds its keys
is begun; whoever logs out, or leaves a class, does it last."""

ROWS: tuple[Row, ...] = (
    *chain.from_iterable(module.ROWS for module in MODULES),
    *learning.LAST,
    *site.LAST,
)


OFTEN = ("anonymous", "learner", "stranger")
"""Who is let in where, at every run; the others in CI."""


@pytest.fixture
def places(
    learner: Visitor,
    classmate: Visitor,
    teacher: Visitor,
    colleague: Visitor,
    app: Flask,
    bank_file: Path,
) -> dict[str, str]:
    """What the rows' addresses lead to."""
    finished = learner.take("quiet")
    regrade, notice = full_marks(app, teacher, finished)
    version = re.search(r"/teach/bank/history/(\d+)", teacher.get("/teach/bank/history").text)
    assert version
    with app.app_context():
        token = signing_up.create_setup_token(clock.now())
        world = class_of(teacher, learner, classmate, bank=bank_file)
        class_of(colleague, bank=bank_file)
        assignment = world.assign("all")
        found = {
            "finished": finished,
            "token": token,
            "person": user_named(learner.name).public_id,
            "classmate": user_named(classmate.name).public_id,
            "version": version[1],
            "regrade": regrade,
            "notice": notice,
            "classroom": world.classroom_id,
            "assignment": assignment,
            "learner_in_class": user_named(learner.name).public_id,
            "attempt": world.play(assignment, world.learner_ids[0], wrong=(1,)),
        }
        for module in MODULES:
            if hasattr(module, "places"):
                found |= module.places(app, world)
    return {**found, "running": learner.start("all")}


def class_of(teacher: Visitor, *learners: Visitor, bank: Path) -> ClassWorld:
    """A class of people who are here already; within the app's context."""
    teacher_id, now = user_named(teacher.name).id, clock.now()
    new = NewClassroom(f"The class of {teacher.name}", "Europe/Berlin")
    classroom_id = create_classroom(new, teacher_id, now)
    world = ClassWorld(published_from(bank), teacher_id, classroom_id, now)
    for learner in learners:
        world.enrol(user_named(learner.name).id)
    return world


def full_marks(app: Flask, teacher: Visitor, attempt: str) -> tuple[str, str]:
    """Full marks for one item of the attempt: the ids of the regrade, and of the learner's note."""
    with app.app_context():
        query = select(AttemptItem.item_key).join(Attempt).order_by(AttemptItem.id)
        item = db.session.scalar(query.where(Attempt.public_id == public_id(attempt)))
    page = teacher.get(f"/teach/regrades/new?item={item}&rule=full-marks")
    done = sent(teacher, page, "/teach/regrades", reason="Unfair.")
    with app.app_context():
        notice = db.session.scalars(select(Notice.public_id)).one()
    return done.headers["Location"].rsplit("/", 1)[1], notice


@pytest.mark.on_both
@pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=[] if role in OFTEN else pytest.mark.slow) for role in ROLES],
)
def test_every_route_lets_in_whom_it_should(
    role: str, places: dict[str, str], request: pytest.FixtureRequest
) -> None:
    visitor: Visitor = request.getfixturevalue(role)

    at = ROLES.index(role)
    answers = [(row, answer(visitor, row, places)) for row in ROWS]

    assert not [
        f"{row.method} {row.path}: {status}, and not {row.statuses[at]}"
        for row, status in answers
        if status != row.statuses[at]
    ]


def answer(visitor: Visitor, row: Row, places: dict[str, str]) -> int:
    path = row.path.format_map(places)
    if row.fields is None:
        return visitor.get(path).status_code
    return visitor.send(path, **row.fields).status_code


def test_every_route_has_a_row(app: Flask) -> None:
    found, rows = set(routes(app)), {(row.endpoint, row.method) for row in ROWS}

    assert sorted(found - rows) == []
    assert sorted(rows - found) == []


def test_every_module_of_rows_is_in_use() -> None:
    named = {module.__name__.rsplit(".", 1)[1] for module in MODULES}

    assert named == {found.name for found in iter_modules(route_rows.__path__)}


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
                yield rule.endpoint, method


@pytest.mark.slow
def test_no_form_is_taken_without_its_token(
    learner: Visitor, places: dict[str, str], app: Flask
) -> None:
    before = everything(app)

    statuses = {
        row.path: learner.browser.post(
            row.path.format_map(places), data={**(row.fields or {}), "csrf_token": token}
        ).status_code
        for row in ROWS
        if row.method == "POST"
        for token in ("", "made up")
    }

    assert set(statuses.values()) == {400}
    assert everything(app) == before


FROM_ANOTHER_SITE: tuple[dict[str, str], ...] = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        *(pytest.param(each, marks=pytest.mark.slow) for each in FROM_ANOTHER_SITE),
    ],
    ids=str,
)
def test_no_form_is_taken_from_another_site(
    headers: dict[str, str], learner: Visitor, places: dict[str, str], app: Flask
) -> None:
    before, token = everything(app), learner.browser.token()

    statuses = {
        row.path: learner.browser.post(
            row.path.format_map(places),
            data={**(row.fields or {}), "csrf_token": token},
            headers=headers,
        ).status_code
        for row in ROWS
        if row.method == "POST"
    }

    assert set(statuses.values()) == {403}
    assert everything(app) == before


@pytest.mark.parametrize(
    "header",
    [{"Origin": "http://localhost"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
    ids=str,
)
def test_a_form_of_this_site_is_taken(header: dict[str, str], learner: Visitor) -> None:
    fields = {"csrf_token": learner.browser.token()}

    response = learner.browser.post("/quizzes/all/attempts", data=fields, headers=header)

    assert response.status_code == 303


def test_the_token_of_another_browser_is_worth_nothing(learner: Visitor, stranger: Visitor) -> None:
    fields = {"csrf_token": stranger.browser.token()}

    assert learner.browser.post("/quizzes/all/attempts", data=fields).status_code == 400


@pytest.mark.on_both
@pytest.mark.slow
def test_no_page_that_is_read_changes_anything(
    learner: Visitor, teacher: Visitor, places: dict[str, str], app: Flask
) -> None:
    before = everything(app)

    for row in ROWS:
        if row.method == "GET":
            learner.get(row.path.format_map(places))
            teacher.get(row.path.format_map(places))
            teacher.browser.head(row.path.format_map(places))

    assert everything(app) == before


def everything(app: Flask) -> dict[str, int]:
    """How many rows each table has, and how many attempts are running."""
    with app.app_context():
        counts = {
            name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }
        finished = Base.metadata.tables["attempts"].c.finished_at
        counts["running"] = db.session.scalar(select(func.count(finished))) or 0
        return counts


def test_no_address_holds_a_number_to_count_up(places: dict[str, str]) -> None:
    assert len(public_id(places["running"])) >= 16
    assert len(places["person"]) >= 16
