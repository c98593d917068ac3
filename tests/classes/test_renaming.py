"""Learners whom a class looks after, called otherwise by their teachers."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts.erasing import erase_learner
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import audit_trail, enrolling
from quizapp.classes.audit_trail import TrailFilter
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.classes.renaming import rename_learner
from quizapp.domain.errors import (
    NamesThemselves,
    NameTaken,
    NotFound,
    QuizappError,
    UnusableUserName,
    UserNameTaken,
)
from quizapp.exchange.roster import RosterLine
from quizapp.models import AuditEntry, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.playing import all_rows


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    world = new_class(published, ("Ana",))
    lines = [RosterLine(1, "Mona"), RosterLine(2, "Bo Ek")]
    enrolling.enrol_all(world.classroom.id, lines, world.teacher_id, clock.now())
    return world


def learner(name: str) -> User:
    db.session.rollback()
    return db.session.scalars(select(User).where(User.display_name == name)).one()


def rename(world: ClassWorld, public_id: str, name: str, user_name: str = "") -> None:
    room, teacher, now = world.classroom.id, world.teacher_id, clock.now()
    rename_learner(room, public_id, name, user_name, teacher, now)


def sentences(classroom_id: int) -> list[str]:
    return [each.sentence for each in audit_trail.whole_trail(classroom_id, TrailFilter())]


def test_a_learner_has_another_name_and_the_trail_says_from_which_to_which(
    world: ClassWorld,
) -> None:
    mona = learner("Mona").public_id

    rename(world, mona, "Mona Berg", "Mona.B")
    rename(world, mona, "Mona Berg", "Mona.B")

    assert learner("Mona Berg").user_name == "mona.b"
    renamed, named = sentences(world.classroom.id)[1::-1]
    assert renamed == "renamed “Mona”: now “Mona Berg”"
    assert named == "changed the user name of Mona Berg"


def test_all_classes_of_the_learner_are_told(world: ClassWorld) -> None:
    other = create_classroom(NewClassroom("Beside", "UTC"), world.teacher_id, clock.now())
    beside = ClassWorld(world.published, world.teacher_id, other, clock.now())
    beside.enrol(learner("Mona").id)

    rename(world, learner("Mona").public_id, "Mona Berg")

    assert "renamed “Mona”: now “Mona Berg”" in sentences(beside.classroom.id)


def test_capitals_of_a_name_can_be_mended(world: ClassWorld) -> None:
    rename(world, learner("Bo Ek").public_id, "bo EK")

    assert learner("bo EK")


@pytest.mark.parametrize(
    ("name", "user_name", "error"),
    [
        ("bo  ek", "", NameTaken),
        ("Ana", "", NameTaken),
        ("Mona", "ana", UserNameTaken),
        ("Mona", "-", UnusableUserName),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_changes_nothing(
    world: ClassWorld, name: str, user_name: str, error: type[QuizappError]
) -> None:
    before = len(all_rows(AuditEntry))

    with pytest.raises(error):
        rename(world, learner("Mona").public_id, name, user_name)

    assert learner("Mona").user_name is None
    assert len(all_rows(AuditEntry)) == before


def test_whoever_has_an_own_account_is_renamed_by_nobody_else(world: ClassWorld) -> None:
    with pytest.raises(NamesThemselves):
        rename(world, user_named("ana").public_id, "Anna")

    assert user_named("ana").display_name == "Ana"


def test_a_learner_of_another_class_is_not_there(world: ClassWorld) -> None:
    other = create_classroom(NewClassroom("Beside", "UTC"), world.teacher_id, clock.now())
    beside = ClassWorld(world.published, world.teacher_id, other, clock.now())

    with pytest.raises(NotFound):
        rename(beside, learner("Mona").public_id, "Mona Berg")


def test_names_of_an_archived_class_can_be_put_right(world: ClassWorld) -> None:
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    rename(world, learner("Mona").public_id, "Mona Berg")

    assert learner("Mona Berg")


def test_whoever_is_deleted_leaves_no_name_in_the_trail(world: ClassWorld) -> None:
    mona = learner("Mona").public_id
    rename(world, mona, "Mona Berg")

    erase_learner(world.classroom.id, mona, world.teacher_id, clock.now())

    details = [str(entry.details) for entry in all_rows(AuditEntry)]
    assert not [each for each in details if "Mona" in each]
    assert "renamed “–”: now “–”" in sentences(world.classroom.id)
