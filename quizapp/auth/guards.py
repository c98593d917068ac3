"""The guards that views stand behind: somebody signed in, a teacher."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import url_for

from quizapp.auth.sessions import Person, current_person
from quizapp.domain.errors import Forbidden, LogInNeeded
from quizapp.services.classes.classrooms import teaches_a_class

P = ParamSpec("P")
R = TypeVar("R")

_OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9_./?=&%-]*")


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


def own_path(target: str | None) -> str:
    """Where to go after logging in: to the path asked for if it is ours, else to the start.

    A teacher starts at the classes, or at the scores of all while there is none.
    """
    if target and _OWN_PATH.fullmatch(target) and "//" not in target:
        return target
    person = current_person()
    if person is None or not person.is_teacher:
        return url_for("learner.home")
    has_classes = teaches_a_class(person.id)
    return url_for("teacher.list_classrooms" if has_classes else "teacher.view_scores")
