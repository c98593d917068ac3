"""An installation as it should be, and what the doctor says of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.cli.conftest import Command

Told = Callable[[], dict[str, Any]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder as it should be, with a secret of its own."""
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Europe/Vienna")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "secret_key").touch(mode=0o600)
    (folder / "secret_key").write_text(hashlib.sha256(b"a secret").hexdigest())
    return folder


@pytest.fixture
def told(quizapp: Command, data: Path) -> Told:
    """What the doctor says, by the name of the thing."""

    def tell() -> dict[str, Any]:
        answer = json.loads(quizapp("doctor", "--format", "json").stdout)
        return {remark["name"]: remark for remark in answer["remarks"]}

    return tell


def published(app: Flask) -> None:
    """Take the bank over, as a server would."""
    with app.app_context():
        bank_shelf().look(clock.now())
        db.engine.dispose()


def everything_in(*folders: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with its mode and bytes."""
    return {
        str(path): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for folder in folders
        for path in sorted(folder.rglob("*"))
    }
