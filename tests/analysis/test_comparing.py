"""Comparing classes on what they were really asked."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from quizapp.accounts import signing_up
from quizapp.analysis.comparing import (
    Comparison,
    chosen_classrooms,
    comparison,
    own_classrooms,
)
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import NewClassroom, create_classroom, enrol
from quizapp.domain.comparing import NoShare
from quizapp.domain.errors import NotFound
from quizapp.models import Attempt, AttemptItem, Enrolment, Response
from quizapp.models.base import new_public_id
from quizapp.web import clock
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, attempt_with
from tests.test_query_counts import counted_statements

SIZE = 20
MODELS = (Attempt, AttemptItem, Response)


def another_class(world: ClassWorld, title: str) -> ClassWorld:
    classroom_id = create_classroom(
        NewClassroom(title, "Europe/Berlin"), world.teacher_id, world.now
    )
    return ClassWorld(world.published, world.teacher_id, classroom_id, world.now)


def fill(world: ClassWorld, wrong: dict[int, int], size: int = SIZE) -> None:
    """So many learners, of whom `wrong[position]` are wrong at a position.

    One of each kind plays, and the others do as that one did, which is a lot quicker.
    """
    kinds: dict[tuple[int, ...], list[int]] = {}
    for number in range(size):
        user_id = signing_up.create_guest(clock.now())
        world.learner_ids.append(user_id)
        missed = tuple(position for position, count in wrong.items() if number < count)
        kinds.setdefault(missed, []).append(user_id)
    for missed, (player, *others) in kinds.items():
        attempt_id = attempt_with(Player(player, world.published).play("all", wrong=missed)).id
        copy_attempt(attempt_id, others)
    classroom_id = world.classroom.id
    with write_transaction() as tx:
        for user_id in world.learner_ids:
            enrol(tx, classroom_id, user_id, clock.now())


def copy_attempt(attempt_id: int, user_ids: list[int]) -> None:
    """Let others have taken the same attempt, response by response."""
    with write_transaction() as tx:
        (attempt,) = tx.execute(select(Attempt.__table__).where(Attempt.id == attempt_id))
        items = tx.execute(
            select(AttemptItem.__table__).where(AttemptItem.attempt_id == attempt_id)
        ).all()
        keys = [item.id for item in items]
        responses = tx.execute(
            select(Response.__table__).where(Response.attempt_item_id.in_(keys))
        ).all()
        for user_id in user_ids:
            theirs = added(tx, attempt, user_id=user_id, public_id=new_public_id())
            ids = {item.id: added(tx, item, attempt_id=theirs) for item in items}
            for response in responses:
                added(tx, response, attempt_item_id=ids[response.attempt_item_id])


def added(tx: Transaction, row: Any, **changed: Any) -> int:
    """A copy of a row with some columns changed; gives its id."""
    model = next(m for m in MODELS if set(m.__table__.c.keys()) == set(row._mapping))
    values = {name: value for name, value in row._mapping.items() if name != "id"} | changed
    (key,) = tx.execute(insert(model).values(**values).returning(model.__table__.c.id)).one()
    return int(key)


def compared(*worlds: ClassWorld) -> Comparison:
    bank = worlds[0].published.bank
    return comparison([world.classroom for world in worlds], bank, bank.quizzes["all"])


@pytest.fixture
def first(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published)


@pytest.fixture
def second(first: ClassWorld) -> ClassWorld:
    return another_class(first, "Class 8c")


@pytest.mark.slow
def test_two_classes_are_compared_item_by_item_and_as_a_whole(
    first: ClassWorld, second: ClassWorld, app: Flask
) -> None:
    fill(first, {1: 12, 3: 5})
    fill(second, {1: 2, 3: 5})
    Player(first.learner_ids[0], first.published).play("all")  # a second attempt says nothing

    shown = compared(first, second)

    assert [row.item_id for row in shown.items] == [
        "what-pulls",
        "who-reads",
        "bare-flats",
        "spring-tide",
        "ebb",
    ]
    pulls, _, flats, *_ = shown.items
    assert [cell.share for cell in pulls.cells] == [0.4, 0.9]
    assert pulls.cells[1].difference is not None
    assert pulls.cells[1].difference.can_be_told
    assert [cell.share for cell in flats.cells] == [0.75, 0.75]
    assert flats.cells[1].difference is not None
    assert not flats.cells[1].difference.can_be_told
    assert [cell.share for cell in shown.overall] == [
        pytest.approx(1 - 17 / 100),
        pytest.approx(1 - 7 / 100),
    ]
    assert (shown.shared_items, shown.differences, shown.left_out) == (5, 5, [])
    assert shown.by_chance == pytest.approx(0.25)

    rooms = [first.classroom, second.classroom]
    assert all(room.id for room in rooms)
    with counted_statements(app) as statements:
        comparison(rooms, first.published.bank, first.published.bank.quizzes["all"])
    assert len(statements) == 3


@pytest.mark.slow
def test_an_item_whose_key_has_changed_since_is_left_out_with_the_reason(
    first: ClassWorld, second: ClassWorld, edited
) -> None:
    fill(first, {1: 12})
    second.published = edited(
        ("    key: true\n", "    key: false\n"),
        ("What pulls at the sea and makes it rise?", "What makes the sea rise by its pull?"),
    )
    fill(second, {1: 2})

    shown = compared(first, second)

    assert "what-pulls" in {row.item_id for row in shown.items}  # only its wording has changed
    (left_out,) = shown.left_out
    assert left_out.item_id == "bare-flats"
    assert [cell.missing for cell in left_out.cells] == [None, NoShare.OTHER_MARKING]
    assert shown.shared_items == 4


@pytest.mark.slow
def test_who_has_been_in_both_classes_counts_in_neither(
    first: ClassWorld, second: ClassWorld
) -> None:
    fill(first, {}, SIZE + 3)
    fill(second, {}, SIZE)
    both, moved, gone = first.learner_ids[:3]
    first_id = first.classroom.id
    with write_transaction() as tx:
        tx.execute(
            update(Enrolment)
            .where(Enrolment.user_id.in_([moved, gone]), Enrolment.classroom_id == first_id)
            .values(left_at=clock.now())
        )
    second.enrol(both)
    second.enrol(moved)

    shown = compared(first, second)

    assert shown.shared_learners == 2
    assert [cell.n for cell in shown.items[0].cells] == [SIZE + 1, SIZE]


def test_few_learners_are_no_comparison(first: ClassWorld, second: ClassWorld) -> None:
    fill(first, {}, SIZE)
    fill(second, {}, 2)

    shown = compared(first, second)

    assert shown.items == []
    assert shown.overall == ()
    assert {row.cells[1].missing for row in shown.left_out} == {NoShare.TOO_FEW}


def test_classes_of_other_teachers_are_not_there(
    first: ClassWorld, published: PublishedBank
) -> None:
    theirs = new_class(published, teacher="hanna")
    own = own_classrooms(first.teacher_id)
    db.session.rollback()

    assert [room.public_id for room in own] == [first.classroom_id]
    with pytest.raises(NotFound):
        chosen_classrooms(own, [first.classroom_id, theirs.classroom_id])
