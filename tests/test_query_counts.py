"""A page asks the database as often for a long history as for a short one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import event

from quizapp.web.extensions import db
from tests.support.people import Visitor

# The session asks for the learner’s terms, their day so far, their pace, and what waits. Who is in
# a class has the home page ask for what is set as well: tests/home/test_today.py.
MOST_STATEMENTS = {
    "/": 9,
    "/article": 6,
    "/quizzes": 3,
    "/quizzes/all": 4,
    "/cards": 9,
    "/progress": 10,
}


@contextmanager
def counted_statements(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements_for(app: Flask, open_page: Callable[[], object]) -> int:
    with counted_statements(app) as statements:
        open_page()
    return len(statements)


def statements_for_pages(app: Flask, person: Visitor, paths: Iterable[str]) -> dict[str, int]:
    return {path: statements_for(app, partial(person.get, path)) for path in paths}


@pytest.mark.slow
def test_a_page_of_the_learner_costs_the_same_after_many_attempts(
    app: Flask, learner: Visitor
) -> None:
    learner.take("all")
    for item_id in ("flood", "neap", "slack"):  # so that a card comes next, before and after
        learner.send("/cards/ratings", item_id=item_id, sequence="1", rating="again")
    after_one = statements_for_pages(app, learner, MOST_STATEMENTS)
    for _ in range(3):
        learner.take("all")
        learner.take("by-topic")

    after_many = statements_for_pages(app, learner, MOST_STATEMENTS)

    assert after_one == after_many
    assert [path for path in after_many if after_many[path] > MOST_STATEMENTS[path]] == []


def test_the_table_of_scores_costs_the_same_for_a_full_class(
    app: Flask, teacher: Visitor, learner: Visitor, stranger: Visitor
) -> None:
    learner.take("all")
    for_one = statements_for(app, lambda: teacher.get("/teach/scores"))
    stranger.take("all")
    stranger.take("quiet")

    for_many = statements_for(app, lambda: teacher.get("/teach/scores"))

    assert for_one == for_many <= 5


def test_results_cost_the_same_for_a_long_quiz(app: Flask, learner: Visitor) -> None:
    short, long = learner.take("quiet"), learner.take("all")

    for_short = statements_for(app, lambda: learner.get(short))
    for_long = statements_for(app, lambda: learner.get(long))

    assert for_short == for_long <= 10


def test_a_response_costs_a_bounded_number_of_statements(app: Flask, learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, 1)
    token = learner.browser.token()
    fields = {"csrf_token": token, "position": "2", "dont_know": "1"}

    statements = statements_for(
        app, lambda: learner.browser.post(f"{attempt}/responses", data=fields)
    )

    assert statements <= 14  # of which memory takes seven
