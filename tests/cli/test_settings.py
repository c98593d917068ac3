"""Settings that cannot be used are told in a sentence, whatever the command."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from quizapp.cli import COMMANDS
from tests.cli.conftest import Command
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMEZONE", "Mars/Olympus"),
        ("RETENTION", "2"),
        ("RETENTION", "high"),
        ("HTTPS", "perhaps"),
        ("SECRET_KEY", "too short"),
    ],
)
def test_a_bad_setting_is_a_sentence_and_no_traceback(
    name: str, value: str, quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"QUIZAPP_{name}", value)

    for words in (["verify-scores"], ["setup-link"], ["serve"]):
        result = quizapp(*words)

        assert result.exit_code == 2
        assert f"QUIZAPP_{name}" in result.output


def test_settings_come_from_a_file_named_env(
    quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("QUIZAPP_TIMEZONE=Mars/Olympus\n")

    result = quizapp("verify-scores")

    assert result.exit_code == 2
    assert "Mars/Olympus" in result.output


def test_the_environment_goes_before_the_file_named_env(
    quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("QUIZAPP_TIMEZONE=Mars/Olympus\n")
    monkeypatch.setenv("QUIZAPP_TIMEZONE", "Europe/Vienna")

    assert quizapp("verify-scores").exit_code == 0


def test_a_secret_on_disk_that_is_too_short_is_refused(
    quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret_key").write_text("short")

    result = quizapp("verify-scores")

    assert result.exit_code == 2
    assert "secret_key is shorter than 32 characters" in " ".join(result.output.split())


def test_a_secret_is_made_once_for_this_user_alone(
    quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")
    path = tmp_path / "data" / "secret_key"

    quizapp("verify-scores")
    first = path.read_text()
    quizapp("verify-scores")

    assert len(first) >= 64
    assert path.read_text() == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_command_knows_its_version(quizapp: Command) -> None:
    assert version("quizapp") in quizapp("--version").output


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, quizapp: Command) -> None:
    result = quizapp(name, "--help")

    assert result.exit_code == 0
    assert result.output.startswith("Usage:")
