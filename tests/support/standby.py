"""Two PostgreSQL servers on unix sockets: one takes writes, the other follows and takes over.

Each has a folder of its own, as each would have a machine: what is in the other one went over a
connection.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.postgresql import DURABLE, make_cluster, program, url

PATIENCE_SECONDS = 60
PLACES = "target_session_attrs=read-write&connect_timeout=3"
"""As docs/hosting.md has the address."""


@dataclass
class Pair:
    """The folders of both; `writer` is the one that takes writes, and `other` the other one."""

    programs: Path
    writer: Path
    other: Path

    def __post_init__(self) -> None:
        self.places = (self.writer, self.other)

    def url(self, name: str) -> str:
        """The address of a database, wherever it may be written to; it stays the same."""
        hosts = "&".join(f"host={home}:5432" for home in self.places)
        return f"postgresql://postgres@/{name}?{hosts}&{PLACES}"

    def start(self, home: Path) -> None:
        """Begin one of them, as what it is."""
        options = ("-l", home / "log", "-o", f"{DURABLE} -k {home}", "-w", "start")
        program(self.programs / "pg_ctl", "-D", home / "data", *options)

    def stop(self, home: Path) -> None:
        """Take one of them down at once; its backends end without a word of what they did."""
        program(self.programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")

    def follow(self) -> None:
        """Make the other one anew out of the one that takes writes, to follow it from now on."""
        shutil.rmtree(self.other / "data", ignore_errors=True)
        program(
            self.programs / "pg_basebackup",
            *("-D", self.other / "data", "-h", self.writer, "-U", "postgres"),
            *("--write-recovery-conf", "--create-slot", "--slot=other", "--checkpoint=fast"),
        )
        self.start(self.other)

    def wait_for_both(self, is_wanted: bool) -> None:
        """Whether a commit is acknowledged only once the other one has it as well.

        Said to each that runs: one that takes over goes by what it was told itself.
        """
        names = "*" if is_wanted else ""
        for home in filter(self.is_running, self.places):
            self.ask(home, f"ALTER SYSTEM SET synchronous_standby_names = '{names}'")
            self.ask(home, "SELECT pg_reload_conf()")
        if is_wanted:
            self.wait_until_synchronous()

    def wait_until_synchronous(self) -> None:
        """Until the other one has caught up and is waited for.

        Raises:
            TimeoutError: it does not come.
        """
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        query = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'"
        while not self.ask(self.writer, query):
            if time.monotonic() > give_up_at:
                raise TimeoutError("The standby does not follow.")
            time.sleep(0.05)

    def promote(self) -> None:
        """Let the one that follows take over."""
        program(self.programs / "pg_ctl", "-D", self.other / "data", "-w", "promote")
        self.writer, self.other = self.other, self.writer

    def kill_writer(self) -> None:
        """End every process of the one that takes writes, none of which can do anything more."""
        lines = _running(self.writer)
        first, memory = int(lines[0]), lines[6].split()[1]
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii")
        for pid in [first, *map(int, children.split())]:
            os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{first}").exists():
            time.sleep(0.01)
        subprocess.run(["/usr/bin/ipcrm", "-m", memory], check=False)  # nobody else would

    def ask(self, home: Path, query: str) -> list[tuple[object, ...]]:
        """What one of them answers."""
        with psycopg.connect(url(home, "postgres"), autocommit=True) as connection:
            cursor = connection.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

    def is_running(self, home: Path) -> bool:
        """Whether one of them runs."""
        lines = _running(home)
        return bool(lines) and Path(f"/proc/{lines[0]}").exists()


def _running(home: Path) -> list[str]:
    """What a server has noted of itself: its first process, and further down its memory."""
    noted = home / "data" / "postmaster.pid"
    return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


@contextmanager
def pair(programs: Path) -> Iterator[Pair]:
    """Two servers, of which the second follows the first and is waited for."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        homes = [Path(folder) / name for name in ("db1", "db2")]
        for home in (Path(folder), *homes):
            home.mkdir(exist_ok=True)
            if os.getuid() == 0:
                shutil.chown(home, "postgres")
        make_cluster(programs, homes[0])
        both = Pair(programs, *homes)
        try:
            both.start(both.writer)
            both.follow()
            both.wait_for_both(True)
            yield both
        finally:
            for home in filter(both.is_running, homes):
                both.stop(home)
