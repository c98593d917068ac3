"""What is set for a class: the teacher's pages, and the learner's."""

from __future__ import annotations

from flask import Flask

from quizapp.domain.assignments import FeedbackTime
from quizapp.models import User
from quizapp.web.extensions import db
from tests.route_rows import Row, Statuses, class_teachers
from tests.support.classes import ClassWorld

SET = "/teach/classrooms/{classroom}/assignments"
ONE = f"{SET}/{{to_take}}"
OTHER = f"{ONE}/exceptions/{{excepted}}"
EARLY = {"whom": "missing", "until": "never"}
GIVEN = {"is_excused": "1"}


def enrolled(status: int) -> Statuses:
    """For learners who are in the class; to everybody else it is not there."""
    return (303, 404, status, status, 404, 404, 404)


# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("assignments.list_assignments", SET,                        class_teachers(200)),
    Row("assignments.new_assignment", f"{SET}/new",    class_teachers(200)),
    Row("assignments.create_assignment", f"{SET}/new", class_teachers(422), {}),
    Row("assignments.check_assignment", f"{SET}/new/check", class_teachers(200), {}),
    Row("assignments.take_back_assignment", f"{SET}/none/take-back", class_teachers(404), {}),
    Row("assignments.view_assignment", ONE,                         class_teachers(200)),
    Row("assignments.view_assignment", f"{SET}/none",   class_teachers(404)),
    Row("assignments.edit_assignment", f"{ONE}/edit",   class_teachers(200)),
    Row("assignments.change_assignment", f"{ONE}/edit", class_teachers(422), {}),
    Row("assignments.remind", f"{ONE}/remind",                      class_teachers(303), {}),
    Row("assignments.remind", f"{SET}/none/remind",                 class_teachers(404), {}),
    Row("assignments.take_back_reminder", f"{ONE}/remind/undo",     class_teachers(303), {}),
    Row("assignments.edit_exception", OTHER,                        class_teachers(200)),
    Row("assignments.edit_exception", f"{ONE}/exceptions/none", class_teachers(404)),
    Row("assignments.change_exception", OTHER,                      class_teachers(422), {}),
    Row("assignments.change_exception", OTHER,                      class_teachers(303), GIVEN),
    Row("assignments.remove_exception", f"{OTHER}/remove",               class_teachers(303), {}),
    Row("assignments.extend", f"{ONE}/extend", class_teachers(303), EARLY),
    Row("assignments.give_minutes", f"{SET}/{{closed}}/minutes", class_teachers(303), {}),
    Row("assignments.end_assignment", f"{SET}/{{closed}}/end", class_teachers(303), {}),
    Row("assignments.undo_end", f"{SET}/{{closed}}/undo-end", class_teachers(303), {}),
    Row("taking.preview_assignment", f"{ONE}/preview",                   class_teachers(303), {}),
    Row("taking.view_assignment", "/assignments/{to_take}",              enrolled(200)),
    Row("taking.view_assignment", "/assignments/none",                   enrolled(404)),
    Row("taking.start_assignment", "/assignments/{to_take}/attempts",    enrolled(303), {}),
    Row("taking.start_assignment", "/assignments/{closed}/attempts",     enrolled(409), {}),
    Row("assignments.confirm_withdrawal", f"{SET}/{{closed}}/withdraw",  class_teachers(200)),
    Row("assignments.withdraw_assignment", f"{SET}/{{closed}}/withdraw", class_teachers(303), {}),
)
# fmt: on


def places(app: Flask, world: ClassWorld) -> dict[str, str]:
    """An assignment to take, one that has closed, and a learner to make an exception for."""
    assert app
    past = world.now.replace(year=world.now.year - 1)
    excepted = db.session.get_one(User, world.learner_ids[0])
    return {
        "excepted": excepted.public_id,
        "to_take": world.assign("by-topic", feedback=FeedbackTime.AT_END),
        "closed": world.assign("quiet", opens_at=past, closes_at=world.now),
    }
