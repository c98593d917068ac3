"""The `quizapp` command: a module per group of commands, loaded when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from quizapp import create_app, loading
from quizapp.web.config import BadSetting

COMMANDS = {
    "analyse": "quizapp.cli.analyse:analyse",
    "backup": "quizapp.cli.backup:backup",
    "check": "quizapp.cli.check:check",
    "classroom": "quizapp.cli.classroom:classroom",
    "db": "quizapp.cli.database:group",
    "demo": "quizapp.cli.demo:demo",
    "diff": "quizapp.cli.diff:diff",
    "doctor": "quizapp.cli.doctor:doctor",
    "drift": "quizapp.cli.drift:drift",
    "export": "quizapp.cli.exchange:export",
    "import": "quizapp.cli.exchange:import_",
    "memory": "quizapp.cli.memory:memory",
    "new": "quizapp.cli.new:new",
    "print": "quizapp.cli.paper:print_",
    "regrade": "quizapp.cli.regrade:regrade",
    "rehearse": "quizapp.cli.rehearse:rehearse",
    "restore": "quizapp.cli.backup:restore",
    "schema": "quizapp.cli.schema:schema",
    "serve": "quizapp.cli.serve:serve",
    "setup-link": "quizapp.cli.user:setup_link",
    "translation": "quizapp.cli.translation:translation",
    "user": "quizapp.cli.user:user",
    "verify-scores": "quizapp.cli.verify:verify_scores",
}
WITHOUT_APP = frozenset(
    {"analyse", "check", "diff", "drift", "export", "import", "new", "schema"}
    | {"backup", "doctor", "rehearse", "restore", "translation"}
)
"""Commands about files alone; a teacher runs them after each change, so they start quickly.

And those about the database from outside: an app would make a data folder and a secret.
"""


class Commands(click.Group):
    """Commands that load on demand, and say in a sentence what keeps them from working."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  the interface of click
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  the interface of click
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        with loading():
            command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BadSetting as error:
            raise click.UsageError(str(error)) from error
        except Exception as error:
            if not _is_about_the_database(error):
                raise
            from quizapp.cli.database_troubles import told_trouble

            raise click.ClickException(told_trouble(error)) from error


@click.group(cls=Commands)
@click.version_option(package_name="quizapp")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn one readable file about one article into quizzes, flashcards and a memory."""
    if ctx.invoked_subcommand in WITHOUT_APP:
        return
    from flask.cli import ScriptInfo

    ctx.obj = ScriptInfo(create_app=create_app)


def _is_about_the_database(error: Exception) -> bool:
    """Whether the database refused; asked without loading SQLAlchemy for commands without it."""
    return any(
        kind.__module__ == "sqlalchemy.exc" and kind.__name__ == "DatabaseError"
        for kind in type(error).__mro__
    )
