"""A passage to mark before the class: the parts in their order, counted as answers are."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from tests.support.class_visits import visited_class
from tests.support.classes import place_on_wall
from tests.support.pages import text_of
from tests.support.passages import FIRST, add_passages
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_the_projector_and_the_live_page_show_its_parts(
    app: Flask, learner: Visitor, bank_file: Path
) -> None:
    add_passages(bank_file)
    visited = visited_class(app, learner.name)
    assignment = visited.assign("passages")
    attempt = learner.send(f"{assignment}/attempts").headers["Location"].partition("/items")[0]
    learner.respond(attempt, 1, 2)
    address = f"{visited.address}{assignment}"
    with app.app_context():
        place = place_on_wall(assignment.rsplit("/", 1)[1], "second-hand")

    wall = text_of(visited.teacher.get(f"{address}/projector/{place}?key=1").text)
    live = text_of(visited.teacher.get(f"{address}/live").text)

    assert "Which sentence is told at second hand? Mark the sentence" in wall
    assert f"{FIRST[0]} {FIRST[1]} Right answer {FIRST[2]}" in wall
    assert f"{FIRST[1]} Right answer 1 100 %" in live
