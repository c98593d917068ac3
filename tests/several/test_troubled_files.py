"""Of several files, a class's desk tells of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.banks.shelf import bank_shelf
from quizapp.home.troubled_files import Trouble, TroubledFile, file_troubles
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank

pytestmark = on_sqlite


def told(app: Flask, teacher: Visitor, *bank_ids: str) -> list[TroubledFile]:
    teacher.get("/healthz")
    found = file_troubles(bank_shelf_of(app), bank_ids)
    return [each for each in found if isinstance(each, TroubledFile)]


def bank_shelf_of(app: Flask):
    with app.app_context():
        return bank_shelf().places


@pytest.fixture
def broken(teacher: Visitor, bank_folder: Path) -> Path:
    path = bank_folder / "tides.yaml"
    teacher.get("/healthz")
    save_bank(path, path.read_text(encoding="utf-8").replace("topic: moon", "topic: mooon", 1))
    return path


def test_a_class_hears_of_the_files_it_works_with(app: Flask, teacher: Visitor, broken: Path):
    (found,) = told(app, teacher, "tides")

    assert (found.place.name, found.trouble, found.is_served) == (
        "tides.yaml",
        Trouble.ERRORS,
        True,
    )
    assert told(app, teacher, "lights") == []


def test_a_class_for_which_nothing_is_set_hears_of_all(app: Flask, teacher: Visitor, broken: Path):
    assert [each.place.name for each in told(app, teacher)] == ["tides.yaml"]


def test_of_a_file_that_does_not_tell_its_id_every_class_hears(
    app: Flask, teacher: Visitor, bank_folder: Path
):
    save_bank(bank_folder / "another.yaml", "format: [unfinished\n")

    (found,) = told(app, teacher, "lights")

    assert (found.place.name, found.is_served) == ("another.yaml", False)


def test_two_files_with_one_id_are_told_with_the_name_of_the_one_in_use(
    app: Flask, teacher: Visitor, bank_folder: Path
):
    teacher.get("/healthz")
    save_bank(bank_folder / "zwin.yaml", (bank_folder / "tides.yaml").read_text(encoding="utf-8"))

    (found,) = told(app, teacher, "tides")

    assert (found.trouble, found.place.rival) == (Trouble.RIVAL, "tides.yaml")
