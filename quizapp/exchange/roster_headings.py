"""Which column of a list of learners is what, by its heading, its contents or its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest


class Meaning(StrEnum):
    """What a column holds."""

    NAME = "name"
    TURNED = "turned"
    FIRST = "first"
    LAST = "last"
    USER = "user"
    ID = "id"
    NONE = "none"


_WORDS = {
    Meaning.NAME: (
        "name|full name|display name|learner|student|pupil|student name|learner name|"
        "schüler|schülerin|élève|eleve|nom et prénom|nombre completo|alumno|"
        "nom complet|"  # codespell:ignore complet
        "nome completo|имя и фамилия|фио|ученик|الاسم|اسم|اسم الطالب|שם|öğrenci"
    ),
    Meaning.FIRST: (
        "first name|first|given name|given names|forename|vorname|prénom|prenom|nombre|nome|"
        "voornaam|imię|имя|الاسم الأول"
    ),
    Meaning.LAST: (
        "last name|last|surname|family name|nachname|familienname|nom|nom de famille|apellido|"
        "apellidos|cognome|achternaam|nazwisko|фамилия|اسم العائلة"
    ),
    Meaning.USER: (
        "user name|user|login|login name|login id|sis login id|account|benutzername|identifiant|"
        "usuario|nom d utilisateur|имя пользователя|логин|اسم المستخدم"
    ),
    Meaning.ID: (
        "id|student id|learner id|pupil id|id number|student number|sis user id|sis id|"
        "matrikelnummer|schülernummer|schüler id|upn"
    ),
    Meaning.NONE: "no|nr|number|nummer|lfd nr|numéro|numero|num|n|row|zeile|class|klasse|section",
}
_MEANINGS = {
    word.replace(" ", ""): meaning for meaning, words in _WORDS.items() for word in words.split("|")
}
_PEOPLE = frozenset({Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.USER})
_NOT_LETTERS = re.compile(r"[\W_]+")
_TURNED_NAME = re.compile(r"[^,]*[^,\s][^,]*,\s*[^,\s][^,]*")
ROWS_LOOKED_AT = 15
"""How far down the headings may stand: below titles, and never below the learners."""


@dataclass(frozen=True)
class Columns:
    """What each column is, and how many rows stand above the learners."""

    meanings: tuple[Meaning, ...]
    rows_above: int = 0
    headings: tuple[str, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that say nothing about the learners."""
        return tuple(
            heading[:40]
            for heading, meaning in zip_longest(self.headings, self.meanings)
            if heading and meaning in {Meaning.NONE, None}
        )

    def name(self, cells: Sequence[str]) -> str:
        """Return the name as it is said: first name first."""
        whole = self._cell(cells, Meaning.NAME)
        turned = self._cell(cells, Meaning.TURNED)
        parts = f"{self._cell(cells, Meaning.FIRST)} {self._cell(cells, Meaning.LAST)}".strip()
        return whole or (turned_name(turned) if turned else parts)

    def user_name(self, cells: Sequence[str]) -> str:
        """Return the user name, empty without one."""
        return self._cell(cells, Meaning.USER)

    def number(self, cells: Sequence[str]) -> str:
        """Return what tells two learners of one name apart, empty without it."""
        return self._cell(cells, Meaning.ID)

    def _cell(self, cells: Sequence[str], meaning: Meaning) -> str:
        """Return the first cell of this meaning that says something."""
        pairs = zip(self.meanings, cells, strict=False)
        return next((cell.strip() for each, cell in pairs if each is meaning and cell.strip()), "")


def turned_name(name: str) -> str:
    """Return "Berg, Lena" as Lena Berg, and any other name as it is."""
    if not _TURNED_NAME.fullmatch(name.strip()):
        return name
    last, first = name.split(",")
    return f"{first.strip()} {last.strip()}"


def columns_of(rows: Sequence[Sequence[str]]) -> Columns:
    """Return which column is what. Headings may stand below a title, or be missing."""
    at = _heading_row(rows)
    if at is None:
        above = 1 if _is_title(rows) else 0
        return Columns(_meanings_by_contents(rows[above:]), above)
    headings, body = rows[at], rows[at + 1 :]
    meanings = _parted(_first_of_each([_meaning(cell) for cell in headings]), body)
    if meanings == [Meaning.NAME] and _are_turned_apart(body):
        meanings = [Meaning.LAST, Meaning.FIRST]  # "Berg, Lena" without quotes, cut at the comma
    return Columns(tuple(_turned(meanings, body)), at + 1, tuple(cell.strip() for cell in headings))


