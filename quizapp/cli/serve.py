"""The production server: waitress in one process, gunicorn for several."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping
from typing import Any

import click
import waitress
from flask import Flask

from quizapp import create_app
from quizapp.accounts import signing_up
from quizapp.banks.health import trouble
from quizapp.banks.shelf import bank_shelf
from quizapp.banks.watching import watch_banks
from quizapp.web import clock
from quizapp.web.database_files import RestoreAtWork, serving
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for all networks.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--bank", type=click.Path(), help="The bank to serve, or a folder of banks.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, bank: str | None, workers: int) -> None:
    """Serve the bank to learners and teachers."""
    settings = {"BANK": bank} if bank else {}
    app = create_app(settings)
    try:
        with serving(app.config):
            _serve(app, settings, host, port, workers)
    except RestoreAtWork as error:
        raise click.ClickException(
            "The database is being restored. Start the server when that is done."
        ) from error


def _serve(app: Flask, settings: Mapping[str, Any], host: str, port: int, workers: int) -> None:
    with app.app_context():
        _prepare(host, port)
        db.session.remove()
        db.engine.dispose()
    if workers == 1:
        _serve_alone(app, host, port)
    elif sys.platform == "win32":
        raise click.UsageError("Several workers need gunicorn, which Windows cannot run.")
    else:
        from quizapp.cli.processes import serve_with_processes

        serve_with_processes(settings, host, port, workers)


def _prepare(host: str, port: int) -> None:
    """Bring the schema up, read the bank, and say where to go."""
    if not bring_schema_up():
        raise click.UsageError(
            "The database belongs to another version of quizapp. Make a backup, then run: "
            "quizapp db upgrade"
        )
    shelf = bank_shelf()
    shelf.look(clock.now())
    for place in shelf.places:
        if sentence := trouble(place):
            click.echo(sentence, err=True)
    if shelf.published:
        titles = ", ".join(f"“{published.bank.title}”" for published in shelf.published)
        click.echo(f"Serving {titles} at http://{_shown(host)}:{port}/")
    if not signing_up.has_teacher():
        token = signing_up.create_setup_token(clock.now())
        click.echo(
            "There is no teacher yet. Make one within the hour, by this link, which works once:\n"
            f"  http://{_shown(host)}:{port}/setup/{token}"
        )


def _shown(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not bound


def _serve_alone(app: Flask, host: str, port: int) -> None:
    # waitress ends in good order when its loop is left by SystemExit.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    proxy = app.config["TRUSTED_PROXY"]
    trust = {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }
    watcher = watch_banks(app)
    try:
        waitress.serve(
            app, host=host, port=port, threads=THREADS, ident=None, **trust if proxy else {}
        )
    finally:
        watcher.stop()
