"""Join codes: open, renewed, closed; who gets in by them, once whatever happens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from quizapp.accounts import own_classes, signing_up
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import joining
from quizapp.classes.classrooms import archive_classroom, restore_classroom
from quizapp.domain.errors import ClassroomArchived, NotFound, TeachersDontJoin, WrongCode
from quizapp.models import AuditEntry, Enrolment, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


def code_of(world: ClassWorld) -> str:
    return joining.open_joining(world.classroom.id, world.teacher_id, clock.now())


def rows(model: type[Enrolment] | type[User]) -> int:
    found = db.session.scalar(select(func.count()).select_from(model)) or 0
    db.session.rollback()
    return found


def test_a_class_is_closed_until_it_is_opened_and_dies_with_its_code(world: ClassWorld) -> None:
    lena = new_user("Lena Abel")
    assert world.classroom.join_code is None

    first = code_of(world)
    assert code_of(world) == first
    second = joining.renew_join_code(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(WrongCode):
        joining.join(first, lena, clock.now())
    assert joining.join(second.lower(), lena, clock.now()) == ("Class 7b", True)
    assert joining.join(second, lena, clock.now()) == ("Class 7b", False)
    joining.close_joining(world.classroom.id, world.teacher_id, clock.now())
    with pytest.raises(WrongCode):
        joining.join(second, new_user("Bo"), clock.now())


def test_an_archived_class_takes_nobody_and_comes_back_closed(world: ClassWorld) -> None:
    code = code_of(world)
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(WrongCode):
        joining.join(code, new_user("Lena"), clock.now())
    with pytest.raises(ClassroomArchived):
        joining.open_joining(world.classroom.id, world.teacher_id, clock.now())
    restore_classroom(world.classroom.id, world.teacher_id, clock.now())
    with pytest.raises(WrongCode):
        joining.join(code, new_user("Bo"), clock.now())
    assert code_of(world) != code


def test_no_empty_code_opens_a_closed_class(world: ClassWorld) -> None:
    lena = new_user("Lena")

    for typed in ("", "-", "\x00", "None", "х" * 8):
        with pytest.raises(WrongCode):
            joining.join(typed, lena, clock.now())


def test_a_teacher_does_not_join(world: ClassWorld) -> None:
    with pytest.raises(TeachersDontJoin):
        joining.join(code_of(world), world.teacher_id, clock.now())

    assert rows(Enrolment) == 0


def test_a_guest_who_joins_is_known_by_the_name_they_give_and_an_account_keeps_its_own(
    world: ClassWorld,
) -> None:
    code, guest, lena = code_of(world), signing_up.create_guest(clock.now()), new_user("Lena Abel")

    joining.join(code, guest, clock.now(), name="Bo")
    joining.join(code, lena, clock.now(), name="Somebody else")

    names = set(db.session.scalars(select(User.display_name).where(User.id.in_([guest, lena]))))
    assert names == {"Bo", "Lena Abel"}


def test_two_tabs_at_once_make_one_enrolment(world: ClassWorld, inside: Flask) -> None:
    code, lena = code_of(world), new_user("Lena")
    db.session.rollback()

    def join(_tab: int) -> bool:
        with inside.app_context():
            return joining.join(code, lena, clock.now())[1]

    with ThreadPoolExecutor(8) as tabs:
        new = list(tabs.map(join, range(8)))

    assert sorted(new) == [False] * 7 + [True]
    assert rows(Enrolment) == 1


def test_one_form_sent_many_times_at_once_makes_one_guest(world: ClassWorld, inside: Flask) -> None:
    code = code_of(world)
    before = rows(User)

    def join(_tap: int) -> int:
        with inside.app_context():
            return joining.join_as_guest(code, "Bo", "a ticket", clock.now())[0]

    with ThreadPoolExecutor(8) as taps:
        ids = set(taps.map(join, range(8)))

    assert len(ids) == 1
    assert rows(User) == before + 1
    assert rows(Enrolment) == 1


def test_a_wrong_code_makes_no_guest_and_an_old_ticket_lets_nobody_in(
    world: ClassWorld, time: time_machine.Traveller
) -> None:
    before = rows(User)
    with pytest.raises(WrongCode):
        joining.join_as_guest("ABCD2345", "Bo", "a ticket", clock.now())
    assert rows(User) == before
    code = code_of(world)
    joining.join_as_guest(code, "Bo", "a ticket", clock.now())

    time.shift(timedelta(minutes=11))

    with pytest.raises(WrongCode):
        joining.join_as_guest(code, "Eve", "a ticket", clock.now())


def test_a_learner_leaves_comes_back_and_sees_only_running_classes(world: ClassWorld) -> None:
    code, lena = code_of(world), new_user("Lena")
    joining.join(code, lena, clock.now())
    assert [own.title for own in own_classes.classes_of(lena)] == ["Class 7b"]

    assert joining.leave_class(world.classroom_id, lena, clock.now()) == "Class 7b"

    assert own_classes.classes_of(lena) == []
    with pytest.raises(NotFound):
        joining.leave_class(world.classroom_id, lena, clock.now())
    assert joining.join(code, lena, clock.now()) == ("Class 7b", True)
    assert rows(Enrolment) == 1
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())
    assert own_classes.classes_of(lena) == []
    with pytest.raises(NotFound):
        joining.class_of(world.classroom_id, lena)


def test_each_deed_leaves_a_trace_and_none_tells_the_code(world: ClassWorld) -> None:
    code, lena = code_of(world), new_user("Lena")
    joining.join(code, lena, clock.now())
    joining.leave_class(world.classroom_id, lena, clock.now())
    joining.renew_join_code(world.classroom.id, world.teacher_id, clock.now())
    joining.close_joining(world.classroom.id, world.teacher_id, clock.now())

    entries = db.session.scalars(
        select(AuditEntry).where(AuditEntry.classroom_id.is_not(None)).order_by(AuditEntry.id)
    ).all()

    assert [entry.deed for entry in entries] == [
        "create classroom",
        "open joining",
        "join classroom",
        "leave classroom",
        "renew join code",
        "close joining",
    ]
    assert not any(code in f"{entry.subject} {entry.details}" for entry in entries)
