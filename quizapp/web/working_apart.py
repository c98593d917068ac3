"""Work that would keep Python busy for seconds, done by a process of its own at a low priority.

A thread that works something out makes all others in its process wait for their turns
(bench/waiting.py measures how long), and those are the learners who are answering.
"""

from __future__ import annotations

import errno
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import BoundedSemaphore
from typing import Any, ParamSpec, TypeVar

GIVE_UP_SECONDS = 120
"""Of work that somebody waits for at a page."""

NICENESS = 5
MOST_MEMORY = 1_000_000_000
"""Of what one process may fill; where the system can bound that, which Windows cannot."""

MOST_AT_ONCE = 2
MOST_WAITING = 4
"""Those at work included. Threads that wait answer nobody, so half of them are kept free."""

Given = ParamSpec("Given")
Result = TypeVar("Result")

log = logging.getLogger(__name__)

_places = BoundedSemaphore(MOST_AT_ONCE)
_doors = BoundedSemaphore(MOST_WAITING)


class Busy(Exception):
    """As much is being worked out as the server takes on at a time."""


class TooMuch(OSError):
    """The process that worked was killed, as when memory runs out, or took too long."""


class _NoProcess(Exception):
    """There can be none here, or it was not understood."""


def worked_apart(
    deed: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """What a function gives, or raises, worked out by another process.

    The function stands in a module of its own right, and what goes in and comes out can be pickled.
    Where no process can be had, it is worked out here: embedded Pythons know no program to start.

    Raises:
        TooMuch: the process was killed or took too long. What is too much for that one would be
            too much for this one as well, and with it go all who are answering.
    """
    return worked_apart_within(GIVE_UP_SECONDS, deed, *given, **named)


def worked_apart_within(
    seconds: float, deed: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """The same, given so many seconds, for work that nobody waits for at a page."""
    try:
        question = pickle.dumps((_name_of(deed), given, named))
        raised, result = _answer_of_process(question, seconds)
    except _NoProcess:
        return deed(*given, **named)
    if isinstance(raised, MemoryError):
        raise TooMuch(errno.ENOMEM, "the process that worked had no more memory") from raised
    if raised is not None:
        raise raised
    answer: Result = result
    return answer


@contextmanager
def place_to_work() -> Iterator[None]:
    """Hold one of the few places for long work that somebody waits for at a page.

    Raises:
        Busy: so many are waiting already that nobody would be left to answer learners.
    """
    if not _doors.acquire(blocking=False):
        raise Busy
    try:
        with _places:
            yield
    finally:
        _doors.release()


def _name_of(deed: Callable[..., object]) -> tuple[str, str]:
    return deed.__module__, deed.__qualname__


def _answer_of_process(question: bytes, seconds: float) -> tuple[Exception | None, Any]:
    try:
        process = subprocess.run(  # noqa: S603  this very module
            [sys.executable, "-m", __name__],
            input=question,
            capture_output=True,
            timeout=seconds,
            check=True,
        )
        answer: tuple[Exception | None, Any] = pickle.loads(process.stdout)  # noqa: S301  our own process wrote it
    except Exception as error:
        # Also a class that is another one there: the program may have been updated meanwhile.
        log.warning("Long work could not be done in another process", exc_info=True)
        if _was_too_much(error):
            raise TooMuch(errno.EIO, "the process that worked was ended") from error
        raise _NoProcess from error
    return answer


def _was_too_much(error: Exception) -> bool:
    if isinstance(error, subprocess.CalledProcessError):
        return error.returncode < 0  # by a signal, as when memory runs out
    return isinstance(error, subprocess.TimeoutExpired)


def _serve_parent() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    _bound_memory()
    (module, name), given, named = pickle.loads(sys.stdin.buffer.read())  # noqa: S301  our own process wrote it
    deed = getattr(import_module(module), name)
    try:
        answer: tuple[Exception | None, Any] = (None, deed(*given, **named))
    except Exception as error:
        answer = (error, None)
    pickle.dump(answer, sys.stdout.buffer, protocol=pickle.HIGHEST_PROTOCOL)


def _bound_memory() -> None:
    """Have a request for more memory fail here, before the machine is out of it for all.

    Windows sets no such bound.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _serve_parent()
