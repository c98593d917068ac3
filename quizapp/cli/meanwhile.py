"""Work for a second processor: a child does it, and hands over what came of it."""

from __future__ import annotations

import os
import pickle
import threading
from collections.abc import Callable
from functools import partial
from typing import NoReturn, TypeVar

T = TypeVar("T")


def in_another_process(job: Callable[[], T]) -> Callable[[], T]:
    """Begin a job in a child of this process; what is returned waits for its result.

    Where there is nothing to gain, or a fork is not safe, the job waits until it is asked for.
    """
    if not hasattr(os, "fork") or os.cpu_count() == 1 or threading.active_count() > 1:
        return job
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        _hand_over(job, sink)
    os.close(sink)
    return partial(_taken_over, job, child, source)


def _hand_over(job: Callable[[], object], sink: int) -> NoReturn:
    """Do the job and leave without the clearing up that belongs to the parent."""
    status = 1
    try:
        with open(sink, "wb") as stream:
            pickle.dump(job(), stream)
        status = 0
    finally:
        os._exit(status)


def _taken_over(job: Callable[[], T], child: int, source: int) -> T:
    """What the child found; if it failed, the job is done here, and fails or not as it would."""
    with open(source, "rb") as stream:
        data = stream.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        return job()
    result: T = pickle.loads(data)  # noqa: S301  our own child's
    return result
