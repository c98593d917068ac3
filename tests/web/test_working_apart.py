"""Long work is done by another process, and only so much of it at a time."""

from __future__ import annotations

import os
import sys
from threading import BoundedSemaphore

import pytest

from quizapp.domain.errors import NotFound
from quizapp.web import working_apart
from quizapp.web.working_apart import (
    Busy,
    TooMuch,
    place_to_work,
    worked_apart,
    worked_apart_within,
)


def process_id(*, add: int = 0) -> int:
    return os.getpid() + add


def fail(message: str) -> None:
    raise ValueError(message)


def refuse() -> None:
    raise NotFound


def fill_memory() -> int:
    return sum(len(bytearray(100_000_000)) for _ in [bytearray(100_000_000) for _ in range(12)])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory by process")
def test_what_fills_more_memory_than_it_may_is_refused_and_the_server_goes_on():
    with pytest.raises(TooMuch):
        worked_apart(fill_memory)


def test_another_process_does_it():
    assert worked_apart(process_id) != os.getpid()


def test_what_it_raises_is_raised_here():
    with pytest.raises(ValueError, match="no such thing"):
        worked_apart(fail, "no such thing")
    with pytest.raises(NotFound):
        worked_apart(refuse)


def test_where_there_can_be_none_it_is_done_here(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert worked_apart(process_id, add=1) == os.getpid() + 1


def test_it_has_as_long_as_whoever_asks_for_it_gives(monkeypatch):
    monkeypatch.setattr(working_apart, "GIVE_UP_SECONDS", 0.001)

    assert worked_apart_within(60, process_id) != os.getpid()
    with pytest.raises(TooMuch):
        worked_apart(process_id)


def test_who_comes_when_all_places_are_taken_is_told_so(monkeypatch):
    monkeypatch.setattr(working_apart, "_doors", BoundedSemaphore(1))

    with place_to_work(), pytest.raises(Busy), place_to_work():
        pass
    with place_to_work():
        pass
