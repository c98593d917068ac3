"""Who teaches a class, what can be changed in it, and its life in the archive."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.classes import class_teachers, classrooms
from quizapp.classes.classrooms import ClassroomSettings
from quizapp.classes.taught_classes import classrooms_taught_by
from quizapp.domain.errors import LastTeacher, NotATeacher, NotFound, QuizappError
from quizapp.models import AuditEntry
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


def public_ids(world: ClassWorld) -> list[str]:
    return [row.public_id for row in class_teachers.teachers_of(world.classroom.id)]


def test_several_teach_a_class_and_the_last_one_stays(world: ClassWorld) -> None:
    new_user("Ziva Zohar", Role.TEACHER)
    now = clock.now()

    first = class_teachers.add_teacher(world.classroom.id, " ZIVA ", world.teacher_id, now)
    again = class_teachers.add_teacher(world.classroom.id, "ziva", world.teacher_id, now)

    assert (first, again) == (("Ziva Zohar", True), ("Ziva Zohar", False))
    ziva, tova = public_ids(world)
    class_teachers.remove_teacher(world.classroom.id, tova, None, now)
    with pytest.raises(LastTeacher):
        class_teachers.remove_teacher(world.classroom.id, ziva, None, now)
    with pytest.raises(NotFound):
        class_teachers.remove_teacher(world.classroom.id, tova, None, now)
    with pytest.raises(NotFound):
        classrooms.classroom_taught_by(world.classroom_id, world.teacher_id)


@pytest.mark.parametrize("name", ["lena", "nobody", "", "\x00", "n" * 300])
def test_only_a_teacher_can_be_added(world: ClassWorld, name: str) -> None:
    new_user("Lena")

    with pytest.raises(NotATeacher):
        class_teachers.add_teacher(world.classroom.id, name.replace("\x00", ""), None, clock.now())


def test_two_who_remove_each_other_at_once_leave_one(world: ClassWorld, inside: Flask) -> None:
    new_user("Ziva", Role.TEACHER)
    class_teachers.add_teacher(world.classroom.id, "ziva", None, clock.now())
    both = public_ids(world)
    db.session.rollback()

    def remove(public_id: str) -> bool:
        with inside.app_context():
            try:
                class_teachers.remove_teacher(world.classroom.id, public_id, None, clock.now())
            except QuizappError:
                return False
            return True

    with ThreadPoolExecutor(2) as hands:
        done = list(hands.map(remove, both))

    assert sorted(done) == [False, True]
    assert len(public_ids(world)) == 1


def test_settings_are_changed_once_and_told_by_their_names(world: ClassWorld) -> None:
    changed = ClassroomSettings("Class 8b", "2027", "Asia/Baghdad", 365, None, 0.9)

    for _ in range(2):
        classrooms.change_classroom(world.classroom.id, changed, world.teacher_id, clock.now())

    row = world.classroom
    assert (row.title, row.term, row.time_zone, row.keep_days) == (
        "Class 8b",
        "2027",
        "Asia/Baghdad",
        365,
    )
    deeds = db.session.scalars(select(AuditEntry).where(AuditEntry.deed == "change classroom"))
    assert [deed.details for deed in deeds] == [
        {"title": "Class 8b", "changed": ["title", "term", "time_zone", "keep_days"]}
    ]


def test_running_classes_come_first_and_each_is_told_with_its_learners(world: ClassWorld) -> None:
    world.add_learner("Lena")
    classrooms.create_classroom(
        classrooms.NewClassroom("Aardvarks", "UTC"), world.teacher_id, clock.now()
    )
    classrooms.archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    rows = classrooms_taught_by(world.teacher_id)

    assert [(row.title, row.learner_count, row.is_archived) for row in rows] == [
        ("Aardvarks", 0, False),
        ("Class 7b", 1, True),
    ]
