"""`quizapp doctor`: whether all is well, and what to do where it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from textwrap import fill

import click

from quizapp.cli.outcomes import give_up, style_option
from quizapp.upkeep.doctor import Remark, State, examine
from quizapp.web import clock, config

FURTHER = "quizapp verify-scores"
NAME_WIDTH, STATE_WIDTH, LINE_WIDTH = 21, 7, 100


@click.command()
@style_option
def doctor(style: str) -> None:
    """Look over settings, database, banks and backups, and say what to do.

    It only looks. Exits with 0 if all is well, with 1 if there is something to do, and with 2 if
    the settings cannot be used.
    """
    try:
        remarks = examine(config.settings(), clock.now())
    except OSError as error:
        give_up(
            "doctor", f"{error.filename}: {error.strerror}. Run this as the user of the server."
        )
    click.echo(_as_json(remarks) if style == "json" else _as_text(remarks))
    if _to_do(remarks):
        raise click.exceptions.Exit(1)


def _to_do(remarks: Sequence[Remark]) -> int:
    return sum(remark.state is State.TO_DO for remark in remarks)


def _as_json(remarks: Sequence[Remark]) -> str:
    answer = {
        "version": version("quizapp"),
        "all_well": not _to_do(remarks),
        "remarks": [asdict(remark) for remark in remarks],
        "further": FURTHER,
    }
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _as_text(remarks: Sequence[Remark]) -> str:
    lines = [f"quizapp {version('quizapp')}", ""]
    for remark in remarks:
        head = f"{remark.state:<{STATE_WIDTH}}{remark.name:<{NAME_WIDTH}}"
        lines.append(_hanging(head, remark.sentence))
        if remark.cure:
            lines.append(_hanging(" " * len(head), f"→ {remark.cure}"))
    count = _to_do(remarks)
    verdict = {0: "All is well.", 1: "One thing is to do."}.get(count, f"{count} things are to do.")
    lines += ["", f"{verdict} A further step, which works every score out again: {FURTHER}"]
    return "\n".join(lines)


def _hanging(head: str, words: str) -> str:
    """Words beside a head; addresses stay in one piece, to be copied."""
    return fill(
        words,
        LINE_WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
