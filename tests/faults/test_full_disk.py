"""A disk that fills up under a running server: said as it is, read on, and back by itself."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.web.sqlite_library import sqlite3
from tests.support.places import SHIPPED_BANK
from tests.support.served import Caller, Server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="it takes Linux to make such a disk"),
]

DISK_BYTES = 12_000_000
KEPT = (
    "SELECT public_id, position FROM responses"
    " JOIN attempt_items ON attempt_items.id = attempt_item_id"
    " JOIN attempts ON attempts.id = attempt_id"
)


class FilledDisk:
    """A disk of its own, filled by another file."""

    words = "disk is full, so this was not saved"

    def __init__(self, folder: Path) -> None:
        self._noise = folder / "noise"

    def fill(self, _server: Server) -> None:
        with self._noise.open("wb", buffering=0) as file:
            for size in (65_536, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def make_room(self, _server: Server) -> None:
        self._noise.unlink()


class RefusedGrowth:
    """A system that lets no file of the server grow: for those who may not mount a disk."""

    words = "cannot write to its disk, so this was not saved"

    def fill(self, server: Server) -> None:
        self._limit(server, 4096)

    def make_room(self, server: Server) -> None:
        self._limit(server, resource.RLIM_INFINITY)

    def _limit(self, server: Server, size: int) -> None:
        limits = (size, resource.RLIM_INFINITY)
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, limits)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    return made


@pytest.fixture
def own_disk(folder: Path) -> Iterator[FilledDisk]:
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk; the other kind of full disk is tried")
    yield FilledDisk(folder)
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(params=["a disk of its own", "files that may not grow"])
def disk(request: pytest.FixtureRequest) -> FilledDisk | RefusedGrowth:
    if request.param == "a disk of its own":
        filled: FilledDisk = request.getfixturevalue("own_disk")
        return filled
    return RefusedGrowth()


def answer(learner: Caller, attempt: str, position: int, saved: list[tuple[str, int]]) -> int:
    status, _ = learner.post(f"{attempt}/responses", position=position, dont_know="1")
    if status == 303:
        saved.append((attempt.rsplit("/", 1)[1], position))
    return status


def test_nothing_is_called_saved_that_is_not_and_all_goes_on_when_there_is_room(
    folder: Path, disk: FilledDisk | RefusedGrowth
) -> None:
    server = Server(folder / "data", SHIPPED_BANK)
    server.start()
    saved: list[tuple[str, int]] = []
    try:
        learner = Caller(server.url)
        attempt = learner.start("mixed")
        assert [answer(learner, attempt, position, saved) for position in (1, 2, 3)] == [303] * 3

        disk.fill(server)
        # What there is room for in blocks that the file has already may still be saved.
        statuses = [answer(learner, attempt, position, saved) for position in range(4, 10)]
        assert set(statuses) <= {303, 503}
        assert statuses[-1] == 503
        assert disk.words in learner.text
        assert [learner.get(page)[0] for page in (f"{attempt}/items/1", "/", "/quizzes")] == [
            200
        ] * 3
        assert Caller(server.url).get("/")[0] == 200

        disk.make_room(server)
        later = [
            answer(learner, attempt, position, saved) for position in range(len(saved) + 1, 21)
        ]
        assert set(later) == {303}
    finally:
        server.kill()
    with closing(sqlite3.connect(folder / "data" / "quizapp.sqlite3")) as database:
        kept = database.execute(KEPT).fetchall()
        (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
    assert sorted(kept) == sorted(saved)
    assert len(saved) == 20
    assert integrity == "ok"
