"""More time given in a cell of the marks, to somebody who has more in every quiz."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from quizapp.assignments.exceptions import learner_terms
from quizapp.domain.assignments import OtherTerms
from tests.assignments.giving_help import give
from tests.grades.marks_page import cell, class_of_three, opened
from tests.support.pages import form_to
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_more_minutes_come_on_top_of_what_a_learner_has_in_every_quiz(
    teacher: Visitor, app: Flask, bank_file: Path
) -> None:
    with app.app_context():
        world = class_of_three(teacher, bank_file)
        give(world, world.learner_ids[0], more_minutes=30)
    ada = cell(app, world)
    learner_id, _, assignment_id = ada.partition(".")
    address = str(form_to(opened(teacher, app, world), f"cell={ada}").action)

    teacher.send(address, action="time", minutes="20")

    with app.app_context():
        given = learner_terms(world.classroom.id, assignment_id, learner_id).otherwise
    assert given == OtherTerms(extra_time=(30 + 20) * 60)
