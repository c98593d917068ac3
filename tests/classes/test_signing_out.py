"""A learner signed out on every device by a teacher of the class."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.accounts.signing_up import create_guest
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import enrolling
from quizapp.classes.classrooms import archive_classroom
from quizapp.classes.signing_out import SignedOut, sign_out_everywhere
from quizapp.domain.errors import ClassroomArchived, GetsInOtherwise, NotFound
from quizapp.exchange.roster import RosterLine
from quizapp.models import AuditEntry, LoginSession, User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.pages import sent
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.test_routes import class_of


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


def signed_in(*user_ids: int) -> None:
    now = clock.now()
    with write_transaction() as tx:
        for number, user_id in enumerate(user_ids):
            tx.add(
                LoginSession(
                    token_hash=f"t{number}", user_id=user_id, created_at=now, expires_at=now
                )
            )


def sign_out(world: ClassWorld, public_id: str) -> SignedOut:
    return sign_out_everywhere(world.classroom.id, public_id, world.teacher_id, clock.now())


def test_every_device_of_the_learner_is_signed_out_and_nobody_elses(world: ClassWorld) -> None:
    ana, ben = user_named("ana").id, user_named("ben").id
    signed_in(ana, ana, ben)

    done = sign_out(world, user_named("ana").public_id)

    assert done == SignedOut("Ana", needs_code=False)
    assert [each.user_id for each in all_rows(LoginSession)] == [ben]
    entry = all_rows(AuditEntry)[-1]
    assert (entry.deed, entry.subject) == ("sign learner out", user_named("ana").public_id)


def test_who_gets_in_by_codes_needs_a_new_one(world: ClassWorld) -> None:
    enrolling.enrol_all(world.classroom.id, [RosterLine(1, "Mo", "mona")], None, clock.now())

    done = sign_out(world, user_named("mona").public_id)

    assert done == SignedOut("Mo", needs_code=True)


def test_a_guest_whose_browser_is_the_only_way_in_stays(world: ClassWorld) -> None:
    guest = create_guest(clock.now())
    world.enrol(guest)
    signed_in(guest)

    with pytest.raises(GetsInOtherwise):
        sign_out(world, db.session.get_one(User, guest).public_id)

    assert len(all_rows(LoginSession)) == 1


def test_a_teacher_among_the_learners_stays(world: ClassWorld) -> None:
    ana = user_named("ana").id
    with write_transaction() as tx:
        tx.execute(update(User).where(User.id == ana).values(role=Role.TEACHER))
    signed_in(ana)

    with pytest.raises(GetsInOtherwise):
        sign_out(world, user_named("ana").public_id)

    assert len(all_rows(LoginSession)) == 1


def test_nobody_of_another_class_and_nobody_of_an_archived_one(world: ClassWorld) -> None:
    new_user("Ziva")

    with pytest.raises(NotFound):
        sign_out(world, user_named("ziva").public_id)
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())
    with pytest.raises(ClassroomArchived):
        sign_out(world, user_named("ana").public_id)


def test_the_learners_page_has_a_button_that_signs_them_out(
    app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path
) -> None:
    with app.app_context():
        world = class_of(teacher, learner, bank=bank_file)
        address = (
            f"/teach/classrooms/{world.classroom_id}/people/{user_named(learner.name).public_id}"
        )
    page = teacher.get(f"{address}/enrolment")

    done = sent(teacher, page, f"{address}/sign-out")

    after = teacher.get(done.headers["Location"])
    assert "Lena is signed out on every device." in after.text
    assert learner.get("/account").status_code == 303
