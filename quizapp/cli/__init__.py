"""The `quizapp` command: a module per group of commands."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import ScriptInfo
from flask_migrate.cli import db as database_commands

from quizapp import create_app
from quizapp.cli.check import check
from quizapp.cli.people import setup_link, user
from quizapp.cli.schema import schema
from quizapp.cli.serve import serve
from quizapp.cli.verify import verify_scores
from quizapp.config import BadSetting


class QuizappGroup(click.Group):
    """Commands that say in a sentence when a setting cannot be used."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BadSetting as error:
            raise click.UsageError(str(error)) from error


@click.group(cls=QuizappGroup)
@click.version_option(package_name="quizapp")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn one readable file about one article into quizzes, flashcards and a memory."""
    ctx.obj = ScriptInfo(create_app=create_app)


for command in (serve, check, schema, setup_link, user, verify_scores, database_commands):
    main.add_command(command)
