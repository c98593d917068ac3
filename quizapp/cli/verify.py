"""Working every score out again."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from quizapp.cli.progress import shown_progress
from quizapp.regrades import verifying


@click.command("verify-scores")
@with_appcontext
def verify_scores() -> None:
    """Re-derive every score from bank revision, seed and responses; exit 1 if one differs."""
    with shown_progress("Verifying") as told:
        result = verifying.verify_scores(told)
    for each in result.discrepancies:
        place = f"attempt {each.attempt_id}"
        if each.position is not None:
            place += f", item {each.position}"
        click.echo(f"{place}: {each.what} is {each.recorded}, should be {each.derived}")
    click.echo(f"{result.attempts} attempts, {len(result.discrepancies)} differences")
    if result.discrepancies:
        raise click.exceptions.Exit(1)
