"""Memories worked out from the log of answers, and how well they predicted those."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click
from flask.cli import with_appcontext

from quizapp.classes.facts import ClassFacts
from quizapp.cli.chosen_class import chosen_class
from quizapp.cli.prediction_words import as_text
from quizapp.cli.progress import shown_progress
from quizapp.domain.memory.predictions.recorded import ENGINE_VERSION
from quizapp.domain.memory.predictions.track_records import PredictionReport
from quizapp.memory.prediction_reports import (
    LOOKED_BACK,
    has_real_classes,
    report_of_all_classes,
    report_of_class,
)
from quizapp.memory.rebuilding import check_memories, count_cards, rebuild_memories
from quizapp.web import clock


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


@memory.command()
@click.option(
    "--class",
    "classroom_name",
    metavar="CLASSROOM",
    help="Of this class alone, by its id or title. Default: of all classes.",
)
@click.option("--json", "is_json", is_flag=True, help="All figures, for programs.")
@with_appcontext
def report(classroom_name: str | None, *, is_json: bool) -> None:
    """Say how well predictions came true, against FSRS with its default settings.

    Reviews and first answers stand apart, and so do cards and checked questions. Where there are
    too few answers to say anything, it says so, and how many are wanted.
    """
    chosen = None if classroom_name is None else chosen_class(classroom_name)
    today = clock.today()
    found = report_of_all_classes(today) if chosen is None else report_of_class(chosen.id, today)
    if is_json:
        click.echo(json.dumps(_record(found, chosen), indent=2, ensure_ascii=False))
    else:
        click.echo(as_text(found, _title(chosen)), nl=False)


def _title(chosen: ClassFacts | None) -> str:
    if chosen is not None:
        return chosen.title
    return "All classes" if has_real_classes() else "The invented classes; there are no others"


def _record(found: PredictionReport, chosen: ClassFacts | None) -> dict[str, Any]:
    return {
        "class": None if chosen is None else chosen.public_id,
        "since": (clock.today() - LOOKED_BACK).isoformat(),
        "engine": ENGINE_VERSION,
        **asdict(found),
    }
