"""What is arranged for a learner, where two accounts are made one."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.models import Enrolment, LearnerAccommodation, LearnerNote
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.merging import merged
from tests.support.playing import all_rows, stored


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


def hold(world: ClassWorld, user_id: int, **held: int) -> None:
    room = world.classroom.id
    with write_transaction() as tx:
        tx.add(LearnerAccommodation(classroom_id=room, user_id=user_id, **held))


def test_the_targets_own_help_holds_filled_up_and_notes_are_all_kept(world):
    ben, ana = world.learner_ids  # Ana is made one with Ben
    hold(world, ana, more_percent=25, later_hours=24)
    hold(world, ben, more_percent=50, more_minutes=5)
    room = world.classroom.id
    with write_transaction() as tx:
        for user_id in (ana, ben):
            note = {"classroom_id": room, "user_id": user_id, "words": f"On {user_id}"}
            tx.add(LearnerNote(**note, written_at=clock.now()))
        source = tx.scalars(select(Enrolment).where(Enrolment.user_id == ana)).one()
        source.sort_name = "Zuid"

    merged(world)

    (held,) = all_rows(LearnerAccommodation)
    assert (held.user_id, held.more_percent, held.more_minutes, held.later_hours) == (
        *(ben, 50, 5, 24),
    )
    assert [row.user_id for row in all_rows(LearnerNote)] == [ben, ben]
    (enrolment,) = stored(select(Enrolment).where(Enrolment.user_id == ben))
    assert enrolment.sort_name == "Zuid"


def test_help_of_the_source_alone_goes_over_as_it_is(world):
    ben, ana = world.learner_ids  # Ana is made one with Ben
    hold(world, ana, more_minutes=7)

    merged(world)

    (held,) = all_rows(LearnerAccommodation)
    assert (held.user_id, held.more_percent, held.more_minutes) == (ben, None, 7)
