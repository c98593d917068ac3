"""What `quizapp doctor` says of the folder, the secrets and the disk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from quizapp.web import disks
from tests.cli.doctor.conftest import Told
from tests.support.records import on_sqlite


@on_sqlite
def test_a_data_folder_that_is_open_to_others_is_told(told: Told, data: Path) -> None:
    data.chmod(0o755)

    assert told()["data-folder"]["state"] == "to do"
    assert told()["data-folder"]["cure"] == f"chmod 700 {data}"


@on_sqlite
def test_a_secret_that_others_can_read_is_told(told: Told, data: Path) -> None:
    (data / "secret_key").chmod(0o644)

    assert told()["secret-key"]["cure"] == f"chmod 600 {data / 'secret_key'}"


@on_sqlite
@pytest.mark.parametrize("secret", ["", "hunter2", "a" * 64, "changeme" * 8])
def test_a_weak_secret_is_told(secret: str, told: Told, data: Path) -> None:
    (data / "secret_key").write_text(secret)

    assert told()["secret-key"]["state"] == "to do"
    assert not secret or "64 hexadecimal digits" in told()["secret-key"]["cure"]
    assert not secret or secret not in json.dumps(told()["secret-key"])


@on_sqlite
def test_a_secret_that_cannot_be_read_is_told(told: Told, data: Path) -> None:
    (data / "secret_key").write_bytes(b"\xff\xfe" * 32)

    assert told()["secret-key"]["state"] == "to do"


@on_sqlite
@pytest.mark.parametrize("below", [False, True], ids=["the-file", "below-it"])
def test_a_file_in_place_of_the_data_folder_is_told(
    below: bool, told: Told, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = tmp_path / "stray"
    stray.write_text("a file")
    monkeypatch.setenv("QUIZAPP_DATA_DIR", str(stray / "data" if below else stray))

    remarks = told()

    assert f"{stray} is a file." in remarks["data-folder"]["sentence"]
    assert "QUIZAPP_DATA_DIR" in remarks["data-folder"]["cure"]
    assert "Errno" not in json.dumps(remarks)


@on_sqlite
def test_a_folder_that_is_missing_for_the_database_is_told(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{folder / 'quizapp.sqlite3'}")

    remark = told()["database"]

    assert f"There is no folder {folder}" in remark["sentence"]
    assert "Make it" in remark["cure"]


@on_sqlite
def test_a_weak_secret_in_the_settings_is_told(
    told: Told, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "short")

    assert "QUIZAPP_SECRET_KEY is shorter" in told()["secret-key"]["sentence"]


@on_sqlite
@pytest.mark.parametrize(
    ("line", "mode", "state"),
    [
        ("QUIZAPP_SECRET_KEY=abc", 0o644, "to do"),
        ("QUIZAPP_DATABASE_URL=postgresql://me:password@host/name", 0o640, "to do"),
        ("QUIZAPP_SECRET_KEY=abc", 0o600, "well"),
        ("QUIZAPP_RETENTION=0.8", 0o644, "well"),
    ],
)
def test_a_settings_file_with_secrets_is_for_its_owner(
    line: str, mode: int, state: str, told: Told, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"{line}\n")
    (tmp_path / ".env").chmod(mode)

    assert told()["settings-file"]["state"] == state


@on_sqlite
def test_a_disk_that_is_nearly_full_is_told(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=100_000_000))

    assert told()["disk-space"]["state"] == "to do"
    assert "0.1 GB" in told()["disk-space"]["sentence"]


@on_sqlite
@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("ext4", "well"),
        ("nfs4", "to do"),
        ("cifs", "to do"),
        ("fuse.sshfs", "to do"),
        ("tmpfs", "note"),
    ],
)
def test_a_network_disk_is_told(
    kind: str,
    state: str,
    told: Told,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mounts = tmp_path / "mounts"
    place = str(database.parent.resolve()).replace(" ", "\\040")
    mounts.write_text(f"/dev/a / xfs rw 0 0\nserver:/b {place} {kind} rw 0 0\nc /no proc rw 0 0\n")
    monkeypatch.setattr(disks, "MOUNTS", mounts)

    remark = told()["disk-kind"]

    assert remark["state"] == state
    assert (kind in remark["sentence"]) or kind == "tmpfs"


@on_sqlite
def test_where_the_system_does_not_tell_the_kind_of_disk_nothing_is_said(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "MOUNTS", tmp_path / "none")

    assert "disk-kind" not in told()
