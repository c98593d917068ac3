"""`quizapp diff`: what was edited in a bank, and what that would do to what is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp import create_app
from quizapp.banks.files import STANDARD_INPUT, named_files
from quizapp.cli.outcomes import counted, give_up, style_option
from quizapp.cli.reading import read_or_give_up
from quizapp.domain.bank import Bank
from quizapp.domain.bank.edits import Change, Edit, EditClass, edits
from quizapp.domain.bank.report import as_text as findings_as_text
from quizapp.web import config

if TYPE_CHECKING:
    from quizapp.authoring.edit_effects import EditEffect

BY_WEIGHT = (
    EditClass.KEY,
    EditClass.OPTIONS,
    EditClass.WORDING,
    EditClass.COSMETIC,
    EditClass.ADDED,
    EditClass.REMOVED,
)


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="[NEW]", required=False)
@style_option
@click.option(
    "--records/--no-records",
    default=None,
    help="Whether to say what the edits would do to marks and cards. Default: if there are records "
    "of this bank.",
)
@click.option("--names", is_flag=True, help="Name the learners who would gain and lose.")
def diff(old: str, new: str | None, style: str, records: bool | None, names: bool) -> None:
    """Say what was edited between two versions of a bank, item by item, by class.

    NEW is the bank that QUIZAPP_BANK names if it is left out; - is standard input. Where the
    database knows the bank, each edit comes with what it would do: whose marks a regrade would
    change, and whose cards start anew. Nothing is written.

    Exits with 0 when the two could be compared, however they differ, and with 2 when a file has
    errors, which are listed, or could not be read.
    """
    before = _bank(old)
    after = _new_bank(before, old, new)
    effects = _effects(before, after, is_wanted=records, with_names=names)
    made = edits(before, after)
    click.echo(_as_json(made, effects) if style == "json" else _as_text(made, effects), nl=False)


def _bank(name: str) -> Bank:
    reading = read_or_give_up("diff", name)
    if reading.bank is None:
        click.echo(findings_as_text(reading.findings, reading.text, name), err=True, nl=False)
        give_up("diff", f"{name}: has errors")
    return reading.bank


def _new_bank(old: Bank, old_name: str, name: str | None) -> Bank:
    """Return the bank to compare with; of several in a folder, the one of the same id."""
    names = named_files([name] if name else [])
    if names == (STANDARD_INPUT,) == (old_name,):
        give_up("diff", "only one of the two can be standard input")
    if len(names) > 1:
        banks = {each: read_or_give_up("diff", each).bank for each in names}
        names = tuple(each for each, bank in banks.items() if bank and bank.id == old.id)
    if not names:
        give_up("diff", f"no bank there has the id {old.id}")
    return _bank(names[0])


def _effects(
    old: Bank, new: Bank, *, is_wanted: bool | None, with_names: bool
) -> tuple[EditEffect, ...] | None:
    """Return what the edits would do, None if that is not wanted or nothing is recorded."""
    if is_wanted is False or (is_wanted is None and not _has_database()):
        return None
    from sqlalchemy.exc import SQLAlchemyError

    from quizapp.authoring import edit_effects

    with create_app().app_context():
        try:
            if is_wanted or edit_effects.has_records_of(old.id):
                return edit_effects.effects(old, new, with_names=with_names)
        except SQLAlchemyError as error:
            if is_wanted:
                raise
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            click.echo(
                f"quizapp diff: without the records, which cannot be read: {reason}", err=True
            )
    return None


def _has_database() -> bool:
    """Whether there is a database to ask; looking for one must not make it."""
    if config.given("DATABASE_URL"):
        return True
    return Path(config.settings()["DATA_DIR"], config.DATABASE_FILE).exists()


def _as_text(made: Sequence[Edit], effects: Sequence[EditEffect] | None) -> str:
    return "".join(f"{line}\n" for line in _lines(made, effects))


def _lines(made: Sequence[Edit], effects: Sequence[EditEffect] | None) -> Iterator[str]:
    by_item = {each.edit.item_id: each for each in effects or ()}
    in_classes = sorted(made, key=lambda edit: BY_WEIGHT.index(edit.edit_class))
    counts = []
    for edit_class, group in groupby(in_classes, key=lambda edit: edit.edit_class):
        members = list(group)
        counts.append(f"{len(members)} {edit_class}")
        for edit in members:
            yield f"{edit_class}: {edit.item_id}"
            yield from _change_lines(edit)
            yield from _effect_lines(by_item.get(edit.item_id))
    yield f"{counted(len(made), 'edit')}{': ' if counts else ''}{', '.join(counts)}"


def _change_lines(edit: Edit) -> Iterator[str]:
    """Tell what changed; what came or went as a whole is in the file."""
    if edit.edit_class not in (EditClass.ADDED, EditClass.REMOVED):
        yield from (f"    {each.field}: {_difference(each)}" for each in edit.changes)


def _difference(change: Change) -> str:
    return " ".join(run.as_text for run in change.runs)


def _effect_lines(effect: EditEffect | None) -> Iterator[str]:
    if effect is None or not (effect.attempts or effect.cards_reset):
        return
    yield (
        f"    {counted(effect.responses, 'response')} in {counted(effect.attempts, 'attempt')}: "
        f"{effect.gains} would gain, {effect.losses} would lose, "
        f"{effect.unsayable} cannot be marked anew"
    )
    if effect.cards_reset:
        yield f"    {counted(effect.cards_reset, 'card')} would start anew"
    if effect.gaining:
        yield f"    gain: {', '.join(effect.gaining)}"
    if effect.losing:
        yield f"    lose: {', '.join(effect.losing)}"


def _as_json(made: Sequence[Edit], effects: Sequence[EditEffect] | None) -> str:
    by_item = {each.edit.item_id: each for each in effects or ()}
    records = [
        {
            "item": edit.item_id,
            "class": edit.edit_class.value,
            "changes": [
                {"field": each.field, "old": each.old, "new": each.new} for each in edit.changes
            ],
            "effect": _effect_record(by_item.get(edit.item_id)),
        }
        for edit in made
    ]
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"


def _effect_record(effect: EditEffect | None) -> dict[str, Any] | None:
    if effect is None:
        return None
    names = ("attempts", "responses", "gains", "losses", "unsayable", "cards_reset")
    return {name: getattr(effect, name) for name in (*names, "gaining", "losing")}
