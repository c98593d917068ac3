from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange.roster import (
    LONGEST_NAME,
    MOST_ROWS,
    LineTrouble,
    NotARosterError,
    RosterTrouble,
    read_roster,
    written_roster,
)
from tests.support.hostile import HOSTILE


def names(text: str | bytes) -> list[tuple[str, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(line.name, line.user_name) for line in read_roster(data).lines]


def workbook(*rows: tuple[str | float | None, ...]) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.create_sheet("people", 0)
    for row in rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "name,user name\nLena Abel,lena\nBo,\n",
        "Name;Benutzername\r\nLena Abel;lena\r\nBo;\r\n",
        "Student name\tLogin\tE-mail\nLena Abel\tlena\tx@example.org\nBo\t\t",
        "Lena Abel,lena\n\n\nBo\n",
        "\ufeffFirst name,Last name,Username\nLena,Abel,lena\nBo,,\n",
        "Name;Vorname;User\nAbel;Lena;lena\n;Bo;\n",
        '"Full name","User"\n"Lena Abel","lena"\n"Bo",""\n',
        "name,user name\nLena Abel,lena\nBo,\n".encode("utf-16").decode("latin-1"),
    ],
    ids=["csv", "german", "pasted cells", "no headings", "parts", "turned", "quoted", "utf-16"],
)
def test_lists_of_many_kinds_say_the_same(text: str) -> None:
    data = text.encode("latin-1") if text.startswith("ÿþ") else text.encode()

    assert names(data) == [("Lena Abel", "lena"), ("Bo", "")]


def test_a_column_of_last_and_first_names_is_turned_round() -> None:
    assert names("Abel, Lena\nÖz, Çınar\n") == [("Lena Abel", ""), ("Çınar Öz", "")]


def test_a_stray_quote_swallows_nobody() -> None:
    assert names('Jo "JJ" Ek\n"Bo\nElif\n') == [('Jo "JJ" Ek', ""), ('"Bo', ""), ("Elif", "")]


def test_windows_letters_survive() -> None:
    assert names("Jürgen Groß\nÉlodie\n".encode("cp1252")) == [("Jürgen Groß", ""), ("Élodie", "")]


def test_a_workbook_is_read_and_its_formulas_are_not() -> None:
    data = workbook(("Name", "Class"), ("Lena Abel", 7.0), ("=1+1", 7.0), ("محمد", None))

    roster = read_roster(data)

    assert [(line.line, line.name) for line in roster.lines] == [
        (2, "Lena Abel"),
        (3, ""),
        (4, "محمد"),
    ]
    assert roster.lines[1].trouble is LineTrouble.NO_NAME
    assert roster.ignored == ("Class",)


def test_of_two_alike_the_second_is_told_with_the_row_of_the_first() -> None:
    roster = read_roster(b"Lena Abel\nBo,bo\n lena  ABEL \nAlso Bo,BO\n")

    found = [(line.trouble, line.twin) for line in roster.lines]

    assert found == [
        (None, None),
        (None, None),
        (LineTrouble.SAME_NAME, 1),
        (LineTrouble.SAME_USER_NAME, 2),
    ]


@pytest.mark.parametrize("name", ["A" * 200, "م" * 200, "👩🏽‍🎓" * 60, "é" * 100 + "́" * 100])
def test_a_long_name_is_shortened_and_told_so(name: str) -> None:
    (line,) = read_roster(name.encode()).lines

    assert line.is_shortened
    assert LONGEST_NAME // 2 < len(line.name) <= LONGEST_NAME
    assert name.startswith(line.name[:-1].rstrip("…"))
    assert read_roster(line.name.encode()).lines[0].name == line.name


def test_what_would_disturb_a_page_or_a_database_is_taken_out() -> None:
    assert names("Le\x00na\u202e Ab\x07el\n'=cmd()\n") == [("Lena Abel", ""), ("=cmd()", "")]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", RosterTrouble.EMPTY),
        (b"\n , \n", RosterTrouble.EMPTY),
        (b"name,user name\n", RosterTrouble.EMPTY),
        (b"PK\x03\x04 is no workbook", RosterTrouble.NOT_EXCEL),
        (b"\xd0\xcf\x11\xe0 of 1997", RosterTrouble.OLD_EXCEL),
        (b"Lena\n" * (MOST_ROWS + 1), RosterTrouble.TOO_MANY),
        (b'"' + b"x" * 200_000, RosterTrouble.NOT_TEXT),
    ],
)
def test_what_is_no_list_is_told_why(data: bytes, trouble: RosterTrouble) -> None:
    with pytest.raises(NotARosterError) as told:
        read_roster(data)

    assert told.value.trouble is trouble


@pytest.mark.parametrize("data", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_files_are_lists_or_told_why(data: bytes) -> None:
    try:
        roster = read_roster(data)
    except NotARosterError:
        return

    assert all(len(line.name) <= LONGEST_NAME for line in roster.lines)


@given(st.lists(st.tuples(st.text(max_size=100), st.sampled_from(["", "lena", "bo"])), max_size=8))
def test_what_is_written_is_read_as_the_same_learners(rows: list[tuple[str, str]]) -> None:
    text = "name,user name\n" + "\n".join(
        '"{}",{}'.format(name.replace('"', '""'), user) for name, user in rows
    )
    try:
        lines = [line for line in read_roster(text.encode(errors="replace")).lines if line.name]
    except NotARosterError:
        return
    if not lines:
        return

    again = read_roster(written_roster(lines).encode()).lines

    assert [(line.name, line.user_name) for line in again] == [
        (line.name, line.user_name) for line in lines
    ]
