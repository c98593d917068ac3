"""How commands about files say what came of them: exit codes, formats, counts."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2
"""What a command about files exits with."""

style_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or with all figures for programs.",
)
"""How a command says what it found; its argument is `style`."""


def give_up(command: str, message: str) -> NoReturn:
    """Say why a command could not run, and end it."""
    click.echo(f"quizapp {command}: {message}", err=True)
    sys.exit(COULD_NOT_RUN)


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
