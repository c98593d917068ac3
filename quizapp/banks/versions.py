"""In which words somebody reads a bank: its own, or those of a translation that they chose.

Who has chosen nothing as a person may have done so in this browser, before the server met them.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, session

from quizapp.accounts.preferences import read_in
from quizapp.accounts.sessions import current_person
from quizapp.domain.bank import Bank
from quizapp.domain.drills.words import Words
from quizapp.web.languages import language_name

_CHOSEN = "versions"
_OF_TEACHERS = "/teach"


def chosen_version(bank: Bank) -> str | None:
    """The version of a bank that was chosen, if it is there; None for its own words."""
    person = current_person()
    by_bank = {**session.get(_CHOSEN, {}), **(person.versions if person else {})}
    chosen = by_bank.get(bank.id)
    return chosen if chosen in bank.translations else None


def choose_version(bank: Bank, version: str | None) -> None:
    """Read a bank in the words of a version from now on, or in its own."""
    session[_CHOSEN] = {**session.get(_CHOSEN, {}), bank.id: version or ""}
    person = current_person()
    if person is not None:
        read_in(person.id, bank.id, version)


def shown_bank(bank: Bank) -> Bank:
    """The bank in the words that were chosen; teachers' pages speak of it in its own."""
    return bank if request.path.startswith(_OF_TEACHERS) else bank.in_version(chosen_version(bank))


def words_of(bank: Bank | None) -> Words:
    """The words that were chosen for a bank's items; its own where it has left the server."""
    return Words(chosen_version(bank), bank.language) if bank else Words()


@dataclass(frozen=True)
class VersionName:
    """What a version is called, in its language, and how many items it has of how many."""

    name: str
    language: str
    count: int
    total: int


def version_names(bank: Bank) -> dict[str, VersionName]:
    """The versions of a bank by id, its own words first."""
    total = len(bank.items)
    own = VersionName(language_name(bank.language, bank.language), bank.language, total, total)
    told = {
        each.id: VersionName(each.name, each.language, len(each.items), total)
        for each in bank.translations.values()
    }
    return {"": own, **told}


def shown_title(bank: Bank | None, quiz_id: str, title: str) -> str:
    """What a quiz of this title is called in the words that were chosen."""
    told = bank.translations.get(chosen_version(bank) or "") if bank else None
    quiz = bank.quizzes.get(quiz_id) if bank else None
    if told is None or quiz is None or quiz.title != title:
        return title
    return told.quizzes[quiz_id].title if quiz_id in told.quizzes else title
