"""The banks on this server, for pages about what is set from them."""

from __future__ import annotations

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank import Bank, Quiz


def served_banks() -> list[Bank]:
    """The banks that quizzes can be set from."""
    return [published.bank for published in bank_shelf().published]


def find_assigned_bank(bank_key: str, quiz_key: str) -> PublishedBank | None:
    """The bank, if it is on the server and has the quiz."""
    asking = (
        published
        for published in bank_shelf().published
        if published.bank.id == bank_key and quiz_key in published.bank.quizzes
    )
    return next(asking, None)


def find_assigned_quiz(bank_key: str, quiz_key: str) -> Quiz | None:
    """The quiz as the bank has it now, if the bank is on the server and has it."""
    published = find_assigned_bank(bank_key, quiz_key)
    return published.bank.quizzes[quiz_key] if published else None


def quiz_title(bank_key: str, quiz_key: str) -> str:
    """What the quiz is called; one that has left the server goes by its id."""
    quiz = find_assigned_quiz(bank_key, quiz_key)
    return quiz.title if quiz else quiz_key
