"""`quizapp drift`: what becomes of the citations when the article changes."""

from __future__ import annotations

import json
import sys
from collections import Counter

import click

from quizapp.cli.outcomes import give_up, style_option
from quizapp.cli.reading import read_or_give_up
from quizapp.domain.bank.drift import Drifted, State
from quizapp.domain.bank.drift import drift as drifted_citations

HELD, ADRIFT = 0, 1


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
    before, after = read_or_give_up("drift", old), read_or_give_up("drift", new)
    if before.bank is None:
        give_up("drift", f"{old}: has errors; `quizapp check` lists them")
    elif after.article is None:
        give_up("drift", f"{new}: its article cannot be read; `quizapp check` says why")
    else:
        drifted = drifted_citations(before.bank, after.article)
        click.echo(_as_json(drifted) if style == "json" else _as_text(drifted), nl=False)
        is_adrift = any(each.state in (State.NEAR, State.LOST) for each in drifted)
        sys.exit(ADRIFT if is_adrift else HELD)


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
