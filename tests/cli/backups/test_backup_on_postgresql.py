"""`quizapp backup` with PostgreSQL: its programs, its server, its password."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from tests.support.backups import files_in, only_backup
from tests.support.records import on_postgresql


@on_postgresql
def test_a_missing_program_of_postgresql_is_told(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("quizapp.upkeep.backups.postgresql.DEBIAN", tmp_path)

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "pg_dump was not found" in result.output
    assert [*folder.iterdir()] == []


@on_postgresql
def test_postgresqls_program_is_found_where_debian_keeps_it(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    result = quizapp("backup")

    assert result.exit_code == 0, result.output
    assert files_in(only_backup(folder))["database.dump"].startswith(b"PGDMP")


@on_postgresql
def test_a_server_that_is_away_is_told(
    quizapp: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"postgresql://postgres@/none?host={tmp_path}")

    result = quizapp("backup")

    assert result.exit_code == 1
    assert "PostgreSQL refused: " in result.output
    assert [*folder.iterdir()] == []


@on_postgresql
def test_a_password_is_never_among_a_programs_arguments(
    quizapp: Command,
    settings: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    shadow = tmp_path / "bin" / "pg_dump"
    shadow.parent.mkdir()
    shadow.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\necho "$PGPASSWORD" >&2\nexit 1\n')
    shadow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shadow.parent}:{os.environ['PATH']}")
    address = settings["DATABASE_URL"].replace("postgres@", "postgres:hunter2@")
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", address)

    result = quizapp("backup")

    assert "pg_dump stopped: hunter2" in result.output  # as the child was given it
    assert "hunter2" not in (tmp_path / "words").read_text()
    assert "--no-password" in (tmp_path / "words").read_text()
