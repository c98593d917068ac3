"""The guards that pages stand behind: somebody signed in, a teacher, not too many tries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask_limiter.util import get_remote_address

from quizapp.accounts.sessions import Person, current_person
from quizapp.domain.errors import Forbidden, LogInNeeded

P = ParamSpec("P")
R = TypeVar("R")


def known_person() -> Person:
    """Who is asking; somebody who is not signed in has to log in first."""
    person = current_person()
    if person is None:
        raise LogInNeeded
    return person


def teachers_only(view: Callable[P, R]) -> Callable[P, R]:
    """Let teachers in, send people without an account to log in, refuse the others."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        person = current_person()
        if person is None or person.is_guest:
            raise LogInNeeded
        if not person.is_teacher:
            raise Forbidden
        return view(*args, **kwargs)

    return guarded


def who_asks() -> str:
    """Whose tries a limit counts: those of a person, or of an address if nobody is signed in.

    What somebody does to their own account must not be used up by others at the same address.
    """
    person = current_person()
    return person.public_id if person else get_remote_address()
