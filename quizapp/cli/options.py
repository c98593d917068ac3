"""Options that several commands have in common."""

from __future__ import annotations

import click

style_option = click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or with all figures for programs.",
)
"""How a command says what it found; its argument is `style`."""
