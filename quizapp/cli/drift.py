"""`quizapp drift`: what becomes of the citations when the article changes."""

from __future__ import annotations

import json
import sys
from collections import Counter

import click

from quizapp.banks.files import content
from quizapp.cli.options import style_option
from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.bank.drift import Drifted, State
from quizapp.domain.bank.drift import drift as drifted_citations

HELD, ADRIFT, COULD_NOT_RUN = 0, 1, 2


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@style_option
def drift(old: str, new: str, style: str) -> None:
    """Say what becomes of the citations of bank OLD in the article of bank NEW.

    Each is exact, moved to another passage, near (the difference is shown), or lost. Errors in
    the items of NEW do not matter. Exits with 0 if each citation still stands word for word, with
    1 if one does not, and with 2 if a file could not be read.
    """
    before, after = _reading(old), _reading(new)
    if before.bank is None:
        _give_up(f"{old}: has errors; `quizapp check` lists them")
    elif after.article is None:
        _give_up(f"{new}: its article cannot be read; `quizapp check` says why")
    else:
        drifted = drifted_citations(before.bank, after.article)
        click.echo(_as_json(drifted) if style == "json" else _as_text(drifted), nl=False)
        is_adrift = any(each.state in (State.NEAR, State.LOST) for each in drifted)
        sys.exit(ADRIFT if is_adrift else HELD)


def _reading(name: str) -> Reading:
    try:
        return read_bank(content(name))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        _give_up(f"{click.format_filename(name)}: {reason}")
        raise


def _give_up(message: str) -> None:
    click.echo(f"quizapp drift: {message}", err=True)
    sys.exit(COULD_NOT_RUN)


def _as_text(drifted: tuple[Drifted, ...]) -> str:
    """Return a line for each citation that is not exact, and the counts."""
    counts = Counter(each.state for each in drifted)
    lines = [_line(each) for each in drifted if each.state is not State.EXACT]
    summary = ", ".join(f"{counts[state]} {state}" for state in State)
    return "".join(f"{line}\n" for line in [*lines, f"{len(drifted)} citations: {summary}"])


def _line(each: Drifted) -> str:
    if each.state is State.MOVED:
        return f"{each.item_id}: moved from {each.old_passage_id} to {each.new_passage_id}"
    if each.state is State.NEAR:
        return f"{each.item_id}: near, in {each.new_passage_id}: {each.difference}"
    return f"{each.item_id}: lost: {each.phrase}"


def _as_json(drifted: tuple[Drifted, ...]) -> str:
    records = [
        {
            "item": each.item_id,
            "phrase": each.phrase,
            "state": each.state.value,
            "old_passage": each.old_passage_id,
            "new_passage": each.new_passage_id,
            "found": each.found,
        }
        for each in drifted
    ]
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"
