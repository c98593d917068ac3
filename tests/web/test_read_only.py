"""A place that cannot be written to: said at the start, and by the doctor, with what to do."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizapp.upkeep.doctor import State, examine
from quizapp.web import clock, config
from quizapp.web.config import BadSetting
from quizapp.web.database_files import Unwritable, expect_writable, unwritable
from tests.support.places import SMALL_BANK

NOBODY = 65_534

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may act as somebody else"
)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act as a user who owns nothing."""
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder(sqlite_template: Path) -> Iterator[Path]:
    """A data folder that others may read and not write."""
    made = Path(tempfile.mkdtemp(dir="/tmp"))
    (made / "quizapp.sqlite3").write_bytes(sqlite_template.read_bytes())
    (made / "secret_key").write_text("s3cr3t-of-more-than-32-characters-abcdef")
    made.chmod(0o755)
    for each in made.iterdir():
        each.chmod(0o644)
    yield made
    shutil.rmtree(made)


def settings(folder: Path) -> dict[str, object]:
    return config.settings({"DATA_DIR": folder, "BANK": SMALL_BANK})


def test_a_folder_that_may_be_written_is_well(folder):
    assert unwritable(settings(folder)) is None


def test_a_folder_that_may_not_be_written_is_refused_with_what_to_do(folder):
    values = settings(folder)

    with as_nobody(), pytest.raises(Unwritable, match="run this as the user who owns it"):
        expect_writable(values)


def test_the_doctor_tells_of_a_folder_that_may_not_be_written(folder):
    values = settings(folder)
    with as_nobody():
        remarks = {each.name: each for each in examine(values, clock.now())}

    assert remarks["writable"].state is State.TO_DO
    assert str(folder) in remarks["writable"].sentence


def test_the_doctor_tells_of_a_database_alone_that_may_not_be_written(folder):
    folder.chmod(0o777)
    values = settings(folder)
    with as_nobody():
        found = unwritable(values)

    assert found == folder / "quizapp.sqlite3"


@pytest.mark.parametrize("missing", ["quizapp.sqlite3", "secret_key"])
def test_what_cannot_be_made_is_a_sentence(folder, missing):
    (folder / missing).unlink()
    values = settings(folder)

    def prepare() -> None:
        config.prepare_data_dir(values)
        config.flask_config(values)

    with as_nobody(), pytest.raises(BadSetting, match="data folder cannot be used"):
        prepare()


def test_a_folder_that_cannot_be_made_is_a_sentence(folder):
    values = settings(folder / "below")

    with as_nobody(), pytest.raises(BadSetting, match="Permission denied"):
        config.prepare_data_dir(values)


def test_a_folder_that_is_a_file_is_a_sentence(folder):
    values = settings(folder / "secret_key")

    with pytest.raises(BadSetting, match=r"File exists|Not a directory"):
        config.prepare_data_dir(values)
