"""What `quizapp doctor` says of PostgreSQL on two machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from quizapp.upkeep.doctor import Remark, State
from quizapp.upkeep.doctor.databases import database_remarks
from tests.support import postgresql
from tests.support.standby import Pair, pair

pytestmark = [pytest.mark.slow, pytest.mark.postgresql]


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest) -> Iterator[Pair]:
    programs = postgresql.wanted_programs(request)
    with pair(programs) as both:
        both.ask(both.writer, "CREATE ROLE learners LOGIN")
        yield both


def told(both: Pair) -> Mapping[str, list[Remark]]:
    """The remarks, by what they are about."""
    remarks: dict[str, list[Remark]] = {}
    address = both.url("postgres").replace("postgres@", "learners@")  # who may not see everything
    for remark in database_remarks({"DATABASE_URL": address}):
        remarks.setdefault(remark.name, []).append(remark)
    return remarks


def test_what_becomes_of_two_machines_is_told(both: Pair) -> None:
    expect_both_to_be_well(both)
    expect_one_that_is_waited_for_in_vain(both)
    expect_answers_on_one_machine(both)
    expect_one_that_nobody_sends_anything(both)
    expect_two_that_take_writes(both)


def expect_both_to_be_well(both: Pair) -> None:
    remarks = told(both)

    assert [each.state for each in remarks["postgresql-machine"]] == [State.WELL, State.WELL]
    writer, follower = (each.sentence for each in remarks["postgresql-machine"])
    assert writer == f"{both.writer} takes writes."
    assert follower == f"{both.other} follows, and can take over."
    assert remarks["postgresql-second"][0].state is State.WELL
    assert "postgresql-writers" not in remarks


def expect_one_that_is_waited_for_in_vain(both: Pair) -> None:
    both.stop(both.other)

    remarks = told(both)

    _, gone = remarks["postgresql-machine"]
    assert gone.state is State.TO_DO
    assert f"{both.other} does not answer" in gone.sentence
    (second,) = remarks["postgresql-second"]
    assert second.state is State.TO_DO
    assert "none follows: nothing can be saved now" in second.sentence


def expect_answers_on_one_machine(both: Pair) -> None:
    both.wait_for_both(False)
    both.start(both.other)

    (second,) = told(both)["postgresql-second"]

    assert second.state is State.NOTE
    assert "synchronous_standby_names" in (second.cure or "")


def expect_one_that_nobody_sends_anything(both: Pair) -> None:
    both.stop(both.writer)

    _, follower = told(both)["postgresql-machine"]

    assert follower.state is State.TO_DO
    assert follower.sentence == f"{both.other} takes no writes, and follows nobody."


def expect_two_that_take_writes(both: Pair) -> None:
    before = both.writer
    both.promote()
    both.start(before)

    remarks = told(both)

    (writers,) = remarks["postgresql-writers"]
    assert writers.state is State.TO_DO
    assert "both take writes" in writers.sentence
    assert (writers.cure or "").startswith(f"Stop {before} at once")


def test_two_ways_to_one_machine_are_no_two_machines(both: Pair, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(both.writer)
    address = f"postgresql://postgres@/postgres?host={both.writer}&host={tmp_path / 'way'}"

    names = [each.name for each in database_remarks({"DATABASE_URL": address})]

    assert names.count("postgresql-machine") == 2
    assert "postgresql-writers" not in names
