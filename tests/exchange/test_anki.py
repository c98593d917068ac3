"""Anki packages: what is in them, and that Anki itself brings notes up to date by them."""

from __future__ import annotations

import io
import json
import sqlite3
import tracemalloc
import zipfile
from pathlib import Path

import genanki
import pytest

from quizapp.exchange.anki import read_apkg, untrusted_database, write_apkg
from quizapp.exchange.anki.zstandard import zstd
from tests.exchange.anki_packages import NEW_TABLES, database, packed, zipped
from tests.exchange.reading import SHIPPED_BANK, SMALL_BANK, codes, found, only
from tests.support.banks import bank_at

BASIC = genanki.Model(
    1,
    "Basic",
    fields=[{"name": "Front"}, {"name": "Back"}, {"name": "Source"}],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
)


def package(*notes: genanki.Note) -> bytes:
    deck = genanki.Deck(2, "School::Sea")
    for note in notes:
        deck.add_note(note)
    stream = io.BytesIO()
    genanki.Package(deck).write_to_file(stream, 0.0)
    return stream.getvalue()


def rows(data: bytes, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    return connection.execute(query).fetchall()


def test_ids_of_notes_and_decks_are_the_same_in_every_package():
    bank = bank_at(SMALL_BANK)

    first, second = (write_apkg(bank, at).data for at in (1e9, 2e9))

    assert rows(first, "SELECT guid FROM notes") == rows(second, "SELECT guid FROM notes")
    assert rows(first, "SELECT DISTINCT did FROM cards") == rows(
        second, "SELECT DISTINCT did FROM cards"
    )
    decks = json.loads(str(rows(first, "SELECT decks FROM col")[0][0]))
    assert "The tides::On the shore" in {deck["name"] for deck in decks.values()}


def test_each_face_of_an_item_is_a_card():
    bank = bank_at(SMALL_BANK)

    data = write_apkg(bank, 0.0).data

    faces = sum(len(item.faces()) for item in bank.items.values())
    assert rows(data, "SELECT COUNT(*) FROM cards") == [(faces,)]


def test_item_kept_to_quizzes_is_left_out_with_a_finding():
    bank = bank_at(SMALL_BANK)
    item = bank.items["ebb"].model_copy(update={"drills": ("quiz",)})

    result = write_apkg(type(bank)(**{**vars(bank), "items": {"ebb": item}}), 0.0)

    assert rows(result.data, "SELECT * FROM notes") == []
    assert ("X621", "ebb") in {(loss.code, loss.item_id) for loss in result.losses}


def test_basic_notes_become_terms_by_their_shorter_side():
    note = genanki.Note(
        BASIC, ["What is <b>ebb</b>?<br>[sound:a.mp3]", "low &amp; falling", "p. 3"], tags=["sea"]
    )

    imported = read_apkg(package(note))

    item = only(imported)
    assert (item.term, item.definition) == ("low & falling", "What is **ebb**?")
    assert imported.topics == {"sea": "Sea"}
    said = " ".join(finding.message for finding in imported.findings)
    assert all(word in said for word in ("sound", "Source", "Tags", "sea"))


def test_cloze_notes_become_cloze_items():
    model = genanki.CLOZE_MODEL
    text = "The {{c1::moon::what?}} pulls the {{c2::sea}}."

    imported = read_apkg(package(genanki.Note(model, [text, "Twice a day."])))

    item = only(imported)
    assert (item.text, item.explanation) == ("The {{moon}} pulls the {{sea}}.", "Twice a day.")
    assert "what?" in imported.findings[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut short",
        zipped(readme_txt=b"hello"),
        zipped(collection_anki2=b"not a database"),
        zipped(collection_anki2=b"SQLite format 3\x00" + bytes(600)),
        zipped(collection_anki21b=b"packed"),
        zipped(collection_anki2=database("CREATE TABLE notes (id)")),
        zipped(
            collection_anki2=database(
                "CREATE TABLE col (models, decks); CREATE TABLE cards (nid, did);"
                "CREATE TABLE notes (id, mid, flds, tags); INSERT INTO col VALUES ('{', '[]');"
            )
        ),
        zipped(
            collection_anki2=database(
                "CREATE TABLE col (models, decks); CREATE TABLE cards (nid, did);"
                "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1"
                " FROM n) SELECT id, 1 mid, '' flds, '' tags FROM n;"
            )
        ),
    ],
    ids=["cut", "other", "text", "zeros", "new", "no tables", "bad json", "endless view"],
)
def test_damaged_and_hostile_packages_are_findings(data):
    imported = read_apkg(data)

    assert imported.items == ()
    assert codes(imported) == [("X601", 1)]


