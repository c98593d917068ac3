"""Questions handed out to other programs, with a word on what each format would lose."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from quizapp.authoring.export_formats import FILES, LEFT_OUT
from quizapp.domain.bank import read_bank
from quizapp.exchange.formats import TARGETS, exported, imported
from tests.exchange.reading import small_bank_with
from tests.exchange.test_round_trips import LEFT
from tests.support.matches import MATCH, SORT
from tests.support.orders import ITEM as ORDER
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "moodle-xml": "application/xml",
    "gift": "text/plain",
    "qti": "application/zip",
    "qti12": "application/zip",
    "apkg": "application/octet-stream",
    "aiken": "text/plain",
    "yaml": "application/yaml",
    "zip": "application/zip",
}
"""As they are registered; Anki's has no name of its own."""

WORDS = {
    "front": "card",
    "hint": "hints",
    "cites": "quotes",
    "author_note": "notes",
    "allow": "allowed",
    "not_beside": "never shown together",
}


def test_every_format_is_listed_and_described(teacher: Visitor) -> None:
    page = text_of(teacher.get("/teach/bank/export").text)

    assert set(FILES) == set(LEFT_OUT) == set(TARGETS)
    assert all(str(file.name) in page for file in FILES.values())
    assert "None" not in page


@pytest.mark.parametrize("target", LEFT)
def test_what_a_format_leaves_out_is_all_said(target: str, teacher: Visitor) -> None:
    page = text_of(teacher.get("/teach/bank/export").text)

    said = str(LEFT_OUT[target])

    assert said in page
    assert [key for key in LEFT[target] if key in WORDS and WORDS[key] not in said] == []


@pytest.mark.parametrize("target", TARGETS)
def test_which_types_of_questions_a_format_leaves_out_is_said(
    target: str, teacher: Visitor
) -> None:
    page = text_of(teacher.get("/teach/bank/export").text)
    bank = small_bank_with(ORDER + MATCH + SORT)
    words = {"one-tide": "in order", "which-water": "matched", "how-sure": "sorted"}

    losses = exported(bank, target, 0.0).losses

    left = {loss.item_id for loss in losses if loss.code == "X621"}
    said = str(LEFT_OUT[target])
    assert said in page
    assert {item for item, word in words.items() if word in said} == left & words.keys()


@pytest.mark.parametrize("target", TARGETS)
def test_a_format_is_handed_out_as_a_file_of_its_kind(
    target: str, teacher: Visitor, bank_file: Path
) -> None:
    response = teacher.get(f"/teach/bank/export?to={target}")

    suffix = FILES[target].suffix
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == f'attachment; filename="tides.{suffix}"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.content_type.partition(";")[0] == MEDIA_TYPES[target]
    if response.mimetype == "application/zip":
        assert zipfile.ZipFile(io.BytesIO(response.data)).testzip() is None
    assert imported(response.data, f"tides.{suffix}").items


def test_the_page_says_what_a_format_would_lose_of_this_bank(
    teacher: Visitor, bank_file: Path
) -> None:
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None

    page = teacher.get("/teach/bank/export?about=aiken").text

    losses = exported(bank, "aiken", 0.0).losses
    assert losses
    assert all(loss.message.replace("“", "").split("`")[0][:12] in page for loss in losses)


@pytest.mark.parametrize("target", ["none", "../csv", ""])
def test_a_format_that_there_is_not_is_not_there(target: str, teacher: Visitor) -> None:
    assert teacher.get("/teach/bank/export", query_string={"to": target}).status_code == 404
