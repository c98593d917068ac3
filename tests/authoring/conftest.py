"""A teacher, and the file that the teacher edits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from quizapp.accounts import signing_up
from quizapp.authoring.editing import FileEditor
from quizapp.banks.shelf import bank_shelf
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.people import PASSWORD


@pytest.fixture
def by(app: Flask, tmp_path: Path) -> Iterator[int]:
    """A teacher's id, in the app's context, with a data folder of the test's own."""
    app.config["DATA_DIR"] = tmp_path / "data"
    with app.app_context():
        yield signing_up.create_user("tove", "Tove", PASSWORD, Role.TEACHER, clock.now())


@pytest.fixture
def editor(app: Flask, by: int) -> FileEditor:
    """The file of the small bank."""
    bank_shelf().look(clock.now())
    return FileEditor(bank_shelf().place(), "secret", app.config["DATA_DIR"])
