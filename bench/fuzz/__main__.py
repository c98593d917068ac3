"""Send hostile requests to every route: `python -m bench.fuzz [COUNT] [--seed N] [--database D]`.

Requests are drawn by a seed from the app's own routes and forms, with values that no form would
send, as nobody, a guest, learners of two classes and their teachers. Each answer is looked at for
a fault, for others' data, for a key before its time, and for markup as it was sent; each round of
400, for scores that no longer follow from their answers. 20,000 take about half an hour on an
idle core. Exits with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from argon2 import PasswordHasher

from bench.fuzz.rounds import MakeWorld, Report, fuzz
from bench.fuzz.world import FuzzedWorld, furnished
from quizapp.accounts import credentials
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.databases import KeptDatabase
from tests.support.kept_apps import KeptApps, KeptFile


@contextmanager
def worlds(database: str, folder: Path) -> Iterator[MakeWorld]:
    """What makes a world on this kind of database."""
    if database == "sqlite":
        with _on_sqlite(folder) as make:
            yield make
        return
    programs = postgresql.find_programs()
    if programs is None:
        raise SystemExit("PostgreSQL was not found")
    with postgresql.server(programs) as socket:
        postgresql.create_database(socket, "migrated")
        _migrated(folder, postgresql.url(socket, "migrated"))
        kept = KeptDatabase(socket)

        def make() -> FuzzedWorld:
            kept.empty()
            return _world(KeptApps(), folder, kept.url)

        yield make


@contextmanager
def _on_sqlite(folder: Path) -> Iterator[MakeWorld]:
    template = folder / "template.sqlite3"
    _migrated(folder, f"sqlite:///{template}")
    (folder / "kept").mkdir()
    file = KeptFile(template, folder / "kept")

    def make() -> FuzzedWorld:
        file.renew()
        return _world(KeptApps(), folder, file.url)

    yield make


def _settings(folder: Path, url: str) -> dict[str, object]:
    bank = folder / "questions.yaml"
    return {
        "DATA_DIR": folder / "data",
        "DATABASE_URL": url,
        "BANK": bank,
        "SECRET_KEY": "t" * 40,
    }


def _migrated(folder: Path, url: str) -> None:
    from quizapp import create_app

    app = create_app(_settings(folder, url))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


def _world(kept: KeptApps, folder: Path, url: str) -> FuzzedWorld:
    bank = folder / "questions.yaml"
    with kept.lent(_settings(folder, url)) as app:
        return furnished(app, bank)


def _quick_passwords() -> None:
    """Nobody is after these passwords: a hash that takes its time would take most of ours."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    credentials._hasher = hasher
    credentials._NOBODY = hasher.hash("nobody")


def told(report: Report) -> None:
    """Print what was found."""
    print("slowest, in seconds of CPU:")
    for seconds, what in report.slowest:
        print(f"  {seconds:.2f} {what}")
    print(f"statuses: {dict(sorted(report.statuses.items()))}")
    print(f"routes that let a role in: {len(report.reached)}; forms: {report.forms_taken}")
    print(f"{report.sent} requests, {len(report.faults)} faults")


def main() -> None:
    """Send, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    _quick_passwords()
    with (
        tempfile.TemporaryDirectory() as folder,
        worlds(given.database, Path(folder)) as make_world,
    ):
        report = fuzz(make_world, given.count, given.seed, lambda line: print(line, flush=True))
    told(report)
    if not report.forms_taken:
        sys.exit("No form was taken: what was looked for says nothing.")
    sys.exit(bool(report.faults))


if __name__ == "__main__":
    main()
