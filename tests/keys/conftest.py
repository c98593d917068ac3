"""The shipped bank, served with a quiz of every item that can be asked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from quizapp import create_app
from quizapp.domain.bank import Bank, read_bank
from quizapp.web.extensions import db
from tests.keys.posed import EVERYTHING
from tests.support.places import SHIPPED_BANK
from tests.support.templates import KEPT_TEMPLATES


@pytest.fixture(scope="module")
def bank_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped bank, and one more quiz that asks every item that can be asked."""
    text = SHIPPED_BANK.read_text(encoding="utf-8")
    shipped = read_bank(text.encode()).bank
    assert shipped is not None
    ids = ", ".join(key for key in shipped.items if shipped.content_of(key).questions)
    path = tmp_path_factory.mktemp("secret") / "questions.yaml"
    more = f"\n  - id: {EVERYTHING}\n    title: Every item\n    items: [{ids}]\n"
    path.write_text(text.rstrip() + more, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shipped_app(bank_path: Path, sqlite_template: Path) -> Iterator[Flask]:
    """An app that serves it."""
    database = bank_path.parent / "quizapp.sqlite3"
    shutil.copy(sqlite_template, database)
    app = create_app(
        {
            "DATA_DIR": bank_path.parent,
            "DATABASE_URL": f"sqlite:///{database}",
            "BANK": bank_path,
            "SECRET_KEY": "t" * 40,
        }
    )
    app.config["TESTING"] = True
    app.jinja_env.bytecode_cache = KEPT_TEMPLATES
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def bank(bank_path: Path) -> Bank:
    """It, read."""
    found = read_bank(bank_path.read_bytes()).bank
    assert found is not None
    return found
