"""The learner's blueprint, which the modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint, g

from quizapp.auth.sessions import current_person
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NoBank
from quizapp.services.live_banks.banks import bank_shelf, published_bank
from quizapp.services.revisions import PublishedBank

bp = Blueprint("learner", __name__)


def current_user_id() -> int | None:
    """The id of who is asking, None for somebody the server has not met."""
    person = current_person()
    return person.id if person else None


def banks_asked_for() -> list[Bank]:
    """The bank that the address names; otherwise all banks of the server.

    Raises: as `published_banks_asked_for`.
    """
    return [published.bank for published in published_banks_asked_for()]


def published_banks_asked_for() -> list[PublishedBank]:
    """The same, with the texts they were read from.

    Raises:
        NoBank: there is none yet.
        NotFound: there is none of this name.
    """
    if "bank_id" in g:
        return [published_bank()]
    banks = bank_shelf().published
    if not banks:
        raise NoBank
    return list(banks)
