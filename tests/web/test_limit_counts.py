"""Limits counted in a process by many threads at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from flask import Flask

from quizapp.web.extensions import limiter
from quizapp.web.limit_counts import CountsOfProcess

THREADS = 2


class _Meeting:
    """Notes whether another thread puts a timer in place while one is doing so."""

    both: threading.Barrier | None = None
    have_met = False

    @property
    def timer(self) -> threading.Timer:
        return self._timer

    @timer.setter
    def timer(self, timer: threading.Timer) -> None:
        self._timer = timer
        if self.both is not None:
            with suppress(threading.BrokenBarrierError):
                self.both.wait(0.5)
                self.have_met = True


class _MeetingCounts(_Meeting, CountsOfProcess):
    STORAGE_SCHEME = ["meeting-counts"]  # noqa: RUF012  as the library wants it


def counted_at_once(storage: _MeetingCounts) -> int:
    """Let two threads count one each, at the same moment; gives how many were counted."""
    storage.timer.join()  # as in a process that has stood still
    storage.both = threading.Barrier(THREADS)

    def count(_number: int) -> int:
        return int(storage.acquire_entry("class", 1000, 60))

    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(count, range(THREADS)))


def test_the_limits_of_the_app_are_counted_so(app) -> None:
    assert isinstance(limiter.storage, CountsOfProcess)


def test_a_class_that_begins_at_once_is_counted_whole_by_one_thread_after_another() -> None:
    storage = _MeetingCounts()

    assert counted_at_once(storage) == THREADS
    assert not storage.have_met  # two that start one timer fail: "threads can only be started once"


def test_no_limit_is_meant_for_other_views_than_those_that_it_stands_at(app: Flask) -> None:
    kept = limiter.limit_manager

    of_blueprints = [kept.blueprint_limits(app, name) for name in app.blueprints]

    assert app.blueprints
    assert [*kept.application_limits, *kept.default_limits] == []
    assert not any(of_blueprints)
