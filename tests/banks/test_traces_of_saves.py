"""A save of a bank's file leaves a trace once; a save in the browser leaves that of its teacher."""

from __future__ import annotations

import pytest

from quizapp.accounts import signing_up
from quizapp.banks.publishing import BankFileSaved
from quizapp.classes.audit_trail import TrailFilter, whole_trail
from quizapp.models import AuditEntry
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import all_rows, published_from
from tests.support.shelves import TEXT, looked, saved, started

pytestmark = pytest.mark.usefixtures("steady_clock")

OTHER = TEXT.replace("title: The tides", "title: High water")


def traces() -> list[tuple[str, int | None]]:
    rows = all_rows(AuditEntry)
    return [(row.subject, row.actor_id) for row in rows if row.deed == BankFileSaved.deed_name]


def test_a_save_on_disk_leaves_one_trace_however_many_processes_see_it(here, bank_file, time):
    other = started(bank_file)
    assert traces() == []
    saved(bank_file, OTHER)

    looked(time, here)
    looked(time, other)

    assert traces() == [("tides", None)]


def test_a_file_with_errors_leaves_none(here, bank_file, time):
    saved(bank_file, TEXT.replace("topic: moon", "topic: sun"))

    looked(time, here)

    assert traces() == []


def test_a_save_by_a_teacher_leaves_none_of_the_file(here, bank_file, time):
    teacher_id = signing_up.create_user(
        "tova", "Tova", "a long password", Role.TEACHER, clock.now()
    )
    saved(bank_file, OTHER)

    here.places[0].take_over_now(clock.now(), teacher_id)
    looked(time, here)

    assert here.published[0].bank.title == "High water"
    assert traces() == []


def test_the_trail_says_that_it_was_the_file(here, bank_file, time):
    world: ClassWorld = new_class(published_from(bank_file))
    saved(bank_file, OTHER)
    looked(time, here)

    (newest, *_) = whole_trail(world.classroom.id, TrailFilter())

    assert (newest.actor, newest.sentence) == (
        "the file on disk",
        "was saved, with other questions of tides",
    )
