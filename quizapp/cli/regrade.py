"""`quizapp regrade`: what correcting a question would change in recorded marks, and changing it."""

from __future__ import annotations

from collections.abc import Iterable

import click
from flask.cli import with_appcontext

from quizapp.banks.shelf import bank_shelf
from quizapp.cli.progress import shown_progress
from quizapp.domain.bank import Bank
from quizapp.domain.errors import DryRunOutdated, NoBank, NotFound, NothingToRegrade
from quizapp.domain.regrading import DryRun, RegradeRule
from quizapp.regrades import regrading
from quizapp.regrades.dry_runs import dry_run, stale_items
from quizapp.regrades.history import RegradeEvent, regrade_history
from quizapp.regrades.regrading import Cause
from quizapp.web import clock
from quizapp.web.edges import cleaned

LONGEST_WORDS = 500


def _words(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and len(cleaned(value)) > LONGEST_WORDS:
        raise click.BadParameter(f"use at most {LONGEST_WORDS} characters")
    return cleaned(value) or None


@click.command()
@click.argument("items", metavar="[ITEM]...", nargs=-1)
@click.option("--quiz", metavar="QUIZ", help="In this quiz alone; in all if left out.")
@click.option(
    "--rule",
    type=click.Choice(["bank", "nobody-loses", "full-marks"]),
    default="bank",
    show_default=True,
    help="By the item as it is in the bank now, the better of that and before, or full marks.",
)
@click.option("--bank", "bank_id", metavar="ID", help="Which bank, if the server has several.")
@click.option("--reason", callback=_words, help="Kept in the history; only teachers read it.")
@click.option("--note", callback=_words, help="A word to the learners whose score changes.")
@click.option("--yes", "is_meant", is_flag=True, help="Change the marks.")
@click.option(
    "--dry-run", "is_dry", is_flag=True, help="Only show what would change, as without --yes."
)
@click.option("--undo", "undone", metavar="ID", help="Take back the regrade with this id.")
@click.option("--list", "is_list", is_flag=True, help="List what differs, and all regrades.")
@with_appcontext
def regrade(
    items: tuple[str, ...],
    quiz: str | None,
    rule: str,
    bank_id: str | None,
    reason: str | None,
    note: str | None,
    is_meant: bool,
    is_dry: bool,
    undone: str | None,
    is_list: bool,
) -> None:
    """Show what today's bank would change in recorded marks; with --yes, change them.

    Without an ITEM it is about all items whose marks differ. Nothing recorded is written over:
    a regrade adds to it, and --undo takes that back.
    """
    bank, is_meant = _bank(bank_id), is_meant and not is_dry
    cause = Cause(None, reason or "", note)
    if is_list:
        _list(bank)
    elif undone is not None:
        _undo(bank, undone, cause, is_meant=is_meant)
    else:
        _refuse_unless_told(items, rule, reason, is_meant=is_meant)
        runs = (_dry_run(bank, each, RegradeRule(rule), quiz) for each in items or (None,))
        _regrade(bank, runs, cause, is_meant=is_meant)


def _refuse_unless_told(
    items: tuple[str, ...], rule: str, reason: str | None, *, is_meant: bool
) -> None:
    if not items and rule == RegradeRule.FULL_MARKS:
        raise click.UsageError("name the items that everybody gets full marks for")
    if is_meant and reason is None:
        raise click.UsageError("say why with --reason")


def _bank(bank_id: str | None) -> Bank:
    shelf = bank_shelf()
    shelf.look(clock.now())
    try:
        return shelf.published_bank(bank_id).bank
    except NoBank as error:
        raise click.ClickException("The server has no valid bank. See: quizapp check") from error
    except NotFound as error:
        known = ", ".join(published.bank.id for published in shelf.published)
        raise click.ClickException(f"Name one of these with --bank: {known}") from error


def _dry_run(bank: Bank, item_key: str | None, rule: RegradeRule, quiz: str | None) -> DryRun:
    with shown_progress("Comparing marks") as told:
        run = dry_run(bank, item_key, rule, quiz, told)
    if item_key is not None and item_key not in bank.items and not run.marks:
        raise click.ClickException(f"There is no item {item_key}.")
    return run


def _regrade(bank: Bank, runs: Iterable[DryRun], cause: Cause, *, is_meant: bool) -> None:
    """Show each dry run, and do what it shows if that is meant, before the next one is made."""
    for run in runs:
        _show(run)
        if is_meant and run.changed:
            _act(bank, run, cause)
    if not is_meant:
        click.echo("Nothing was changed. To change marks, add --yes and --reason.")


def _act(bank: Bank, run: DryRun, cause: Cause) -> None:
    try:
        with shown_progress("Changing marks") as told:
            events = regrading.regrade(bank, run, cause, clock.now(), told=told)
    except (DryRunOutdated, NothingToRegrade) as error:
        raise click.ClickException(
            "Something came in between, and nothing was changed. Look at the dry run again."
        ) from error
    for public_id in events:
        click.echo(f"Changed. To take it back: quizapp regrade --undo {public_id} --yes")


def _undo(bank: Bank, public_id: str, cause: Cause, *, is_meant: bool) -> None:
    event = next((each for each in regrade_history(bank.id) if each.id == public_id), None)
    if event is None or event.rule is RegradeRule.UNDO:
        raise click.ClickException(f"There is no regrade {public_id}.")
    click.echo(_event_line(event))
    if not is_meant:
        click.echo("Nothing was changed. To take it back, add --yes.")
        return
    regrading.undo(bank.id, public_id, cause, clock.now())
    click.echo("Undone.")


def _list(bank: Bank) -> None:
    with shown_progress("Comparing marks") as told:
        stale = stale_items(bank, told=told)
    click.echo("Marked differently by today's bank:" if stale else "No mark differs from the bank.")
    for item in stale:
        click.echo(
            f"  {item.item_key}: {item.gains} would rise, {item.losses} would fall, "
            f"{item.unsayable} cannot be said"
        )
    events = regrade_history(bank.id)
    click.echo("Regrades, newest first:" if events else "Nothing was regraded yet.")
    for event in events:
        click.echo(f"  {_event_line(event)}")


def _event_line(event: RegradeEvent) -> str:
    day = event.made_at.astimezone(clock.zone()).strftime("%Y-%m-%d %H:%M")
    undone = ", undone" if event.undone_by else ""
    return (
        f"{event.id} {day} {event.item_key}, {event.rule}, {event.quiz_key or 'all quizzes'}: "
        f"{event.gains} rose, {event.losses} fell{undone}. {event.reason}".rstrip()
    )


def _show(run: DryRun) -> None:
    click.echo(f"{', '.join(run.item_keys) or 'No item'} ({run.rule}):")
    click.echo(
        f"  {run.gains} would rise, {run.losses} would fall, {run.unchanged} stay, "
        f"{len(run.unsayable)} cannot be said"
    )
    for mark in run.changed:
        score = run.score_at_stake(mark.attempt.id)
        is_running = mark.attempt.score is None
        total = "still running" if is_running else f"score {mark.attempt.score:g}"
        if score:
            total = f"score {score.before:g} -> {score.after:g}"
        click.echo(
            f"  {mark.attempt.learner_name}, {mark.attempt.quiz_title}, {mark.item_key}: "
            f"mark {mark.before:g} -> {mark.after:g}, {total}"
        )
