"""Where somebody goes who has just logged in."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import url_for

from quizapp.accounts.own_classes import teaches_a_class
from quizapp.accounts.sessions import current_person

_OWN_PATH = re.compile(r"/(?!/)[A-Za-z0-9_./?=&%-]*")

Arrival = Callable[[int], str | None]

_arrivals: list[Arrival] = []


def after_log_in(arrival: Arrival) -> None:
    """Call this with the id of whoever has logged in; it may say where to go on.

    `quizapp/app.py` says who is called.
    """
    if arrival not in _arrivals:
        _arrivals.append(arrival)


def way_on(user_id: int, wanted: str | None) -> str:
    """Where to send somebody who has just logged in: on with what the log-in interrupted."""
    ways = [arrival(user_id) for arrival in _arrivals]
    return next(filter(None, ways), None) or own_path(wanted)


def own_path(target: str | None) -> str:
    """Where to go after logging in: to the path asked for if it is ours, else to the start.

    A teacher starts at the classes, or at the scores of all while there is none.
    """
    if target and _OWN_PATH.fullmatch(target) and "//" not in target:
        return target
    person = current_person()
    if person is None or not person.is_teacher:
        return url_for("home.home")
    has_classes = teaches_a_class(person.id)
    return url_for("classes.list_classrooms" if has_classes else "grades.view_scores")
