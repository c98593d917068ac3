from __future__ import annotations

import io
import zipfile
from pathlib import Path
from time import process_time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange.roster import LONGEST_NAME, LineTrouble, read_roster, roster_of
from quizapp.exchange.roster_headings import Columns, Meaning, columns_of
from quizapp.exchange.roster_table import (
    MOST_ABOVE,
    MOST_ROWS,
    NotARosterError,
    RosterTrouble,
    carried_rows,
    read_rows,
    rows_carried,
)
from tests.support.hostile import each_hostile_file


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


def test_a_workbook_that_would_fill_the_server_is_refused_by_its_size() -> None:
    stream = io.BytesIO(workbook(("Name",), ("Lena Abel",)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/texts.xml", "<si><t>a</t></si>" * 500_000)
    begun = process_time()

    with pytest.raises(NotARosterError) as refusal:
        read_rows(stream.getvalue())

    assert refusal.value.trouble is RosterTrouble.NOT_EXCEL
    assert process_time() - begun < 5


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
        (b"Lena\n" * (MOST_ROWS + MOST_ABOVE + 1), RosterTrouble.TOO_MANY),
        (b'"' + b"x" * 200_000, RosterTrouble.NOT_TEXT),
    ],
)
def test_what_is_no_list_is_told_why(data: bytes, trouble: RosterTrouble) -> None:
    with pytest.raises(NotARosterError) as told:
        read_roster(data)

    assert told.value.trouble is trouble


@each_hostile_file
@pytest.mark.slow
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

    carried = rows_carried(carried_rows(read_rows(text.encode(errors="replace"))))
    again = roster_of(carried, columns_of([cells for _, cells in carried])).lines

    assert [line for line in again if line.name] == lines


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", "[[1]]", "[[1,2]]", "[" * 10_000, "[[1e999,[]]]"]
)
def test_what_no_page_carried_is_no_list(text: str) -> None:
    with pytest.raises(NotARosterError):
        rows_carried(text)


def read(name: str) -> list[tuple[str, str, LineTrouble | None]]:
    data = (Path(__file__).parent / "rosters" / name).read_bytes()
    return [(line.name, line.user_name, line.trouble) for line in read_roster(data).lines]


def test_headings_are_found_below_a_title_and_beside_a_column_of_numbers() -> None:
    assert read("title_row_and_numbers.csv") == [
        ("Lena Berg", "lberg", None),
        ("Deniz Öz", "doez", None),
        ("Sean O'Neill;--", "soneill", None),
    ]


def test_a_list_of_canvas_has_its_learners_and_nobody_else() -> None:
    assert read("20_canvas_gradebook_roster.csv") == [
        ("Points Possible", "", LineTrouble.NOBODY),
        ("Anna Meier", "ameier", None),
        ("Anna Meier", "ameier2", None),
        ("Test Student", "", LineTrouble.NOBODY),
    ]


def test_a_column_of_names_with_surnames_first_is_turned() -> None:
    assert [name for name, _, _ in read("one_column_turned.csv")] == ["Lena Berg", "Deniz Öz"]
    assert names("Name\nBerg, Lena\nÖz, Deniz\n") == [("Lena Berg", ""), ("Deniz Öz", "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Class 7b\n\nName\nBo Ek\n", ["Bo Ek"]),
        ("Klasse 7b;;\nStand: 3. 9.;;\nNr.;Nachname;Vorname\n1;Ek;Bo\n", ["Bo Ek"]),
        ("1;Berg;Lena\n2;Öz;Deniz\n", ["Lena Berg", "Deniz Öz"]),
        ("1.\tBo Ek\n2.\tAda Ek\n", ["Bo Ek", "Ada Ek"]),
        ('Name\nBo Ek\n"O\'Hara, Jr"\nAda Ek\n', ["Bo Ek", "O'Hara, Jr", "Ada Ek"]),
        ("Name\tSurname\nBo\tEk\n", ["Bo Ek"]),
        ("Surname;Name\nvon Ek;Bo von Ek\nOz;Ada Oz\n", ["Bo von Ek", "Ada Oz"]),
        ("Name;First name\nBo Ek;Bo\nOz, Ada;Ada\nIm, Su;Su\n", ["Bo Ek", "Ada Oz", "Su Im"]),
        ("Class 7b\n1. Bo Ek\n2. Ada Ek\n", ["Bo Ek", "Ada Ek"]),
        ("Name\n• Ek, Bo\n• Ek, Ada\n", ["Bo Ek", "Ada Ek"]),
        ("Class 7b\nBo Ek\nAda Ek\n", ["Bo Ek", "Ada Ek"]),
        ("Guest 1\nGuest 2\n", ["Guest 1", "Guest 2"]),
        ("1) Bo Ek\nAda Ek\n3) Su Im\n", ["1) Bo Ek", "Ada Ek", "3) Su Im"]),
    ],
)
def test_lists_as_schools_export_them(text: str, found: list[str]) -> None:
    assert [name for name, _ in names(text)] == found


def test_two_of_one_name_are_told_apart_by_their_numbers() -> None:
    roster = read_roster(b"Name;ID\nAnna Meier;1\nAnna Meier;2\nAnna Meier;2\nBo;3\n")

    assert [(line.name, line.trouble) for line in roster.lines] == [
        ("Anna Meier (1)", None),
        ("Anna Meier (2)", None),
        ("Anna Meier", LineTrouble.SAME_NAME),
        ("Bo", None),
    ]


def test_a_teacher_can_say_what_the_columns_are() -> None:
    rows = read_rows(b"Name,Login\nAbel Lena,x\n")

    roster = roster_of(rows, Columns((Meaning.NONE, Meaning.NAME), 1, ("Name", "Login")))

    assert [(line.name, line.user_name) for line in roster.lines] == [("x", "")]
    assert roster.ignored == ("Name",)