def _heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the row with the most headings, of the first ones; None without any.

    Above it there are only titles: rows with a single cell that says something.
    """
    best, most = None, 0
    for at, row in enumerate(rows[:ROWS_LOOKED_AT]):
        known = [_meaning(cell) for cell in row]
        count = len({meaning for meaning in known if meaning}) if _PEOPLE & {*known} else 0
        if count > most:
            best, most = at, count
        if sum(bool(cell.strip()) for cell in row) > 1:
            break
    return best


def _is_title(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a title without headings below it: "Class 7b" names nobody.

    It alone has a digit, as no name has; where other names have, they are made-up ones.
    """
    words = [[cell for cell in row if cell.strip() and not _is_number(cell)] for row in rows]
    has_digit = [len(row) == 1 and any(map(str.isdecimal, row[0])) for row in words]
    return len(rows) > 1 and has_digit[0] and not any(has_digit[1:])


def _meaning(heading: str) -> Meaning | None:
    return _MEANINGS.get(_NOT_LETTERS.sub("", heading.casefold()))


def _first_of_each(known: Sequence[Meaning | None]) -> list[Meaning]:
    """Give each meaning to the first column that is headed so; what is left says nothing."""
    meanings, seen = [], set[Meaning]()
    for each in known:
        meaning = each or Meaning.NONE
        meanings.append(Meaning.NONE if meaning in seen else meaning)
        seen.add(meaning)
    return meanings


def _parted(meanings: Sequence[Meaning], body: Sequence[Sequence[str]]) -> list[Meaning]:
    """Say what "Name" means beside one of its two parts: the other part, or the whole.

    It is the whole where the part stands in it; then the column of the part says nothing more.
    """
    parts = {Meaning.FIRST, Meaning.LAST} & {*meanings}
    if Meaning.NAME not in meanings or len(parts) != 1:
        return [*meanings]
    (part,) = parts
    name_at, part_at = meanings.index(Meaning.NAME), meanings.index(part)
    is_whole = _is_mostly_in(part_at, name_at, body)
    other = Meaning.LAST if part is Meaning.FIRST else Meaning.FIRST
    said = {Meaning.NAME: Meaning.NAME, part: Meaning.NONE} if is_whole else {Meaning.NAME: other}
    return [said.get(each, each) for each in meanings]


def _is_mostly_in(part_at: int, name_at: int, body: Sequence[Sequence[str]]) -> bool:
    """Whether the words of one column stand in those of the other, in most rows."""
    rows = [row for row in body if len(row) > max(part_at, name_at)]
    names = [f" {row[name_at].replace(',', ' ')} " for row in rows]
    parts = [f" {row[part_at].strip()} " for row in rows]
    return 2 * sum(part in name for part, name in zip(parts, names, strict=True)) > len(rows)


def _turned(meanings: Sequence[Meaning], body: Sequence[Sequence[str]]) -> list[Meaning]:
    """Let a column of names be a turned one where most of its names have one comma."""
    return [
        Meaning.TURNED
        if meaning is Meaning.NAME and _are_mostly_turned(_column(body, at))
        else meaning
        for at, meaning in enumerate(meanings)
    ]


def _are_mostly_turned(names: Sequence[str]) -> bool:
    return 2 * sum(bool(_TURNED_NAME.fullmatch(name)) for name in names) > len(names)


def _are_turned_apart(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row is a last and a first name that a comma and a blank parted."""
    return bool(rows) and all(len(row) == 2 and row[1].startswith(" ") for row in rows)


def _meanings_by_contents(rows: Sequence[Sequence[str]]) -> tuple[Meaning, ...]:
    """Read columns without headings: numbers, then a name, or its two parts, or a user name."""
    if _are_turned_apart(rows):
        return (Meaning.LAST, Meaning.FIRST)
    meanings = [Meaning.NONE] * max(map(len, rows))
    words = [at for at in range(len(meanings)) if not _are_numbers(_column(rows, at))] or [0]
    meanings[words[0]] = Meaning.NAME
    if len(words) > 1:
        first, second = (_column(rows, at) for at in words[:2])
        if _are_parts(first) and _are_parts(second):
            meanings[words[0]], meanings[words[1]] = Meaning.LAST, Meaning.FIRST
        else:
            meanings[words[1]] = Meaning.USER
    return tuple(_turned(meanings, rows))


def _are_numbers(cells: Sequence[str]) -> bool:
    return bool(cells) and all(map(_is_number, cells))


def _is_number(cell: str) -> bool:
    return cell.strip().rstrip(".").isdecimal()


def _are_parts(cells: Sequence[str]) -> bool:
    """Whether these are names in one part, with capitals: no whole names, and no user names."""
    return bool(cells) and all(cell[0].isupper() and " " not in cell for cell in cells)


def _column(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """Return the cells of a column that say something."""
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
