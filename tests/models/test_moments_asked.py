"""The moments that statements about held keys are asked with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from quizapp.models.held_keys import at, moment_asked

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def test_an_answer_is_waited_for_until_its_grace_is_over() -> None:
    given = moment_asked(NOON)

    assert given["now"] == NOON
    assert timedelta(0) < NOON - given["now_grace"] < timedelta(minutes=5)
    assert (at(NOON).now, at(NOON).grace_over) == (given["now"], given["now_grace"])
