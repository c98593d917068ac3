"""Limits counted in a process by many threads at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from limits.storage import MemoryStorage

from quizapp.web.extensions import limiter
from quizapp.web.limit_counts import CountsOfProcess

THREADS = 16


class _Slow:
    """Puts its timer in place slowly, as on a busy machine: others put theirs there meanwhile."""

    @property
    def timer(self) -> threading.Timer:
        return self._timer

    @timer.setter
    def timer(self, timer: threading.Timer) -> None:
        self._timer = timer
        time.sleep(0.002)


class _SlowCounts(_Slow, CountsOfProcess):
    STORAGE_SCHEME = ["slow-counts"]  # noqa: RUF012  as the library wants it


class _SlowOfLibrary(_Slow, MemoryStorage):
    STORAGE_SCHEME = ["slow-library"]  # noqa: RUF012  as the library wants it


def counted_at_once(storage: MemoryStorage) -> int:
    """Let many threads count one each, at the same moment; gives how many were counted."""
    barrier = threading.Barrier(THREADS)
    storage.timer.join()  # as in a process that has stood still

    def count(_number: int) -> int:
        barrier.wait()
        return int(storage.acquire_entry("class", 1000, 60))

    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(count, range(THREADS)))


def test_the_limits_of_the_app_are_counted_so(app) -> None:
    assert isinstance(limiter.storage, CountsOfProcess)


def test_a_class_that_begins_at_once_is_counted_whole() -> None:
    assert counted_at_once(_SlowCounts()) == THREADS


def test_the_library_alone_fails_at_it() -> None:
    with pytest.raises(RuntimeError, match="threads can only be started once"):
        counted_at_once(_SlowOfLibrary())
