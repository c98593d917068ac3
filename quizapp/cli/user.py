"""Accounts from the command line."""

from __future__ import annotations

from typing import BinaryIO

import click
from flask.cli import with_appcontext

from quizapp.accounts import deletion_requests, logging_in, signing_up
from quizapp.accounts.credentials import LONGEST_PASSWORD, SHORTEST_PASSWORD, is_usable_user_name
from quizapp.accounts.display_names import LONGEST_DISPLAY_NAME
from quizapp.accounts.easy_passwords import is_easy
from quizapp.accounts.erasing import erase_named
from quizapp.accounts.own_data import as_html, as_json, own_data
from quizapp.cli.progress import shown_progress
from quizapp.domain.errors import NotFound, UserNameTaken
from quizapp.models.people import Role
from quizapp.upkeep.retention import Overdue, overdue, tidy
from quizapp.web import clock
from quizapp.web.edges import cleaned
from quizapp.web.extensions import db


def _good_password(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not SHORTEST_PASSWORD <= len(value) <= LONGEST_PASSWORD:
        raise click.BadParameter(f"use {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    if is_easy(value):
        raise click.BadParameter("it is one of the first to be guessed; take a short sentence")
    return value


def _usable_name(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not is_usable_user_name(value.strip()):
        raise click.BadParameter("use 3 to 40 letters, digits, dots, dashes or underscores")
    return value.strip()


def _usable_display_name(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not 1 <= len(cleaned(value)) <= LONGEST_DISPLAY_NAME:
        raise click.BadParameter(f"use 1 to {LONGEST_DISPLAY_NAME} characters")
    return value and cleaned(value)


password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    callback=_good_password,
    help="Asked for on the terminal when left out, which keeps it out of the shell's history.",
)


@click.command("setup-link")
@click.option("--base", default="http://127.0.0.1:8000", help="The address the server answers at.")
@with_appcontext
def setup_link(base: str) -> None:
    """Print a one-time link that makes a teacher; it works for an hour."""
    token = signing_up.create_setup_token(clock.now())
    click.echo(f"{base.rstrip('/')}/setup/{token}")


@click.group()
def user() -> None:
    """Make and mend accounts."""


@user.command()
@click.argument("user_name", callback=_usable_name)
@click.option("--teacher", is_flag=True, help="Let this person make classes and edit the bank.")
@click.option(
    "--name",
    callback=_usable_display_name,
    help="The name shown to others; the user name if left out.",
)
@password_option
@with_appcontext
def create(user_name: str, teacher: bool, name: str | None, password: str) -> None:
    """Make an account."""
    role = Role.TEACHER if teacher else Role.LEARNER
    try:
        signing_up.create_user(user_name, name or user_name, password, role, clock.now())
    except UserNameTaken as error:
        raise click.ClickException(f"The user name {user_name} is taken.") from error
    click.echo(f"{user_name} can now log in as a {role}.")


@user.command()
@click.argument("user_name")
@password_option
@with_appcontext
def password(user_name: str, password: str) -> None:
    """Set a new password for somebody who forgot theirs."""
    try:
        logging_in.reset_password(user_name, password, clock.now())
    except NotFound as error:
        raise click.ClickException(f"There is no account named {user_name}.") from error
    click.echo(f"{user_name} has a new password and is signed out everywhere.")


@user.command("export")
@click.argument("user_name")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "html"]),
    default="json",
    show_default=True,
    help="For programs, or to read.",
)
@click.option(
    "--output",
    type=click.File("wb", lazy=True),
    default="-",
    help="Where to write it; the terminal if left out.",
)
@with_appcontext
def export_(user_name: str, kind: str, output: BinaryIO) -> None:
    """Write out all that is kept about somebody, as their own page hands it out."""
    try:
        data = own_data(logging_in.user_id_of(user_name), clock.now())
    except NotFound as error:
        raise click.ClickException(f"There is no account named {user_name}.") from error
    output.write(as_json(data) if kind == "json" else as_html(data))


@user.command("requests")
@with_appcontext
def requests_() -> None:
    """List who wants to be deleted. The first column is what `quizapp user erase` takes."""
    wishes = deletion_requests.all_requests()
    for wish in wishes:
        click.echo(
            "\t".join((wish.user_name or wish.learner_id, wish.name, f"{wish.asked_at:%Y-%m-%d}"))
        )
    if not wishes:
        click.echo("Nobody has asked to be deleted.")


@user.command()
@click.argument("user_name")
@click.option("--yes", "is_meant", is_flag=True, help="Do not ask once more.")
@with_appcontext
def erase(user_name: str, is_meant: bool) -> None:
    """Forget who somebody was. What they answered stays in the figures, without a name.

    Whoever has no user name goes by what `quizapp user requests` says.
    """
    if not is_meant:
        click.confirm(
            f"Erase {user_name}? Their name, password, classes and notes go for good", abort=True
        )
    try:
        erase_named(user_name, clock.now())
    except NotFound as error:
        raise click.ClickException(f"There is no account named {user_name}.") from error
    click.echo(f"{user_name} is erased; a user name is free again.")


@user.command("tidy")
@click.option("--dry-run", is_flag=True, help="Only say who would be forgotten.")
@with_appcontext
def tidy_(dry_run: bool) -> None:
    """Forget learners of archived classes past their time, and guests long gone.

    How long a class keeps names is set on its page of settings. Guests go 180 days after their
    last work.
    """
    if dry_run:
        click.echo(f"Nothing was changed. {_told(overdue(db.session(), clock.now()))} to forget.")
    else:
        with shown_progress("Forgetting") as told:
            forgotten = tidy(clock.now(), told)
        click.echo(f"{_told(forgotten)} forgotten.")


def _told(whom: Overdue) -> str:
    learners = "1 learner" if whom.learners == 1 else f"{whom.learners} learners"
    guests = "1 guest" if whom.guests == 1 else f"{whom.guests} guests"
    return f"{learners} and {guests}"
