"""Which column of a list of learners is what, by its heading or by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = {
    "name": (
        "name|full name|display name|learner|student|pupil|student name|learner name|"
        "schüler|schülerin|élève|eleve|nom et prénom|nombre completo|alumno|"
        "nom complet|"  # codespell:ignore complet
        "nome completo|имя и фамилия|фио|ученик|الاسم|اسم|اسم الطالب|שם|öğrenci"
    ),
    "first": (
        "first name|first|given name|given names|forename|vorname|prénom|prenom|nombre|nome|"
        "voornaam|imię|имя|الاسم الأول"
    ),
    "last": (
        "last name|last|surname|family name|nachname|familienname|nom|nom de famille|apellido|"
        "apellidos|cognome|achternaam|nazwisko|фамилия|اسم العائلة"
    ),
    "user": (
        "user name|user|login|login name|account|benutzername|identifiant|usuario|"
        "nom d utilisateur|имя пользователя|логин|اسم المستخدم"
    ),
}
_MEANINGS = {
    word.replace(" ", ""): meaning for meaning, words in _WORDS.items() for word in words.split("|")
}
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Columns:
    """Where in a row the parts of a learner are, from 0; None where a list has no such column."""

    full: int | None = None
    first: int | None = None
    last: int | None = None
    user: int | None = None
    has_headings: bool = False
    ignored: tuple[str, ...] = ()

    def name(self, cells: Sequence[str]) -> str:
        """Return the name as it is said: first name first."""
        whole = _at(cells, self.full)
        return whole or f"{_at(cells, self.first)} {_at(cells, self.last)}".strip()

    def user_name(self, cells: Sequence[str]) -> str:
        """Return the user name, empty without one."""
        return _at(cells, self.user)


def columns_of(rows: Sequence[Sequence[str]]) -> Columns:
    """Return which column is what."""
    meanings = [_MEANINGS.get(_NOT_LETTERS.sub("", cell.casefold())) for cell in rows[0]]
    if not any(meanings):
        return _columns_by_place(rows)
    places = _places(meanings)
    ignored = tuple(
        cell.strip()[:40]
        for number, cell in enumerate(rows[0])
        if cell.strip() and number not in places.values()
    )
    return Columns(
        full=places.get("name"),
        first=places.get("first"),
        last=places.get("last"),
        user=places.get("user"),
        has_headings=True,
        ignored=ignored,
    )


def _places(meanings: list[str | None]) -> dict[str, int]:
    """Map what the columns mean to their places, of several alike to that of the first.

    Beside a column of first names, one that is headed "Name" holds the last names.
    """
    places = {meaning: meanings.index(meaning) for meaning in {*meanings} if meaning}
    if "name" in places and "first" in places and "last" not in places:
        places["last"] = places.pop("name")
    return places


def _columns_by_place(rows: Sequence[Sequence[str]]) -> Columns:
    """Read "Abel, Lena" as last and first name, and any other second column as the user name."""
    is_turned = all(len(row) == 2 and row[1].startswith(" ") for row in rows)
    return Columns(first=1, last=0) if is_turned else Columns(full=0, user=1)


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""
