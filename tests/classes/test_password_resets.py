"""New passwords, by a teacher, for learners of a class who have forgotten theirs."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.accounts.logging_in import authenticated_user
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import enrolling, password_resets
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.domain.errors import (
    ClassroomArchived,
    GetsInOtherwise,
    NotFound,
    TaughtElsewhere,
    WrongPassword,
)
from quizapp.exchange.roster import RosterLine
from quizapp.models import AuditEntry, LoginSession, User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.people import PASSWORD
from tests.support.playing import all_rows


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana",))


def reset(world: ClassWorld, public_id: str) -> password_resets.PasswordSlip:
    room, teacher = world.classroom.id, world.teacher_id
    return password_resets.reset_password(room, public_id, teacher, clock.now())


def keeps_the_password() -> bool:
    return authenticated_user("ana", PASSWORD) == user_named("ana").id


def test_the_new_password_lets_in_the_old_one_not_and_every_device_is_signed_out(
    world: ClassWorld,
) -> None:
    ana, now = user_named("ana"), clock.now()
    public_id = ana.public_id
    with write_transaction() as tx:
        seen = LoginSession(token_hash="t", user_id=ana.id, created_at=now, expires_at=now)
        tx.add(seen)

    slip = reset(world, public_id)

    assert (slip.name, slip.user_name) == ("Ana", "ana")
    assert authenticated_user("ana", slip.password) == user_named("ana").id
    with pytest.raises(WrongPassword):
        authenticated_user("ana", PASSWORD)
    assert all_rows(LoginSession) == []
    entry = all_rows(AuditEntry)[-1]
    assert (entry.deed, entry.subject) == ("reset learner password", public_id)
    assert slip.password not in str(entry.details)


def test_an_account_that_other_teachers_have_is_left_alone(world: ClassWorld) -> None:
    elsewhere = create_classroom(
        NewClassroom("Theirs", "UTC"), new_user("Tore", Role.TEACHER), clock.now()
    )
    theirs = ClassWorld(world.published, world.teacher_id, elsewhere, clock.now())
    theirs.enrol(user_named("ana").id)
    ana = user_named("ana").public_id

    with pytest.raises(TaughtElsewhere):
        reset(world, ana)

    assert keeps_the_password()
    assert password_resets.learner_with_password(world.classroom.id, ana).is_taught_elsewhere


def test_a_teacher_among_the_learners_is_left_alone(world: ClassWorld) -> None:
    with write_transaction() as tx:
        tx.execute(update(User).where(User.user_name == "ana").values(role=Role.TEACHER))

    with pytest.raises(GetsInOtherwise):
        reset(world, user_named("ana").public_id)

    assert keeps_the_password()


def test_a_learner_without_a_password_gets_none(world: ClassWorld) -> None:
    enrolling.enrol_all(world.classroom.id, [RosterLine(1, "Mo", "mona")], None, clock.now())
    mona = user_named("mona").public_id

    with pytest.raises(GetsInOtherwise):
        reset(world, mona)
    with pytest.raises(GetsInOtherwise):
        password_resets.learner_with_password(world.classroom.id, mona)


def test_a_learner_of_no_class_of_the_teachers_is_not_there(world: ClassWorld) -> None:
    new_user("Ziva")

    with pytest.raises(NotFound):
        reset(world, user_named("ziva").public_id)
    with pytest.raises(NotFound):
        password_resets.learner_with_password(world.classroom.id, user_named("ziva").public_id)


def test_in_an_archived_class_passwords_stay(world: ClassWorld) -> None:
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(ClassroomArchived):
        reset(world, user_named("ana").public_id)

    assert keeps_the_password()
