"""A copy of this server without people: the same bank, the same server, an empty database.

It lies in a folder of its own on the disk of the real records, for the disk is part of what is
rehearsed, and goes when the rehearsal is over.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.web.config import DATABASE_FILE
from quizapp.web.rehearsals import mark_as_rehearsal
from quizapp.web.settings import PREFIX, SETTINGS

START_SECONDS = 60.0
STOP_SECONDS = 45.0
KEPT = frozenset({"TIMEZONE", "RETENTION", "DATABASE_URL", "BANK", "DATA_DIR"})
"""The settings that a copy has like the server, or of its own. No copy sends mail, for one."""


class NotBegun(Exception):
    """The copy could not be served."""


@dataclass(frozen=True)
class Copy:
    """A copy that is served.

    Attributes:
        address: Where learners find it from this machine.
        process: The first of its processes.
        token: By it the figures of the copy are read.
    """

    address: str
    process: int
    token: str


@contextmanager
def served_copy(
    settings: Mapping[str, Any], database: str | None, host: str, port: int, workers: int
) -> Iterator[Copy]:
    """Serve a copy of the server that these settings describe.

    Raises:
        NotBegun: it did not become ready.
    """
    near: Path = settings["DATA_DIR"]
    token = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(
        prefix="rehearsal-", dir=near if near.is_dir() else None, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        mark_as_rehearsal(folder)
        own = {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database or f"sqlite:///{folder / DATABASE_FILE}",
            "METRICS": token,
            "BACKUPS": "off",
        }
        where = ["--host", host, "--port", str(port), "--workers", str(workers)]
        log = folder / "log"
        with log.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603  our own server
                [sys.executable, "-m", "quizapp.cli", "serve", *where],
                env={**os.environ, **_environment(settings, own)},
                stdout=subprocess.DEVNULL,
                stderr=file,
            )
        address = f"http://127.0.0.1:{port}"
        try:
            if not _becomes_ready(process, address):
                raise NotBegun(log.read_text(errors="replace").strip())
            yield Copy(address, process.pid, token)
        finally:
            _stop(process)


def _environment(settings: Mapping[str, Any], own: Mapping[str, str]) -> dict[str, str]:
    """Every setting, so that none of the real server's comes in by the file .env."""
    kept = {name: str(settings[name]) for name in KEPT}
    values = {each.name: each.default for each in SETTINGS} | kept | dict(own)
    return {PREFIX + name: value for name, value in values.items()}


def _becomes_ready(process: subprocess.Popen[bytes], address: str) -> bool:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):  # noqa: S310  our own copy
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