def test_anki_itself_reads_the_package_and_brings_notes_up_to_date(tmp_path: Path):
    anki = pytest.importorskip("anki.collection", reason="Anki is not installed on Windows")
    bank = bank_at(SHIPPED_BANK)
    item = bank.items["fighting-length"].model_copy(update={"stem": "How long, then?"})
    changed = type(bank)(**{**vars(bank), "items": {**bank.items, item.id: item}})
    collection = anki.Collection(str(tmp_path / "collection.anki2"))

    logs = []
    for number, (each, at) in enumerate([(bank, 1e9), (changed, 2e9)]):
        path = tmp_path / f"{number}.apkg"
        path.write_bytes(write_apkg(each, at).data)
        request = anki.ImportAnkiPackageRequest(package_path=str(path))
        logs.append(collection.import_anki_package(request).log)

    count = sum("card" in item.drills for item in bank.items.values())
    fronts = collection.db.list("SELECT flds FROM notes")
    assert (len(logs[0].new), len(logs[1].new), collection.note_count()) == (count, 0, count)
    assert any(front.startswith("How long, then?") for front in fronts)
    collection.close()


EMPTY = (
    "CREATE TABLE col (models, decks); INSERT INTO col VALUES ('{}', '{}');"
    "CREATE TABLE cards (nid, did);"
)
ONE_NOTE = "INSERT INTO notes (id, mid) VALUES (1, 1)"


def test_a_package_of_todays_anki_is_read():
    imported = read_apkg(packed(NEW_TABLES))

    term, cloze = found(imported)
    assert (term.term, term.definition, imported.topics[term.topic]) == (
        "*Tide*",
        "What rises?",
        "Tides",
    )
    assert (cloze.text, cloze.explanation, cloze.level) == (
        "The {{moon}} pulls.",
        "Ever.",
        "reason",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "columns",
    [
        "id integer PRIMARY KEY, mid, tags, flds AS (printf('%.*c', 30000000, 'a'))",
        "id integer PRIMARY KEY, mid, tags, flds GENERATED ALWAYS AS (zeroblob(9)) STORED",
        "id integer PRIMARY KEY, mid, tags AS (replace(hex(zeroblob(9000)), '0', hex(id))), flds",
    ],
)
def test_columns_that_the_file_works_out_are_refused(columns):
    notes = f"CREATE TABLE notes ({columns}); "
    data = zipped(collection_anki2=database(EMPTY + notes + ONE_NOTE))

    tracemalloc.start()
    imported = read_apkg(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (imported.items, codes(imported)) == ((), [("X601", 1)])
    assert most < 20_000_000


def test_a_default_that_fills_every_row_is_read_only_so_far(monkeypatch):
    monkeypatch.setattr(untrusted_database, "MAX_READ_CHARACTERS", 1_000_000)
    notes = "CREATE TABLE notes (id integer PRIMARY KEY, mid, tags);"
    many = (
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
        " INSERT INTO notes SELECT i, 1, '' FROM n;"
    )
    default = f"ALTER TABLE notes ADD COLUMN flds DEFAULT '{'a' * 50_000}'"
    script = EMPTY + notes + many + default

    assert codes(read_apkg(zipped(collection_anki2=database(script)))) == [("X602", 1)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x28\xb5\x2f\xfdxx", "X601"),
        (zstd.compress(b"some notes")[:-3], "X601"),
        (zstd.compress(b"a" * 70_000_000), "X602"),
    ],
    ids=["damaged", "cut off", "too large"],
)
def test_packed_collections_that_are_damaged_or_too_large_are_findings(content, code):
    imported = read_apkg(zipped(collection_anki21b=content))

    assert imported.findings[0].code == code
