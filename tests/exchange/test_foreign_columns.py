"""A table in a foreign database: no column needs to hold what its name promises."""

from __future__ import annotations

import pytest

from quizapp.exchange.anki import read_apkg
from tests.exchange.anki_packages import NEW_TABLES, packed
from tests.exchange.reading import found


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE notes SET mid = 9e999",
        "UPDATE notes SET mid = NULL",
        "UPDATE notes SET mid = x'05'",
        "UPDATE notes SET flds = NULL",
        "UPDATE notes SET tags = NULL",
        "UPDATE notes SET tags = 9e999",
        "UPDATE notetypes SET config = 1000000000000",
        "UPDATE notetypes SET config = 'text'",
        "UPDATE notetypes SET config = NULL",
        "UPDATE notetypes SET id = 9e999",
        "UPDATE notetypes SET id = NULL",
        "UPDATE notetypes SET name = NULL",
        "UPDATE fields SET name = 5.5",
        "UPDATE cards SET did = 9e999",
        "UPDATE decks SET name = x'ff'",
    ],
)
def test_a_column_of_a_foreign_table_may_hold_anything(change):
    plain = NEW_TABLES.replace(" integer PRIMARY KEY", "").replace(" integer", "")

    imported = read_apkg(packed(plain + change))

    said = str([item.model_dump() for item in imported.items]) + str(imported.topics)
    assert imported.items or imported.findings
    assert "None" not in said.replace("': None", "")


def test_a_note_written_as_bytes_is_read_as_text():
    change = "UPDATE notes SET flds = CAST(flds AS BLOB)"

    assert found(read_apkg(packed(NEW_TABLES + change)))[0].definition == "What rises?"
