"""A second teacher by an invitation, which works once, for seven days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.accounts.erasing import erase_named
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.class_teachers import add_teacher, remove_teacher, teachers_of
from quizapp.classes.classrooms import archive_classroom
from quizapp.classes.invitations import accept, invite, invited_to, open_invitations, take_back
from quizapp.domain.errors import ClassroomArchived, Forbidden, WrongCode
from quizapp.domain.typed_codes import grouped_code
from quizapp.models import AuditEntry, TeacherInvitation
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.playing import all_rows, at_once

SECRET = "s" * 40
SEVEN_DAYS = timedelta(days=7)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


@pytest.fixture
def ziva(world: ClassWorld) -> int:
    return new_user("Ziva", Role.TEACHER)


def invitation(world: ClassWorld) -> str:
    return invite(world.classroom.id, world.teacher_id, clock.now(), secret=SECRET)


def come(code: str, user_id: int) -> tuple[str, str]:
    return accept(code, user_id, clock.now(), secret=SECRET)


def names(world: ClassWorld) -> list[str]:
    return [each.name for each in teachers_of(world.classroom.id)]


def test_an_invitation_lets_one_teacher_in_once(world, ziva):
    code = invitation(world)
    other = new_user("Odd", Role.TEACHER)

    invited = invited_to(grouped_code(code).lower(), ziva, clock.now(), secret=SECRET)

    assert (invited.title, invited.invited_by) == ("Class 7b", "tova")
    assert not invited.teaches_already
    assert come(code, ziva) == (world.classroom_id, "Class 7b")
    assert names(world) == ["Ziva", "tova"]
    with pytest.raises(WrongCode):
        come(code, other)
    with pytest.raises(WrongCode):
        invited_to(code, other, clock.now(), secret=SECRET)
    entry = all_rows(AuditEntry)[-1]
    assert (entry.deed, entry.actor_id) == ("accept invitation", ziva)


def test_the_code_is_kept_nowhere(world):
    code = invitation(world)

    (row,) = all_rows(TeacherInvitation)

    assert code not in str(vars(row))
    assert code not in str([vars(entry) for entry in all_rows(AuditEntry)])


def test_only_a_teachers_account_comes_in_and_uses_nothing_up(world, ziva):
    code, lena = invitation(world), new_user("Lena")

    with pytest.raises(Forbidden):
        come(code, lena)
    come(code, world.teacher_id)

    assert invited_to(code, world.teacher_id, clock.now(), secret=SECRET).teaches_already
    assert come(code, ziva)


def test_it_works_for_seven_days(world, ziva, time):
    first = invitation(world)
    time.shift(SEVEN_DAYS - timedelta(seconds=1))
    assert come(first, ziva)
    second = invitation(world)
    other = new_user("Odd", Role.TEACHER)

    time.shift(SEVEN_DAYS)

    with pytest.raises(WrongCode):
        come(second, other)
    assert open_invitations(world.classroom.id, clock.now()) == []
    invitation(world)
    assert len(all_rows(TeacherInvitation)) == 1


def test_it_is_taken_back_by_a_teacher_of_the_class(world, ziva, published):
    code, foreign = invitation(world), new_class(published, teacher="otto")
    (open_one,) = open_invitations(world.classroom.id, clock.now())
    assert (open_one.made_by, open_one.expires_at) == ("tova", clock.now() + SEVEN_DAYS)

    take_back(foreign.classroom.id, open_one.id, foreign.teacher_id, clock.now())
    assert len(open_invitations(world.classroom.id, clock.now())) == 1
    for _twice in range(2):
        take_back(world.classroom.id, open_one.id, world.teacher_id, clock.now())

    with pytest.raises(WrongCode):
        come(code, ziva)
    trail = [(entry.deed, entry.actor_id) for entry in all_rows(AuditEntry)]
    assert trail.count(("take back invitation", world.teacher_id)) == 1


def test_invitations_go_with_whoever_made_them(world, ziva):
    code = invitation(world)
    add_teacher(world.classroom.id, "ziva", world.teacher_id, clock.now())
    tova = next(each for each in teachers_of(world.classroom.id) if each.name == "tova")

    remove_teacher(world.classroom.id, tova.public_id, ziva, clock.now())

    assert all_rows(TeacherInvitation) == []
    with pytest.raises(WrongCode):
        come(code, new_user("Odd", Role.TEACHER))


def test_no_invitation_of_a_teacher_who_is_gone_works(world, ziva):
    code = invitation(world)

    erase_named("tova", clock.now())

    with pytest.raises(WrongCode):
        come(code, ziva)


def test_an_archived_class_invites_nobody_and_lets_nobody_in(world, ziva):
    code = invitation(world)
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(ClassroomArchived):
        invitation(world)
    with pytest.raises(WrongCode):
        come(code, ziva)


@pytest.mark.parametrize("typed", ["", "x", "ABCD-EFGH", "\x00"])
def test_a_made_up_code_opens_nothing(world, ziva, typed):
    invitation(world)

    with pytest.raises(WrongCode):
        come(typed, ziva)


def test_of_two_at_once_one_comes_in(world, ziva, inside):
    code, odd = invitation(world), new_user("Odd", Role.TEACHER)
    waiting = [ziva, odd]

    results = at_once(inside, 2, lambda: come(code, waiting.pop()))

    assert sum(isinstance(result, tuple) for result in results) == 1
    assert len(names(world)) == 2
