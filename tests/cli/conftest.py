"""The `quizapp` command with settings of its own, as somebody at a terminal would run it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from quizapp import create_app
from quizapp.cli import main
from quizapp.web.extensions import db

Command = Callable[..., Result]


@pytest.fixture
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A command's process would end; here the connections of its app have to be closed."""
    made: list[Flask] = []

    def create_and_note(settings: Mapping[str, Any] | None = None) -> Flask:
        made.append(create_app(settings))
        return made[-1]

    for module in ("quizapp.cli", "quizapp.cli.diff", "quizapp.cli.serve"):
        monkeypatch.setattr(import_module(module), "create_app", create_and_note)

    def close_connections() -> None:
        for app in made:
            with app.app_context():
                db.engine.dispose()

    yield close_connections
    close_connections()


@pytest.fixture
def quizapp(
    settings: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    let_go: Callable[[], None],
) -> Command:
    """Run a command of `quizapp` on the test's own database and bank."""
    monkeypatch.chdir(tmp_path)
    for name, value in settings.items():
        monkeypatch.setenv(f"QUIZAPP_{name}", str(value))

    def run(*words: str, typed: str | None = None) -> Result:
        result = CliRunner().invoke(main, words, input=typed)
        let_go()
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def empty_database(settings: dict[str, Any], tmp_path: Path) -> Path:
    """A place for a database that does not exist yet; the settings name it."""
    path = tmp_path / "fresh" / "quizapp.sqlite3"
    path.parent.mkdir()
    settings["DATABASE_URL"] = f"sqlite:///{path}"
    return path


@pytest.fixture
def database(settings: dict[str, Any]) -> Path:
    """The file of the SQLite database."""
    return Path(settings["DATABASE_URL"].removeprefix("sqlite:///"))
