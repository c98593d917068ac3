"""A folder of backups, and a backup with something in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.extensions import db
from tests.cli.conftest import Command
from tests.support.people import Visitor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go unless told otherwise."""
    return tmp_path / "data" / "backups"


@pytest.fixture
def backup(quizapp: Command, learner: Visitor, app: Flask, tmp_path: Path) -> Path:
    """A backup with one learner, who has taken a quiz."""
    learner.take("all")
    result = quizapp("backup", "--to", str(tmp_path / "kept"))
    assert result.exit_code == 0, result.output
    with app.app_context():
        db.engine.dispose()  # the server is stopped
    (path,) = (tmp_path / "kept").iterdir()
    return path
