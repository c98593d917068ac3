"""The data folder and the secret in it: made once, for one user alone."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizapp import create_app
from quizapp.web.config import BadSetting, flask_config, secret_key_in, settings

pytestmark = pytest.mark.usefixtures("quiet_environment")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("secret", ["x", "change-me", "s" * 31])
def test_a_weak_secret_is_refused_in_a_sentence(secret):
    with pytest.raises(BadSetting, match=r"QUIZAPP_SECRET_KEY is shorter than 32 .* random one"):
        flask_config(settings({"SECRET_KEY": secret}))


def test_a_refused_secret_is_not_repeated():
    with pytest.raises(BadSetting) as told:
        flask_config(settings({"SECRET_KEY": "hush-hush"}))

    assert "hush-hush" not in str(told.value)


def test_without_a_secret_one_is_made_for_this_user_alone(tmp_path):
    data_dir = tmp_path / "data"

    secret = create_app({"DATA_DIR": data_dir}).config["SECRET_KEY"]

    assert len(secret) == 64
    assert mode_of(data_dir / "secret_key") == 0o600


def test_the_data_folder_and_what_is_kept_in_it_are_for_this_user_alone(tmp_path):
    create_app({"DATA_DIR": tmp_path / "data"})

    assert mode_of(tmp_path / "data") == 0o700
    assert mode_of(tmp_path / "data" / "quizapp.sqlite3") == 0o600


def test_a_database_elsewhere_leaves_no_empty_file_in_the_data_folder(tmp_path):
    create_app({"DATA_DIR": tmp_path / "data", "DATABASE_URL": "sqlite://"})

    assert not (tmp_path / "data" / "quizapp.sqlite3").exists()


def test_the_secret_is_made_once(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    first = secret_key_in(tmp_path)

    assert secret_key_in(tmp_path) == first
    assert secret_key_in(elsewhere) != first


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such limit")
def test_a_full_disk_is_told_with_the_folder_and_leaves_no_half_secret(tmp_path):
    with room_for_each_file(10), pytest.raises(BadSetting, match=re.escape(f"{tmp_path}: File")):
        secret_key_in(tmp_path)

    assert [*tmp_path.iterdir()] == []


@contextmanager
def room_for_each_file(size: int) -> Iterator[None]:
    """No file may be larger, as on a disk that is nearly full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path):
    for number in range(10):
        folder = tmp_path / str(number)
        folder.mkdir()
        with ThreadPoolExecutor(8) as pool:
            secrets = set(pool.map(secret_key_in, [folder] * 8))

        assert len(secrets) == 1


def test_a_damaged_secret_file_is_told_by_its_path(tmp_path):
    (tmp_path / "secret_key").write_text("short\n", encoding="utf-8")

    with pytest.raises(BadSetting, match="secret_key is shorter than 32"):
        secret_key_in(tmp_path)
