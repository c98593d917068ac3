"""Lists of learners into a class, out of it, into another; and the codes that let them in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from quizapp.accounts import signing_up
from quizapp.accounts.logging_in import authenticated_user, use_code
from quizapp.banks.revisions import PublishedBank
from quizapp.classes import enrolling, login_slips, rosters
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.classes.enrolling import Outcome
from quizapp.classes.people_list import LearnerRow, WantedPeople, people_list
from quizapp.domain.errors import ClassroomArchived, NotFound, WrongCode, WrongPassword
from quizapp.exchange.roster import read_roster
from quizapp.models import Enrolment, LoginCode, User
from quizapp.models.people import Access, Role
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.people import PASSWORD

SECRET = "t" * 40
LIST = "name,user name\nBo Ek,\nElif Öz,\nX,lena\nY,ziva\nZ,nobody\n bo  EK,\n"


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


def enrol(world: ClassWorld, text: str) -> dict[Outcome, int]:
    lines = read_roster(text.encode()).lines
    return enrolling.enrol_all(world.classroom.id, lines, world.teacher_id, clock.now())


def put_in_another_class(world: ClassWorld, user_id: int) -> None:
    """Let a learner be one of the teacher's, in a class beside."""
    other = create_classroom(NewClassroom("Beside", "UTC"), world.teacher_id, clock.now())
    ClassWorld(world.published, world.teacher_id, other, clock.now()).enrol(user_id)


def outcomes(world: ClassWorld, text: str) -> list[Outcome]:
    lines = read_roster(text.encode()).lines
    return [each.outcome for each in enrolling.planned(world.classroom.id, lines)]


def learners(world: ClassWorld) -> dict[str, LearnerRow]:
    page = people_list(world.classroom.id, WantedPeople(), clock.now())
    return {row.name: row for row in page.rows}


def users() -> int:
    matching = db.session.scalar(select(func.count()).select_from(User)) or 0
    db.session.rollback()
    return matching


def test_a_list_does_what_its_preview_says_and_twice_makes_nothing_twice(
    world: ClassWorld,
) -> None:
    put_in_another_class(world, new_user("Lena Abel"))
    new_user("Ziva", Role.TEACHER)
    before = users()
    assert outcomes(world, LIST) == [
        Outcome.NEW,
        Outcome.NEW,
        Outcome.ENROL,
        Outcome.TEACHER,
        Outcome.NEW,
        Outcome.TROUBLE,
    ]
    assert users() == before

    first, second = enrol(world, LIST), enrol(world, LIST)

    assert (first[Outcome.NEW], first[Outcome.ENROL]) == (3, 1)
    assert (second[Outcome.NEW], second[Outcome.ENROL], second[Outcome.HERE]) == (0, 0, 4)
    assert users() == before + 3
    matching = learners(world)
    assert {name: row.access for name, row in matching.items()} == {
        "Bo Ek": Access.CODE,
        "Elif Öz": Access.CODE,
        "Lena Abel": Access.ACCOUNT,
        "Z": Access.CODE,
    }
    assert matching["Z"].user_name == "nobody"


def test_one_list_sent_many_times_at_once_makes_each_learner_once(
    world: ClassWorld, inside: Flask
) -> None:
    put_in_another_class(world, new_user("Lena"))
    before = users()

    def send(_time: int) -> int:
        with inside.app_context():
            return enrol(world, LIST)[Outcome.NEW]

    with ThreadPoolExecutor(4) as hands:
        made = list(hands.map(send, range(4)))

    assert sorted(made) == [0, 0, 0, 4]
    assert users() == before + 4
    assert len(learners(world)) == 5


def test_a_given_user_name_is_kept_until_its_learner_sets_a_password(world: ClassWorld) -> None:
    enrol(world, "Name,Login\nSean O'Neill;--,SOneill\n")
    sean = learners(world)["Sean O'Neill;--"]
    assert (sean.user_name, sean.access) == ("soneill", Access.CODE)
    with pytest.raises(WrongPassword):
        authenticated_user("soneill", "")

    (slip,) = login_slips.make_codes(world.classroom.id, None, None, clock.now(), secret=SECRET)
    user_id = use_code(slip.code, clock.now(), secret=SECRET)
    signing_up.sign_up_guest(user_id, "soneill", "Sean", PASSWORD)

    assert slip.user_name == "soneill"
    assert authenticated_user("soneill", PASSWORD) == user_id
    assert learners(world)["Sean"].access is Access.ACCOUNT


