"""The learner's blueprint, which the modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint

from quizapp.auth.sessions import current_person

bp = Blueprint("learner", __name__)


def current_user_id() -> int | None:
    """The id of who is asking, None for somebody the server has not met."""
    person = current_person()
    return person.id if person else None
