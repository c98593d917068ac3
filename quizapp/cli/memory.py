"""Memories worked out from the log of answers."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from quizapp.cli.progress import shown_progress
from quizapp.memory.rebuilding import check_memories, count_cards, rebuild_memories


@click.group()
def memory() -> None:
    """What learners remember, worked out from what they answered."""


@memory.command()
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a memory differs.")
@with_appcontext
def rebuild(check: bool) -> None:
    """Work out every memory anew from the log, as if every answer were given again.

    Answers, ratings, what was taken back, marks given anew, corrected keys and merged accounts are
    in the log. What a rebuild comes to is what is stored already, to the last bit; where it is not,
    it is told, and mended.
    """
    total = max(1, count_cards())
    with shown_progress("Going through the log") as told:
        gone_through = check_memories if check else rebuild_memories
        result = gone_through(lambda done: told(done / total))
    for card in result.differing:
        click.echo(f"{card.bank_key}/{card.item_key} (card {card.card_id}): not as its log says")
    ending = "differ" if check else "differed and are as their log says now"
    click.echo(
        f"{result.cards} memories from {result.rows} rows of the log, "
        f"{len(result.differing)} {ending}."
    )
    if check and result.differing:
        raise click.exceptions.Exit(1)
