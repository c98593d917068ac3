"""Accounts from the command line."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from quizapp import clock
from quizapp.domain.errors import NotFound, UserNameTaken
from quizapp.edges import cleaned
from quizapp.models.people import Role
from quizapp.services import people
from quizapp.services.passwords import LONGEST, SHORTEST


def _long_enough(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not SHORTEST <= len(value) <= LONGEST:
        raise click.BadParameter(f"use {SHORTEST} to {LONGEST} characters")
    return value


def _usable_name(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not people.is_usable_user_name(value.strip()):
        raise click.BadParameter("use 3 to 40 letters, digits, dots, dashes or underscores")
    return value.strip()


def _usable_display_name(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not 1 <= len(cleaned(value)) <= people.LONGEST_DISPLAY_NAME:
        raise click.BadParameter(f"use 1 to {people.LONGEST_DISPLAY_NAME} characters")
    return value and cleaned(value)


password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    callback=_long_enough,
    help="Asked for on the terminal when left out, which keeps it out of the shell's history.",
)


@click.command("setup-link")
@click.option("--base", default="http://127.0.0.1:8000", help="The address the server answers at.")
@with_appcontext
def setup_link(base: str) -> None:
    """Print a one-time link that makes a teacher; it works for an hour."""
    token = people.create_setup_token(clock.now())
    click.echo(f"{base.rstrip('/')}/setup/{token}")


@click.group()
def user() -> None:
    """Make and mend accounts."""


@user.command()
@click.argument("user_name", callback=_usable_name)
@click.option("--teacher", is_flag=True, help="Let this person see everybody's scores.")
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
        people.create_user(user_name, name or user_name, password, role, clock.now())
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
        people.reset_password(user_name, password, clock.now())
    except NotFound as error:
        raise click.ClickException(f"There is no account named {user_name}.") from error
    click.echo(f"{user_name} has a new password and is signed out everywhere.")
