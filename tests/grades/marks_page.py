"""The page of marks, and its cells."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.test import TestResponse

from quizapp.assignments.facts import assignments_of_class
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.models import User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, user_named
from tests.support.people import Visitor
from tests.support.playing import published_from


def class_of_three(teacher: Visitor, bank_file: Path) -> ClassWorld:
    """Ada Zett has 4 of 5 points, all are missing in what is due; call it in the app's context."""
    teacher_id, now = user_named(teacher.name).id, clock.now()
    classroom = create_classroom(NewClassroom("7b", "Asia/Tokyo"), teacher_id, now)
    world = ClassWorld(published_from(bank_file), teacher_id, classroom, now)
    ada = world.add_learner("Ada Zett")
    world.add_learner("Ben Alm")
    world.add_learner("Cleo de Bo")
    first = world.assign("all", attempts_allowed=1, time_limit=600)
    world.play(first, ada, wrong=(1,))
    world.assign("quiet", due_at=now - timedelta(minutes=1), weight=2)
    return world


def grid(world: ClassWorld) -> str:
    return f"/teach/classrooms/{world.classroom_id}/gradebook"


def cell(app: Flask, world: ClassWorld, learner: int = 0, assignment: int = 0) -> str:
    with app.app_context():
        user = db.session.get_one(User, world.learner_ids[learner])
        return f"{user.public_id}.{assignments_of_class(world.classroom.id)[assignment].public_id}"


def opened(teacher: Visitor, app: Flask, world: ClassWorld, **at: int) -> TestResponse:
    return teacher.get(f"{grid(world)}?cell={cell(app, world, **at)}")
