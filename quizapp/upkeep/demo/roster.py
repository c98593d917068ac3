"""The teacher and the learners of an invented class. Their names say that they are invented."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count

from quizapp.accounts.signing_up import create_user
from quizapp.classes.enrolling import enrol_all
from quizapp.domain.errors import UserNameTaken
from quizapp.exchange.roster import RosterLine
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.people import Role
from quizapp.web.extensions import db

_FIRST_NAMES = (
    "Ada Bilal Chiara Dmitri Elif Farid Greta Hamid Ines Jonas Karim Leila Marek Noor Oskar "
    "Paula Quentin Rania Samuel Tamara Umut Vera Walid Ximena Yusuf Zofia Anton Basma Carl "
    "Dunja Emre Fatima Goran Hanna Ilir Jana "
)
FAMILY_NAME = "Demo"
TEACHER_NAME = "demo-teacher"
TEACHER_DISPLAY_NAME = "Demo teacher (invented)"
PASSWORD_BYTES = 12


def learner_names(wanted: int) -> list[str]:
    """So many different names."""
    first_names = _FIRST_NAMES.split()
    size = len(first_names)
    return [
        f"{first_names[at % size]} {FAMILY_NAME}" + (f" {at // size + 1}" if at >= size else "")
        for at in range(wanted)
    ]


def create_teacher(now: datetime) -> tuple[int, str, str]:
    """A teacher with a password that is kept nowhere else: id, user name, password."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    for name in _free_names():
        try:
            user_id = create_user(name, TEACHER_DISPLAY_NAME, password, Role.TEACHER, now)
        except UserNameTaken:
            continue
        return user_id, name, password
    raise AssertionError("names do not run out")


def enrol_learners(
    classroom_id: int, names: Sequence[str], teacher_id: int, now: datetime
) -> dict[str, tuple[int, str]]:
    """Learners looked after by the class, put in by a list; id and public id by name."""
    lines = [RosterLine(number, name) for number, name in enumerate(names, start=1)]
    enrol_all(classroom_id, lines, teacher_id, now)
    learners = db.session.scalars(enrolled_learners(classroom_id)).all()
    return {user.display_name: (user.id, user.public_id) for user in learners}


def _free_names() -> Iterator[str]:
    yield TEACHER_NAME
    for number in count(2):
        yield f"{TEACHER_NAME}-{number}"
