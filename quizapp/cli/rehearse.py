"""`quizapp rehearse`: how many learners this server carries, tried before the real thing."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from quizapp.cli.open_files import connections_allowed
from quizapp.cli.outcomes import COULD_NOT_RUN, give_up, style_option
from quizapp.cli.progress import shown_progress
from quizapp.cli.rehearsal_words import as_json, told_rehearsal
from quizapp.cli.server import CannotListen, listening_sockets
from quizapp.upkeep.rehearsal.browser import CONNECTIONS, NoAnswer
from quizapp.upkeep.rehearsal.copy import Copy, NotBegun, served_copy
from quizapp.upkeep.rehearsal.learner import quizzes_at
from quizapp.upkeep.rehearsal.rehearsing import Wishes, rehearsed
from quizapp.web import config

STEPS_OF_ITSELF = 8
MOST_LEARNERS = 1000
LONGEST_SERVED_SECONDS = 3600.0


@dataclass(frozen=True)
class Place:
    """Where learners are let at, and how it is served if it is here."""

    base: str
    copy: Copy | None
    workers: int


@click.command()
@click.option(
    "--learners",
    default=30,
    show_default=True,
    type=click.IntRange(1, MOST_LEARNERS),
    help="How many begin; then twice as many, as long as the server carries them.",
)
@click.option(
    "--up-to",
    "most",
    type=click.IntRange(1, MOST_LEARNERS),
    help="How many at most.  [default: eight times as many as begin]",
)
@click.option(
    "--seconds",
    default=40,
    show_default=True,
    type=click.IntRange(5, 600),
    help="How long each step takes.",
)
@click.option(
    "--pause",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0.1, 300),
    help="For how many seconds a learner thinks before an answer.",
)
@click.option("--quiz", help="The id of the quiz that they take. Default: the first one.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that serve the copy, as with quizapp serve.",
)
@click.option(
    "--database",
    metavar="ADDRESS",
    help="An empty PostgreSQL database for the copy. Default: an SQLite file.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the copy listens.")
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--serve",
    "only_serve",
    is_flag=True,
    help="Only serve the copy, for an hour, so that learners can be played on another machine.",
)
@click.option("--at", "address", metavar="ADDRESS", help="Play the learners against such a copy.")
@style_option
def rehearse(
    learners: int,
    most: int | None,
    seconds: int,
    pause: float,
    quiz: str | None,
    workers: int,
    database: str | None,
    host: str,
    port: int,
    *,
    only_serve: bool,
    address: str | None,
    style: str,
) -> None:
    """Let simulated learners take a quiz, and see how many of them this server carries.

    They are let at a copy of the server, with its bank and no people in it, which is gone at the
    end. Your own records are not touched. To try the network as well, serve the copy with --serve
    --host 0.0.0.0, and play the learners on another machine with --at.

    Exits with 0 if the server carries those who begin, with 1 if it does not, and with 2 if that
    could not be found out.
    """
    if only_serve:
        _only_serve(database, host, port, workers)
        return
    wishes = Wishes(learners, max(learners, most or STEPS_OF_ITSELF * learners), seconds, pause)
    if connections_allowed() < wishes.most * CONNECTIONS and address is None:
        click.echo(
            "The server keeps fewer connections open than so many learners have; those that were "
            "idle longest are closed.",
            err=True,
        )
    with _place(address, database, port, workers) as place:
        chosen = _quiz_at(place.base, quiz)
        with shown_progress("Rehearsing") as told:
            steps = rehearsed(place.base, chosen, wishes, place.copy, told)
    cores = os.cpu_count() or 1
    if style == "json":
        click.echo(json.dumps(as_json(steps, place.workers, cores), indent=2))
    else:
        for line in told_rehearsal(steps, wishes, place.workers, cores, is_here=not address):
            click.echo(line)
    if not steps[0].is_carried:
        raise click.exceptions.Exit(1)


@contextmanager
def _place(address: str | None, database: str | None, port: int, workers: int) -> Iterator[Place]:
    if address is not None:
        base = address.rstrip("/")
        _expect_rehearsal(base)
        yield Place(base, None, 0)
        return
    with _copy(database, "127.0.0.1", port, workers) as copy:
        yield Place(copy.address, copy, workers)


@contextmanager
def _copy(database: str | None, host: str, port: int, workers: int) -> Iterator[Copy]:
    settings = config.settings()
    if database is None and not settings["DATABASE_URL"].startswith("sqlite"):
        click.echo(
            "The copy has an SQLite file, and your server another database. Name an empty one with "
            "--database to rehearse with that.",
            err=True,
        )
    _expect_free(host, port)
    if database is not None:
        _expect_nobody(database)
    # Told to stop, it takes the copy down as well.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(COULD_NOT_RUN))
    try:
        with served_copy(settings, database, host, port, workers) as copy:
            yield copy
    except NotBegun as error:
        give_up("rehearse", f"the copy could not be served. {error}")
    finally:
        signal.signal(signal.SIGTERM, before)


def _expect_free(host: str, port: int) -> None:
    try:
        for each in listening_sockets(host, port):
            each.close()
    except CannotListen as error:
        give_up("rehearse", f"cannot listen at {host}, port {port}: {error}")


def _expect_nobody(database: str) -> None:
    """Refuse a database with tables: it may be the real one."""
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.exc import SQLAlchemyError

    from quizapp.web.addresses import read_address

    try:
        engine = create_engine(read_address(database))
        names = inspect(engine).get_table_names()
        engine.dispose()
    except ValueError as error:
        give_up("rehearse", f"the database cannot be used: {error}.")
    except SQLAlchemyError:
        give_up("rehearse", "the database does not answer.")
    if names:
        give_up("rehearse", "there are tables in the database. Name an empty one.")


def _expect_rehearsal(base: str) -> None:
    """Refuse a server with people in it: simulated learners would be among them for good."""
    if not base.startswith(("http://", "https://")):
        give_up("rehearse", f"{base} is no address. It begins with http:// or https://.")
    try:
        with urllib.request.urlopen(f"{base}/healthz", timeout=10) as page:  # noqa: S310  checked above
            told = json.load(page)
    except (OSError, ValueError):
        give_up("rehearse", f"nothing that could be rehearsed with answers at {base}.")
    if not (isinstance(told, dict) and told.get("rehearsal") is True):
        give_up(
            "rehearse",
            f"{base} is a server with real records. Serve a copy of it there: "
            "quizapp rehearse --serve --host 0.0.0.0",
        )


def _quiz_at(base: str, wanted: str | None) -> str:
    try:
        quizzes = quizzes_at(base)
    except NoAnswer:
        give_up("rehearse", f"{base} does not answer.")
    found = [each for each in quizzes if wanted is None or each.endswith(f"/quizzes/{wanted}")]
    if not found:
        give_up("rehearse", "there is no such quiz." if wanted else "the bank has no quiz.")
    return found[0]


def _only_serve(database: str | None, host: str, port: int, workers: int) -> None:
    with _copy(database, host, port, workers) as copy:
        click.echo(
            f"A copy without people is served at {copy.address}, for an hour or until Ctrl+C. On "
            f"another machine: quizapp rehearse --at http://<this machine>:{port}"
        )
        try:
            time.sleep(LONGEST_SERVED_SECONDS)
        except KeyboardInterrupt:
            click.echo("The copy is gone.")
