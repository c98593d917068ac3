"""A new question file made in the browser, from its title to its first question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.domain.bank import read_bank
from quizapp.models import AuditEntry
from quizapp.web.extensions import db
from tests.support.full_disk import files_no_larger_than
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import NEW_CHOICE, publish_review

pytestmark = on_sqlite

PATH = "/teach/banks/new"
WATER = {
    "title": "The water cycle",
    "language": "en",
    "text": "# Rain and rivers\nWater falls as rain.\n\nRivers carry it to the sea.\n\n"
    "# Back to the sky\nThe sun warms the sea: vapour rises.",
    "author": "Ida Ekman",
    "publisher": "The Harbour School",
    "published": "2024-03-01",
}


@pytest.fixture
def settings(settings: dict[str, Any], bank_folder: Path) -> dict[str, Any]:
    """A folder of banks is served."""
    return {**settings, "BANK": bank_folder}


def test_a_new_file_has_its_article_and_leads_to_its_first_question(
    teacher: Visitor, bank_folder: Path, app: Flask
) -> None:
    made = teacher.send(PATH, **WATER)

    path = bank_folder / "the-water-cycle.yaml"
    assert made.status_code == 303
    form = teacher.get(made.location + "&type=choice")
    assert form.status_code == 200
    first = {**NEW_CHOICE, "topic": "back-to-the-sky", "cites-0": "vapour rises"}
    review = teacher.send(made.location + "&type=choice", action="review", **first)
    assert publish_review(teacher, review) == 303
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    assert [section.heading for section in bank.article.sections] == [
        "Rain and rivers",
        "Back to the sky",
    ]
    assert [len(section.passages) for section in bank.article.sections] == [2, 1]
    assert dict(bank.topics) == {
        "rain-and-rivers": "Rain and rivers",
        "back-to-the-sky": "Back to the sky",
    }
    with app.app_context():
        assert "make bank file" in db.session.scalars(select(AuditEntry.deed)).all()


def test_without_a_question_it_is_called_empty_and_not_broken(teacher: Visitor) -> None:
    teacher.send(PATH, **WATER)

    page = teacher.get("/teach/banks")

    assert "It has no question yet: write the first one" in text_of(page.text)
    assert "The file has an error" not in text_of(page.text)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "Fill it in."),
        ({"title": "***"}, "Use at least one letter or digit."),
        ({"title": "x" * 501}, "Use at most 500 characters."),
        ({"text": "# Only a heading"}, "Write a paragraph below the heading."),
        ({"published": "yesterday"}, "Not a valid date value"),
        ({"published": ""}, "Give a day"),
        ({"url": "javascript:alert(1)"}, "not the address of a web page"),
        ({"name": "../tides"}, "Use small letters a to z, digits and hyphens."),
        ({"name": "tides"}, "There is a file tides.yaml already."),
        ({"title": "Tides"}, "There is a file tides.yaml already."),
        ({"text": "# " + "long " * 120 + "\nWords."}, "characters"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_nothing_is_written(
    teacher: Visitor, bank_folder: Path, changes: dict[str, str], told: str
) -> None:
    before = sorted(path.name for path in bank_folder.iterdir())

    refused = teacher.send(PATH, **{**WATER, **changes})

    assert refused.status_code == 422
    assert told in text_of(refused.text)
    assert sorted(path.name for path in bank_folder.iterdir()) == before


@pytest.mark.parametrize(
    "title", ["Воды земли", "水の循環", "Is it: “yes”? # no", "- a list", "café", "null"]
)
def test_odd_titles_come_out_as_they_went_in(
    teacher: Visitor, bank_folder: Path, title: str
) -> None:
    before = set(bank_folder.iterdir())

    made = teacher.send(PATH, **{**WATER, "title": title, "text": f"# {title}\n- {title}: words"})

    assert made.status_code == 303
    (path,) = set(bank_folder.iterdir()) - before
    reading = read_bank(path.read_bytes())
    assert reading.article is not None
    assert reading.article.title == title
    assert [each.missing_key for each in reading.findings] == ["items"]


def test_a_file_that_is_there_is_not_overwritten_even_if_it_is_no_bank(
    teacher: Visitor, bank_folder: Path
) -> None:
    (bank_folder / "the-water-cycle.yaml").symlink_to(bank_folder / "nowhere")

    refused = teacher.send(PATH, **WATER)

    assert refused.status_code in (409, 422)
    assert "There is a file the-water-cycle.yaml already." in text_of(refused.text)
    assert not (bank_folder / "nowhere").exists()


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_nothing_behind(
    teacher: Visitor, bank_folder: Path, app: Flask
) -> None:
    part = "Words and more words.\n\n" * 4_000
    long = {**WATER, "text": "\n".join(f"# Part {n}\n{part}" for n in range(12))}

    with files_no_larger_than(1_000_000):
        refused = teacher.send(PATH, **long)

    assert refused.status_code == 503
    assert "The server’s disk is full." in text_of(refused.text)
    assert not (bank_folder / "the-water-cycle.yaml").exists()
    assert not list(bank_folder.glob(".*"))
    with app.app_context():
        assert "make bank file" not in db.session.scalars(select(AuditEntry.deed)).all()
