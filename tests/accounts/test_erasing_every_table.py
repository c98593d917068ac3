"""Being forgotten in every table that there is: a new one has to say what becomes of its rows."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.accounts.erasing import erase_named
from quizapp.banks.revisions import PublishedBank
from quizapp.memory.own_folds import own_fold
from quizapp.models import Base
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.personal_rows import learner_with_everything
from tests.support.playing import Player

GONE = {
    ("assignment_exceptions", "user_id"),
    ("classroom_teachers", "user_id"),
    ("deletion_requests", "user_id"),
    ("learner_accommodations", "user_id"),
    ("learner_notes", "user_id"),
    ("login_codes", "user_id"),
    ("login_sessions", "user_id"),
    ("notices", "user_id"),
    ("own_folds", "user_id"),
    ("reminders", "user_id"),
    ("teacher_invitations", "made_by_id"),
}
"""Rows that go with the person."""

NAMELESS = {
    ("attempts", "user_id"),
    ("cards", "user_id"),
    ("challenges", "user_id"),
    ("enrolments", "user_id"),
    ("learner_drifts", "user_id"),
    ("lesson_seats", "user_id"),
    ("pair_halves", "user_id"),
    ("score_overrides", "user_id"),
}
"""Rows that stay, so that figures about questions stay right, and say nothing of who it was."""

DEEDS = {
    ("audit_entries", "actor_id"),
    ("bank_publications", "publisher_id"),
    ("challenges", "decider_id"),
    ("learner_notes", "author_id"),
    ("regrades", "actor_id"),
    ("reminders", "actor_id"),
    ("score_overrides", "actor_id"),
}
"""What a teacher did to something else: it stays, done by somebody without a name."""

MARKS = ("ana", "ana@example.org")
"""What says who it was, in any column of any table, in any case."""


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    player = learner_with_everything(world)
    with write_transaction() as tx:  # from before she came into the class
        own_fold(tx, player.user_id, "tides", clock.now().date())
    return player


def columns_to_people() -> set[tuple[str, str]]:
    return {
        (table.name, key.parent.name)
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "users"
    }


def rows_about(user_id: int) -> dict[str, int]:
    """By table, how many rows lead to the person."""
    found = {}
    for name, column in sorted(GONE | NAMELESS):
        table = Base.metadata.tables[name]
        query = select(table).where(table.c[column] == user_id)
        found[name] = len(db.session.execute(query).all())
    return found


def everything() -> list[tuple[str, str]]:
    """Every value of every row, with where it stands."""
    return [
        (f"{table.name}.{column}", str(value))
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(select(table)).mappings()
        for column, value in row.items()
    ]


def said(places: list[tuple[str, str]], words: tuple[str, ...]) -> set[str]:
    """Where one of the words stands, as a word of its own."""
    return {place for place, value in places if is_said(value, words)}


def is_said(value: Any, words: tuple[str, ...]) -> bool:
    parts = "".join(each if each.isalnum() or each in "@." else " " for each in value.casefold())
    return any(part.strip(".") in words for part in parts.split())


def test_every_column_that_leads_to_a_person_says_what_becomes_of_its_rows():
    assert columns_to_people() == GONE | NAMELESS | DEEDS


def test_nothing_in_any_table_says_who_it_was(world, ana):
    before = said(everything(), MARKS)

    erase_named("ana", clock.now())

    assert {
        "users.email",
        "notices.words",
        "learner_notes.words",
        "audit_entries.details",
    } <= before
    assert said(everything(), MARKS) == set()


def test_rows_go_or_stay_as_their_table_says(world, ana):
    before = rows_about(ana.user_id)

    erase_named("ana", clock.now())

    after = rows_about(ana.user_id)
    gone = {name for name, _ in GONE}
    assert {name for name, count in after.items() if count and name in gone} == set()
    assert {name: after[name] for name, _ in NAMELESS if name != "challenges"} == {
        name: before[name] for name, _ in NAMELESS if name != "challenges"
    }
    # What a teacher has, and what is worked out of a class later, is not there.
    missing = {name for name, count in before.items() if not count}
    assert missing == {"classroom_teachers", "teacher_invitations", "pair_halves", "learner_drifts"}


def test_what_is_left_of_a_person_is_a_random_id_and_a_time(world, ana):
    erase_named("ana", clock.now())

    table = Base.metadata.tables["users"]
    row = db.session.execute(select(table).where(table.c.id == ana.user_id)).mappings().one()

    own = {"id", "public_id", "created_at", "erased_at"}
    usual = {
        column.name: getattr(column.default, "arg", None)
        for column in table.columns
        if column.name not in own
    }
    usual |= {"display_name": "Former learner", "versions": {}}
    assert {name: value for name, value in row.items() if name not in own} == usual
    assert user_named("ben").display_name == "Ben"
