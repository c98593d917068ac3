"""The guard of all pages of a classroom: one of its teachers, or there is nothing here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from flask import g

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.classes.classrooms import classroom_taught_by
from quizapp.classes.facts import ClassFacts
from quizapp.web import clock

P = ParamSpec("P")
R = TypeVar("R")


def in_classroom(view: Callable[Concatenate[ClassFacts, P], R]) -> Callable[..., R]:
    """Give the view the classroom that the address names by `classroom_id`.

    Whoever does not teach it gets a 404, as if it did not exist. Moments on the page are shown in
    the classroom's zone, and the navigation of the page is the classroom's.
    """

    @wraps(view)
    @teachers_only
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        public_id = str(kwargs.pop("classroom_id"))
        g.classroom = classroom_taught_by(public_id, known_person().id)
        clock.be_in(g.classroom.time_zone)
        return view(g.classroom, *args, **kwargs)

    return guarded
