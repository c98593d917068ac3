"""What all tests share: what is left out, the app, people with browsers."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from itertools import filterfalse
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from quizapp.accounts import credentials
from quizapp.banks import shelf
from quizapp.models import Attempt
from quizapp.models.people import Role
from quizapp.regrades.verifying import verify_scores
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.both_databases import is_shown_elsewhere
from tests.support.kept_apps import KeptApps, close_connections, made_app
from tests.support.kept_readings import keep_readings
from tests.support.people import Visitor, signed_up, visitor
from tests.support.places import SECOND_BANK, SMALL_BANK
from tests.support.rules import keep_compiled_rules

pytest_plugins = ["tests.support.databases", "tests.support.inside"]

FEW_EXAMPLES, MANY_EXAMPLES = 25, 100
"""How many examples of a law are tried: by who is in the middle of work, and by CI."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all",
        action="store_true",
        help="run also what takes long, and on PostgreSQL too what is run on SQLite",
    )
    parser.addoption(
        "--require-everything",
        action="store_true",
        help="run all, and fail where Chromium or PostgreSQL is missing instead of leaving it out",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is shown twice, and what takes long unless it is asked for: that comes first.

    What takes a minute and begins last would keep one process busy, and the others waiting for it.
    So processes also take over from one another what has not begun (`make test`).
    """
    is_left_out = is_shown_elsewhere if _is_all_wanted(config) else _takes_long
    config.hook.pytest_deselected(items=list(filter(is_left_out, items)))
    items[:] = sorted(filterfalse(is_left_out, items), key=lambda item: not _is_slow(item))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over thousands of tests, which stay until the end."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _is_all_wanted(terminalreporter.config):
        terminalreporter.write_line(
            "Left out: tests that take long, those on PostgreSQL, and three of four examples of "
            "each law. With them, as CI does: make test ARGS=--all"
        )


def _is_all_wanted(config: pytest.Config) -> bool:
    return bool(config.getoption("--all") or config.getoption("--require-everything"))


def _takes_long(item: pytest.Item) -> bool:
    return _is_slow(item) or item.get_closest_marker("postgresql") is not None


def _is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


def pytest_configure(config: pytest.Config) -> None:
    _choose_examples(config)
    config.addinivalue_line(
        "markers", "on_both: goes through pages, and yet is run on PostgreSQL as on SQLite"
    )
    config.addinivalue_line(
        "markers", "tampering: leaves records behind that do not hold, which is its point"
    )


def _choose_examples(config: pytest.Config) -> None:
    """Say how hypothesis looks for examples, unless its own option has said so.

    CI judges the change, not the dice: there, it tries the same examples each time. Every other
    run goes on looking for new ones. Busy machines are slow, which is no fault.
    """
    if config.getoption("--hypothesis-profile"):
        return
    hypothesis.settings.register_profile(
        "quizapp",
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        max_examples=MANY_EXAMPLES if _is_all_wanted(config) else FEW_EXAMPLES,
    )
    hypothesis.settings.load_profile("quizapp")


def pytest_report_header() -> list[str]:
    found = postgresql.find_programs()
    browser = shutil.which("chromium")
    return [
        f"PostgreSQL: {found or 'not found, its tests are left out'}",
        f"Chromium: {browser or 'not found, the tests in a browser are left out'}",
    ]


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """pytest-flask would push a request context round each test, and leak the view's session."""


@pytest.fixture(scope="session", autouse=True)
def _kept_work() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        keep_compiled_rules(patch)
        keep_readings(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _frequent_looks() -> Iterator[None]:
    """Servers look for saved banks more often, for whoever saves one has to wait for the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "LOOK_EVERY_SECONDS", 0.02)
        yield


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """A copy of the small bank, for tests to edit."""
    return Path(shutil.copy(SMALL_BANK, tmp_path / "questions.yaml"))


@pytest.fixture
def bank_folder(bank_file: Path, tmp_path: Path) -> Path:
    """A folder with copies of the small bank and of a second one, which shares ids with it."""
    folder = tmp_path / "banks"
    folder.mkdir()
    shutil.copy(SECOND_BANK, folder / "lights.yaml")
    shutil.copy(bank_file, folder / "tides.yaml")
    return folder


@pytest.fixture
def settings(database_url: str, bank_file: Path, tmp_path: Path) -> dict[str, Any]:
    """The settings of the app under test."""
    return {
        "DATA_DIR": tmp_path / "data",
        "DATABASE_URL": database_url,
        "BANK": bank_file,
        "SECRET_KEY": "t" * 40,
    }


@pytest.fixture(scope="session")
def quick_hasher() -> PasswordHasher:
    """Hashing that is not slow on purpose: it took a quarter of the tests' time."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def quick_passwords(quick_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed quickly."""
    monkeypatch.setattr(credentials, "_hasher", quick_hasher)
    monkeypatch.setattr(credentials, "_of_nobody", partial(quick_hasher.hash, "nobody"))


def expect_records_to_hold(app: Flask) -> None:
    """Whatever a test has done: every score can be derived."""
    with app.app_context():
        try:
            if db.session.scalar(select(Attempt.id).limit(1)) is None:
                return
            result = verify_scores()
        except DatabaseError:
            return  # a test about a database that is away, or without tables
    assert result.discrepancies == []


@pytest.fixture(scope="session")
def kept_apps() -> KeptApps:
    return KeptApps()


@pytest.fixture
def app(
    settings: dict[str, Any],
    quick_passwords: None,
    kept_apps: KeptApps,
    request: pytest.FixtureRequest,
) -> Iterator[Flask]:
    with kept_apps.lent(settings) as app:
        yield app
        if request.node.get_closest_marker("tampering") is None:
            expect_records_to_hold(app)


@pytest.fixture
def own_app(settings: dict[str, Any], quick_passwords: None) -> Iterator[Flask]:
    """An app that no other test gets, for those who add to it what cannot be taken away."""
    app = made_app(settings)
    yield app
    close_connections(app)


@pytest.fixture
def make_app(settings: dict[str, Any]) -> Iterator[Callable[..., Flask]]:
    """Make further apps on the same database, with settings changed."""
    made: list[Flask] = []

    def make(**changed: Any) -> Flask:
        made.append(made_app({**settings, **changed}))
        return made[-1]

    yield make
    for app in made:
        close_connections(app)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def anonymous(app: Flask) -> Visitor:
    """Somebody the server has not met."""
    return visitor(app)


@pytest.fixture
def guest(app: Flask) -> Visitor:
    """A learner without an account."""
    person = visitor(app)
    person.start("quiet")
    return person


@pytest.fixture
def learner(app: Flask) -> Visitor:
    return signed_up(app, "lena")


@pytest.fixture
def classmate(app: Flask) -> Visitor:
    """A learner for the class of the first one."""
    return signed_up(app, "cleo")


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    """Another learner."""
    return signed_up(app, "samir")


@pytest.fixture
def teacher(app: Flask) -> Visitor:
    return signed_up(app, "tove", Role.TEACHER)


@pytest.fixture
def colleague(app: Flask) -> Visitor:
    """Another teacher."""
    return signed_up(app, "carl", Role.TEACHER)
