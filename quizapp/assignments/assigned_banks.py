"""The bank that an assignment asks, as it is on the server now."""

from __future__ import annotations

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf


def find_assigned_bank(bank_key: str, quiz_key: str) -> PublishedBank | None:
    """The bank, if it is on the server and has the quiz."""
    asking = (
        published
        for published in bank_shelf().published
        if published.bank.id == bank_key and quiz_key in published.bank.quizzes
    )
    return next(asking, None)
