"""Where the host serves one fixed file, the page of a new one says what to do."""

from __future__ import annotations

from pathlib import Path

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_one_fixed_file_is_said_plainly_and_nothing_is_made(
    teacher: Visitor, bank_file: Path
) -> None:
    page = teacher.get("/teach/banks/new")
    refused = teacher.send("/teach/banks/new", title="Water")

    assert page.status_code == 200
    assert "This server shows one file, questions.yaml" in text_of(page.text)
    assert "QUIZAPP_BANK" in text_of(page.text)
    assert refused.status_code == 409
    assert [path.name for path in bank_file.parent.glob("*.yaml")] == ["questions.yaml"]