def test_a_user_name_that_could_not_be_typed_is_refused(world: ClassWorld) -> None:
    assert outcomes(world, "Name,Login\nBo,bo@example.org\nAda,a\n") == [Outcome.UNUSABLE] * 2


def test_two_of_one_name_come_in_and_a_second_list_finds_both(world: ClassWorld) -> None:
    both = "Name;ID\nAnna Meier;1\nAnna Meier;2\n"

    enrol(world, both)

    assert set(learners(world)) == {"Anna Meier (1)", "Anna Meier (2)"}
    assert outcomes(world, both) == [Outcome.HERE] * 2
    assert outcomes(world, "Name;ID\nAnna Meier;2\n") == [Outcome.HERE]
    assert outcomes(world, "Name;ID\nAnna Meier;3\n") == [Outcome.NEW]


def test_one_member_is_not_meant_by_two_rows(world: ClassWorld) -> None:
    enrol(world, "Anna Meier\n")

    found = outcomes(world, "Name;Login\nAnna Meier;anna-m\nAnna Meier;anna-n\n")

    assert found == [Outcome.HERE, Outcome.NEW]


def test_who_was_taken_out_comes_back_with_their_work(world: ClassWorld) -> None:
    enrol(world, "Bo Ek\n")
    bo = learners(world)["Bo Ek"].public_id
    assert rosters.remove_learner(world.classroom.id, bo, None, clock.now()) == "Bo Ek"
    assert learners(world) == {}
    with pytest.raises(NotFound):
        rosters.remove_learner(world.classroom.id, bo, None, clock.now())

    counts = enrol(world, "Bo Ek\n")

    assert counts == {Outcome.BACK: 1}
    assert learners(world)["Bo Ek"].public_id == bo


def test_somebody_who_joined_as_a_guest_is_not_made_again(world: ClassWorld) -> None:
    guest = signing_up.create_guest(clock.now())
    world.enrol(guest)
    name = db.session.scalars(select(User.display_name).where(User.id == guest)).one()

    assert outcomes(world, name.upper()) == [Outcome.HERE]


def test_nobody_comes_into_an_archived_class(world: ClassWorld) -> None:
    archive_classroom(world.classroom.id, world.teacher_id, clock.now())

    with pytest.raises(ClassroomArchived):
        enrol(world, "Bo\n")
    with pytest.raises(ClassroomArchived):
        login_slips.make_codes(world.classroom.id, None, None, clock.now(), secret=SECRET)


def test_names_of_all_scripts_survive_and_long_ones_are_found_again(world: ClassWorld) -> None:
    names = ["محمد علي", "Анна Иванова", "👩🏽‍🎓 Emo", "A" * 200, "=SUM(A1)", "<b>Bo</b>"]

    enrol(world, "\n".join(names))

    assert set(learners(world)) == {*names[:3], "A" * 79 + "…", "=SUM(A1)", "<b>Bo</b>"}
    assert enrol(world, "\n".join(names)) == {Outcome.HERE: 6}


def test_a_learner_moves_with_their_work_to_a_class_of_the_same_teacher(world: ClassWorld) -> None:
    lena = world.add_learner("Lena")
    attempt = world.play(world.assign(), lena)
    other = create_classroom(NewClassroom("Class 8a", "UTC"), world.teacher_id, clock.now())
    foreign = create_classroom(
        NewClassroom("Not mine", "UTC"), new_user("Ziva", Role.TEACHER), clock.now()
    )
    public_id = learners(world)["Lena"].public_id
    assert learners(world)["Lena"].last_answer_at is not None
    here = rosters.learner_in_class(world.classroom.id, public_id, world.teacher_id)
    assert here.targets == [(other, "Class 8a")]
    with pytest.raises(NotFound):
        rosters.move_learner(world.classroom.id, public_id, foreign, world.teacher_id, clock.now())

    moved = rosters.move_learner(
        world.classroom.id, public_id, other, world.teacher_id, clock.now()
    )

    assert moved == ("Lena", "Class 8a")
    assert learners(world) == {}
    rows = db.session.scalars(select(Enrolment).order_by(Enrolment.id)).all()
    assert [row.left_at is None for row in rows] == [False, True]
    assert attempt


