"""The guards that pages stand behind: somebody signed in, a teacher, not too many wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from flask import Response

from quizapp.accounts.sessions import Person, current_person
from quizapp.domain.errors import Forbidden, LogInNeeded

P = ParamSpec("P")
R = TypeVar("R")

WRONG_CODES = "60 per minute; 600 per hour"
"""Of one address: each of thirty learners may mistype twice, and nobody guesses a code."""


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


def was_refused(response: Response) -> bool:
    """Whether what was tried was wrong: where a whole class has one address, only that counts."""
    return response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
