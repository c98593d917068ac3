"""One learner put into a class by a form's name and user name, with a code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from quizapp.accounts.logging_in import use_code
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import rosters
from quizapp.classes.adding import Added, Newcomer, add_learner
from quizapp.classes.classrooms import archive_classroom
from quizapp.classes.people_list import LearnerRow, WantedPeople, people_list
from quizapp.domain.errors import (
    ClassroomArchived,
    KnownLearner,
    NameTaken,
    QuizappError,
    UnusableUserName,
    UserNameTaken,
)
from quizapp.models import AuditEntry, User
from quizapp.models.people import Access
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.playing import all_rows

SECRET = "t" * 40


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana",))


def add(world: ClassWorld, name: str, user_name: str = "", *, is_known: bool = False) -> Added:
    room, teacher, now = world.classroom.id, world.teacher_id, clock.now()
    newcomer = Newcomer(name, user_name)
    return add_learner(room, newcomer, teacher, now, secret=SECRET, is_known=is_known)


def members(world: ClassWorld) -> dict[str, LearnerRow]:
    page = people_list(world.classroom.id, WantedPeople(), clock.now())
    return {row.name: row for row in page.rows}


def test_somebody_new_is_in_the_class_and_gets_in_by_the_code(world: ClassWorld) -> None:
    added = add(world, "Bo Ek", "Bo.Ek")

    bo = members(world)["Bo Ek"]
    assert (bo.access, bo.user_name) == (Access.CODE, "bo.ek")
    assert added.slip
    assert use_code(added.slip.code, clock.now(), secret=SECRET) == user_named("bo.ek").id
    entry = all_rows(AuditEntry)[-1]
    assert (entry.deed, entry.subject) == ("add learner", bo.public_id)


@pytest.mark.parametrize(
    ("name", "user_name", "error"),
    [
        ("ANA", "", NameTaken),
        ("Somebody", "ana", NameTaken),
        ("Bo", "b o", UnusableUserName),
        ("Bo", "x", UnusableUserName),
        ("Bo", "tova", UserNameTaken),
        ("Bo", "ziva", UserNameTaken),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_comes_in(
    world: ClassWorld, name: str, user_name: str, error: type[QuizappError]
) -> None:
    new_user("Ziva")
    before = len(all_rows(User)), len(all_rows(AuditEntry))

    with pytest.raises(error):
        add(world, name, user_name)

    assert (len(all_rows(User)), len(all_rows(AuditEntry))) == before
    assert set(members(world)) == {"Ana"}


def test_who_was_in_the_class_comes_back_only_when_it_is_said_that_they_are_meant(
    world: ClassWorld,
) -> None:
    add(world, "Bo Ek")
    gone = members(world)["Bo Ek"].public_id
    rosters.remove_learner(world.classroom.id, gone, world.teacher_id, clock.now())

    with pytest.raises(KnownLearner) as refused:
        add(world, "bo ek")
    assert refused.value.name == "Bo Ek"
    assert "Bo Ek" not in members(world)
    back = add(world, "bo ek", is_known=True)

    assert back.slip
    assert members(world)["Bo Ek"].public_id == gone


def test_a_learner_of_the_teachers_with_a_password_comes_in_without_a_code(
    world: ClassWorld,
) -> None:
    ana = user_named("ana").public_id
    rosters.remove_learner(world.classroom.id, ana, world.teacher_id, clock.now())

    added = add(world, "Whoever", "Ana", is_known=True)

    assert (added.name, added.slip) == ("Ana", None)
    assert set(members(world)) == {"Ana"}


def test_one_form_sent_many_times_at_once_adds_one_learner(
    world: ClassWorld, inside: Flask
) -> None:
    def send(_time: int) -> str:
        with inside.app_context():
            try:
                return add(world, "Bo", "bo.ek").name
            except (NameTaken, UserNameTaken):
                return "refused"

    with ThreadPoolExecutor(4) as hands:
        said = list(hands.map(send, range(4)))

    assert sorted(said) == ["Bo", "refused", "refused", "refused"]
    assert set(members(world)) == {"Ana", "Bo"}


def test_an_archived_class_takes_nobody(world: ClassWorld) -> None:
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(ClassroomArchived):
        add(world, "Bo")