def test_the_list_is_searched_and_turned_by_pages(world: ClassWorld) -> None:
    enrol(world, "\n".join(f"Learner {number:03}" for number in range(150)) + "\nÇınar\n")

    second = people_list(world.classroom.id, WantedPeople("", 2), clock.now())
    matching = people_list(world.classroom.id, WantedPeople("ÇI", 1), clock.now())
    beyond = people_list(world.classroom.id, WantedPeople("", 10**9), clock.now())

    assert (len(second.rows), second.page_count, second.learner_count) == (51, 2, 151)
    assert beyond.page == 2
    assert [row.name for row in matching.rows] == ["Çınar"]
    assert [
        row.name
        for row in people_list(world.classroom.id, WantedPeople("çın", 1), clock.now()).rows
    ] == ["Çınar"]


def test_a_code_lets_one_learner_in_once(
    world: ClassWorld, time: time_machine.Traveller, inside: Flask
) -> None:
    enrol(world, "Bo Ek\nElif\n")
    world.add_learner("Lena")
    slips = login_slips.make_codes(
        world.classroom.id, None, world.teacher_id, clock.now(), secret=SECRET
    )
    assert [slip.name for slip in slips] == ["Bo Ek", "Elif"]
    hashes = db.session.scalars(select(LoginCode.code_hash)).all()
    assert not {slip.code for slip in slips} & {*hashes}
    assert learners(world)["Bo Ek"].code_until is not None
    db.session.rollback()

    def use(_tab: int) -> bool:
        with inside.app_context():
            try:
                use_code(slips[0].code.lower(), clock.now(), secret=SECRET)
            except WrongCode:
                return False
            return True

    with ThreadPoolExecutor(4) as tabs:
        assert sorted(tabs.map(use, range(4))) == [False, False, False, True]

    time.shift(timedelta(days=14))
    with pytest.raises(WrongCode):
        use_code(slips[1].code, clock.now(), secret=SECRET)


def test_a_new_code_ends_the_one_before_and_others_keep_theirs(world: ClassWorld) -> None:
    enrol(world, "Bo\nElif\n")
    first = login_slips.make_codes(world.classroom.id, None, None, clock.now(), secret=SECRET)
    bo = learners(world)["Bo"].public_id

    (second,) = login_slips.make_codes(world.classroom.id, [bo], None, clock.now(), secret=SECRET)

    with pytest.raises(WrongCode):
        use_code(first[0].code, clock.now(), secret=SECRET)
    assert use_code(second.code, clock.now(), secret=SECRET)
    assert use_code(first[1].code, clock.now(), secret=SECRET)


def test_codes_are_for_learners_of_the_class_who_have_no_account(world: ClassWorld) -> None:
    enrol(world, "Bo\n")
    lena = world.add_learner("Lena")
    other = new_class(world.published, teacher="ziva")
    enrol(other, "Elif\n")
    elif_, bo = learners(other)["Elif"].public_id, learners(world)["Bo"]
    lena_id = db.session.scalars(select(User.public_id).where(User.id == lena)).one()

    assert (
        login_slips.make_codes(
            world.classroom.id, [elif_, lena_id, "x"], None, clock.now(), secret=SECRET
        )
        == []
    )

    (slip,) = login_slips.make_codes(
        world.classroom.id, [bo.public_id], None, clock.now(), secret=SECRET
    )
    user_id = db.session.scalars(select(User.id).where(User.public_id == bo.public_id)).one()
    signing_up.sign_up_guest(user_id, "bo-ek", "Bo Ek", PASSWORD)
    with pytest.raises(WrongCode):
        use_code(slip.code, clock.now(), secret=SECRET)
    assert login_slips.make_codes(world.classroom.id, None, None, clock.now(), secret=SECRET) == []
    assert learners(world)["Bo Ek"].access is Access.ACCOUNT
