"""A server of its own on a database of its own, with a class that has sessions already."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask, session

from bench.faults.devices import Device, SignedIn
from bench.faults.ledger import Ledger
from quizapp import create_app
from quizapp.accounts.sessions import open_session
from quizapp.accounts.signing_up import create_guest
from quizapp.web import clock
from quizapp.web.extensions import db
from quizapp.web.form_tokens import form_token
from tests.support import postgresql
from tests.support.classes import ClassWorld, new_class
from tests.support.places import SMALL_BANK
from tests.support.playing import published_from
from tests.support.served import START_SECONDS, free_port
from tests.support.standby import Pair, pair

LOG_BYTES = 3000
POSTGRESQL = "-c listen_addresses=''"
"""PostgreSQL as it comes: an answer is acknowledged when it is on the disk."""
PAIR = "pair"
"""Of PostgreSQL, one that takes writes and one that follows: it is acknowledged when on both."""


@dataclass
class Stand:
    """`quizapp serve`, which can be killed and begun again, and its database."""

    folder: Path
    url: str
    cluster: Path | None = None
    pair: Pair | None = None
    workers: int = 2
    port: int = field(default_factory=free_port)
    begun: subprocess.Popen[bytes] | None = None
    learners: list[SignedIn] = field(default_factory=list)

    def __post_init__(self) -> None:
        shutil.copy(SMALL_BANK, self.bank)
        self.app: Flask = create_app(self.settings)
        with self.app.app_context():
            flask_migrate.upgrade()
        self.world: ClassWorld = self._class()

    @property
    def bank(self) -> Path:
        """The bank's file."""
        return self.folder / "questions.yaml"

    @property
    def settings(self) -> dict[str, Any]:
        """The same for the server and for us."""
        return {
            "DATA_DIR": self.folder / "data",
            "DATABASE_URL": self.url,
            "BANK": self.bank,
            "SECRET_KEY": "k" * 40,
        }

    def _class(self) -> ClassWorld:
        with self.app.app_context():
            return new_class(published_from(self.bank))

    def enrol(self, count: int) -> None:
        """Put so many learners into the class, each signed in."""
        for _ in range(count):
            with self.app.test_request_context():
                user_id = create_guest(clock.now())
                open_session(user_id)
                token = form_token()
                serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]  # ours
                value = serializer.dumps(dict(session))
            with self.app.app_context():
                self.world.enrol(user_id)
            name = self.app.config["SESSION_COOKIE_NAME"]
            self.learners.append(SignedIn(user_id, f"{name}={value}", token))

    def assign(self, **terms: Any) -> str:
        """Set the quiz; the assignment's public id."""
        with self.app.app_context():
            self.world.now = clock.now()
            return self.world.assign("all", **terms)

    def devices(
        self, ledger: Ledger, seed: str, assignment: str = "", each: int = 2, pause: float = 0.0
    ) -> list[Device]:
        """So many devices of each learner."""
        is_over = threading.Event()
        return [
            Device(
                self.port,
                learner,
                ledger,
                random.Random(f"{seed}-{number}-{at}"),
                is_over,
                assignment,
                pause,
            )
            for number, learner in enumerate(self.learners)
            for at in range(each)
        ]

    # The server

    def start(self) -> None:
        """Start it in a group of its own, and wait until it is ready."""
        given = {f"QUIZAPP_{name}": str(value) for name, value in self.settings.items()}
        words = ["serve", "--port", str(self.port), "--workers", str(self.workers)]
        with (self.folder / "log").open("ab") as log:
            self.begun = subprocess.Popen(  # noqa: S603  our own server
                [sys.executable, "-m", "quizapp.cli", *words],
                env={**os.environ, **given},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at:
            if self.is_ready():
                return
            time.sleep(0.05)
        raise TimeoutError(f"the server did not become ready: {self.log()}")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The server; the first of its processes, where it has several."""
        if self.begun is None:
            raise RuntimeError("nothing was started")
        return self.begun

    def is_ready(self) -> bool:
        """Whether it answers, with its database and its bank."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=10):
                return True
        except OSError:
            return False

    def log(self) -> str:
        """The end of what it has said."""
        return (self.folder / "log").read_text(errors="replace")[-LOG_BYTES:]

    def serving(self) -> list[int]:
        """The processes that serve, by their ids."""
        pid = self.process.pid
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(each) for each in listed.split()] or [pid]

    def kill_all(self) -> None:
        """Take every process of it down at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_one(self, dice: random.Random) -> None:
        """Take one of the processes down that serve."""
        os.kill(dice.choice(self.serving()), signal.SIGKILL)

    def stop(self) -> tuple[int, float]:
        """Tell it to stop; gives its exit code, and how long it took."""
        began = time.monotonic()
        self.process.terminate()
        code = self.process.wait(90)
        return code, time.monotonic() - began

    def end(self) -> None:
        """Leave nothing running, and no connection open."""
        if self.begun is not None and self.begun.poll() is None:
            self.kill_all()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@contextmanager
def stand_on(database: str, folder: Path) -> Iterator[Stand]:
    """A stand on this kind of database."""
    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        yield from _ended(Stand(folder, f"sqlite:///{folder / 'quizapp.sqlite3'}"))
        return
    programs = postgresql.find_programs()
    if programs is None:
        raise SystemExit("PostgreSQL was not found")
    if database == PAIR:
        with pair(programs) as both:
            postgresql.create_database(both.writer, "quizapp")
            yield from _ended(Stand(folder, both.url("quizapp"), pair=both))
        return
    with postgresql.server(programs, POSTGRESQL) as socket:
        postgresql.create_database(socket, "quizapp")
        yield from _ended(Stand(folder, postgresql.url(socket, "quizapp"), socket))


def _ended(stand: Stand) -> Iterator[Stand]:
    try:
        yield stand
    finally:
        stand.end()
