"""Statements that take long are named, without what they are about."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from quizapp.web.observability.slow_statements import name_slow_statements, shown


@pytest.fixture
def made_engine() -> Iterator[Callable[[int], Engine]]:
    """An engine that names what is slow; its databases can sleep."""
    made: list[Engine] = []

    def make(limit_ms: int) -> Engine:
        engine = create_engine("sqlite://")
        event.listen(engine, "connect", _can_sleep)
        name_slow_statements(engine, limit_ms)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.dispose()


def _can_sleep(connection: Any, _record: object) -> None:
    connection.create_function("sleep", 1, time.sleep)


def said_of(engine: Engine, caplog: pytest.LogCaptureFixture, seconds: float) -> list[str]:
    with caplog.at_level(logging.WARNING), engine.connect() as connection:
        connection.execute(text("SELECT sleep(:seconds), 'lena'"), {"seconds": seconds})
    return [record.getMessage() for record in caplog.records]


def test_a_slow_statement_is_named_without_parameters_and_texts(made_engine, caplog):
    (said,) = said_of(made_engine(20), caplog, 0.0371)

    assert "SELECT sleep(?), '…'" in said
    assert "0.0371" not in said
    assert "lena" not in said
    assert int(said.split("Slow statement, ")[1].split(" ms")[0]) >= 37


def test_a_quick_one_is_not(made_engine, caplog):
    assert said_of(made_engine(5000), caplog, 0.0) == []


def test_with_0_none_is(made_engine, caplog):
    assert said_of(made_engine(0), caplog, 0.03) == []


def test_a_statement_is_shown_in_one_line_that_ends():
    typed = "SELECT a,\n       b\nFROM c WHERE d = 'it''s'"

    assert shown(typed) == "SELECT a, b FROM c WHERE d = '…'"
    assert shown("SELECT " + "a, " * 1000).endswith(" …")
