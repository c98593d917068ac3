"""The list of a class's people: in order, searched, and those of one kind apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.assignments.accommodating import accommodate
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.enrolling import enrol_all
from quizapp.classes.login_slips import make_code
from quizapp.classes.people_list import PeopleShow, PeopleSort, WantedPeople, people_list
from quizapp.classes.renaming import list_under
from quizapp.classes.rosters import move_learner
from quizapp.domain.accommodations import QUARTER, Accommodation
from quizapp.domain.errors import NotFound
from quizapp.exchange.roster import RosterLine
from quizapp.models import AuditEntry, User
from quizapp.models.people import TextSize
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.assignments.giving_help import teach_too
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, all_rows
from tests.test_query_counts import statements_for

NAMES = ("Jan van Dijk", "Ada Çelik", "Suharto", "Zoe Dijk", "ليلى حداد")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    world = new_class(published)
    lines = [RosterLine(number, name) for number, name in enumerate(NAMES)]
    enrol_all(world.classroom.id, lines, None, clock.now())
    return world


def public(name: str) -> str:
    db.session.rollback()
    return db.session.scalars(select(User.public_id).where(User.display_name == name)).one()


def names(world: ClassWorld, *, words: str = "", **wanted: str) -> list[str]:
    sort = PeopleSort(wanted.get("sort", PeopleSort.SURNAME))
    show = PeopleShow(wanted.get("show", PeopleShow.ALL))
    people = people_list(world.classroom.id, WantedPeople(words, 1, sort, show), clock.now())
    return [row.name for row in people.rows]


def test_people_are_in_order_of_the_surname_or_of_the_first_name(world):
    assert names(world) == ["Ada Çelik", "Jan van Dijk", "Zoe Dijk", "Suharto", "ليلى حداد"]
    assert names(world, sort="given") == [
        *("Ada Çelik", "Jan van Dijk", "Suharto", "Zoe Dijk", "ليلى حداد"),
    ]


def test_a_learner_stands_where_a_teacher_says(world):
    room = world.classroom.id

    list_under(room, public("Jan van Dijk"), "van Dijk", world.teacher_id, clock.now())

    assert names(world)[-2:] == ["Jan van Dijk", "ليلى حداد"]
    assert all_rows(AuditEntry)[-1].deed == "list learner under"
    before = len(all_rows(AuditEntry))
    list_under(room, public("Jan van Dijk"), "van Dijk", world.teacher_id, clock.now())
    assert len(all_rows(AuditEntry)) == before
    list_under(room, public("Jan van Dijk"), "", world.teacher_id, clock.now())
    assert names(world)[1] == "Jan van Dijk"
    with pytest.raises(NotFound):
        list_under(room, "nobody", "X", world.teacher_id, clock.now())


def test_the_place_in_lists_goes_along_to_another_class(world, published):
    second = new_class(published, teacher="otto")
    teach_too(second, world.teacher_id)
    jan = public("Jan van Dijk")
    list_under(world.classroom.id, jan, "Zuid", world.teacher_id, clock.now())

    move_learner(world.classroom.id, jan, second.classroom_id, world.teacher_id, clock.now())

    (row,) = people_list(second.classroom.id, WantedPeople(), clock.now()).rows
    assert row.listed.surname == "Zuid"
    assert row.name_parts == ("Jan van Dijk", "", "")


def test_who_was_here_last_is_last_in_that_order(world, time):
    lena = world.add_learner("Lena Abel")
    Player(lena, world.published).play("quiet")
    time.shift(timedelta(days=1))
    samir = world.add_learner("Samir Abel")
    Player(samir, world.published).play("quiet")

    assert names(world, sort="last")[-2:] == ["Lena Abel", "Samir Abel"]
    assert "Lena Abel" not in names(world, show="never")
    assert len(names(world, show="never")) == len(NAMES)


def test_those_with_extra_help_are_found_with_what_it_is(world):
    room, actor = world.classroom.id, world.teacher_id
    held = Accommodation(QUARTER, later_hours=48)
    accommodate(room, public("Suharto"), held, TextSize.NORMAL, actor, clock.now())
    accommodate(room, public("Zoe Dijk"), Accommodation(), TextSize.LARGE, actor, clock.now())

    people = people_list(room, WantedPeople(show=PeopleShow.HELPED), clock.now())

    assert [(row.name, row.help) for row in people.rows] == [
        ("Zoe Dijk", []),
        ("Suharto", ["25 % more time", "ends 2 days later"]),
    ]
    assert people.counts == {PeopleShow.ALL: 5, PeopleShow.NEVER: 5, PeopleShow.HELPED: 2}


def test_an_open_code_is_told_of_those_who_get_in_by_codes(world):
    room, actor = world.classroom.id, world.teacher_id
    world.add_learner("Lena Abel")
    make_code(room, public("Suharto"), actor, clock.now(), secret="s" * 40)

    people = people_list(room, WantedPeople(), clock.now())

    assert {row.name: row.code_until for row in people.rows if row.code_until} == {
        "Suharto": clock.now() + timedelta(days=14)
    }
    assert people.managed_count == len(NAMES)


def test_a_search_finds_words_in_any_order_among_those_shown(world):
    assert names(world, words="dijk jan") == ["Jan van Dijk"]
    assert names(world, words="celik") == ["Ada Çelik"]
    assert names(world, words="dijk", show="helped") == []


def test_a_long_list_costs_as_many_queries_as_a_short_one(world, inside):
    def cost() -> int:
        room = world.classroom.id
        return statements_for(inside, lambda: people_list(room, WantedPeople(), clock.now()))

    few = cost()
    lines = [RosterLine(number, f"Learner {number:03}") for number in range(120)]
    enrol_all(world.classroom.id, lines, None, clock.now())

    assert cost() == few == 3
