"""`quizapp serve`: the production server, in one process or several."""

from __future__ import annotations

import logging
import sys
from socket import socket

import click
from flask import Flask, current_app

from quizapp import create_app
from quizapp.accounts import signing_up
from quizapp.banks.health import trouble
from quizapp.banks.shelf import bank_shelf
from quizapp.cli.first_bank import lay_out_bank
from quizapp.cli.open_files import connections_allowed, told_connections
from quizapp.cli.server import CannotListen, listening_sockets, serve_app
from quizapp.web import clock
from quizapp.web.database_files import RestoreAtWork, Unwritable, expect_writable, serving
from quizapp.web.extensions import db
from quizapp.web.late_pages import load_late_pages
from quizapp.web.observability.logs import set_up_logs
from quizapp.web.observability.shared_figures import figures_folder
from quizapp.web.promises import warning_at_start
from quizapp.web.schema import WrongSchema, expect_schema

log = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for all networks.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--bank", type=click.Path(), help="The bank to serve, or a folder of banks.")
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that share the work; not on Windows.",
)
def serve(host: str, port: int, bank: str | None, workers: int) -> None:
    """Serve the bank to learners and teachers.

    Told to stop (Ctrl+C, SIGTERM), it answers what has been asked, and then ends.
    """
    if workers > 1 and sys.platform == "win32":
        raise click.UsageError("On Windows the server is one process. Leave --workers out.")
    settings = {"BANK": bank} if bank else {}
    if not bank and (laid_out := lay_out_bank()):
        click.echo(
            f"There was no bank here. {laid_out} is one to begin with: it is yours to change."
        )
    app = create_app(settings)
    set_up_logs(app.config)
    try:
        expect_writable(app.config)
        with serving(app.config):
            _serve(app, host, port, workers)
    except (RestoreAtWork, Unwritable, WrongSchema) as error:
        raise click.ClickException(str(error)) from error


def _serve(app: Flask, host: str, port: int, workers: int) -> None:
    connections = connections_allowed()
    sockets = _listening_sockets(host, port)
    with app.app_context():
        _prepare(host, port)
        if workers > 1:
            _build_first_page(app)
        db.session.remove()
        db.engine.dispose()  # processes must not share a connection
    if (sentence := told_connections(connections)) is not None:
        click.echo(sentence, err=True)
    with figures_folder(app) as figures:
        if sys.platform != "win32" and workers > 1:
            from quizapp.cli.processes import serve_with_processes

            code = serve_with_processes(app, sockets, connections, figures, workers)
        else:
            serve_app(app, sockets, connections, figures)
            code = 0
    if code:
        raise click.exceptions.Exit(code)


def _listening_sockets(host: str, port: int) -> list[socket]:
    try:
        return listening_sockets(host, port)
    except CannotListen as error:
        raise click.ClickException(f"Cannot listen at {host}, port {port}: {error}") from error


def _warn_of_machines(address: str) -> None:
    """Say what is amiss with PostgreSQL's machines, where the address names several."""
    if not address.startswith("postgresql"):
        return
    # Most servers have none, and start without the doctor.
    from quizapp.upkeep.doctor.machines import machine_remarks
    from quizapp.upkeep.doctor.remarks import State

    for remark in machine_remarks(address):
        if remark.state is State.TO_DO:
            click.echo(f"{remark.sentence} {remark.cure}", err=True)


def _prepare(host: str, port: int) -> None:
    """Bring the schema up, read the bank, and say where to go."""
    expect_schema(make=True)
    if (warning := warning_at_start()) is not None:
        click.echo(warning, err=True)
    _warn_of_machines(current_app.config["DATABASE_URL"])
    shelf = bank_shelf()
    shelf.look(clock.now())
    for place in shelf.places:
        if sentence := trouble(place):
            click.echo(sentence, err=True)
    if shelf.published:
        titles = ", ".join(f"“{published.bank.title}”" for published in shelf.published)
        click.echo(f"Serving {titles} at http://{_shown(host)}:{port}/")
    else:
        click.echo(
            f"Serving at http://{_shown(host)}:{port}/ without a bank, so that there is nothing to "
            f"learn. A good one is taken over as soon as it is there: {shelf.path}"
        )
    if not signing_up.has_teacher():
        token = signing_up.create_setup_token(clock.now())
        click.echo(
            "There is no teacher yet. Make one within the hour, by this link, which works once:\n"
            f"  http://{_shown(host)}:{port}/setup/{token}"
        )


def _build_first_page(app: Flask) -> None:
    """Make what pages are made of, modules, templates and statements, once for all processes.

    The page is for nobody: no log has it, and no figure counts it.
    """
    load_late_pages()
    try:
        with app.test_request_context("/"):
            app.full_dispatch_request()
    except Exception:
        log.warning("The first page could not be built", exc_info=True)  # who asks will be told


def _shown(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not bound
