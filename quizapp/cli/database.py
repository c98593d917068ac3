"""`quizapp db`: Flask-Migrate's commands, of which upgrading says how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate.cli import db as group
from flask_migrate.cli import upgrade

from quizapp.cli.progress import Told, shown_progress
from quizapp.upkeep.backups import BackupTrouble, make_backup
from quizapp.web import clock, config
from quizapp.web.extensions import db
from quizapp.web.schema import Schema, schema_of

__all__ = ["group"]

_upgrade = upgrade.callback


@with_appcontext
def _upgrade_and_tell(*, without_backup: bool, **given: Any) -> None:
    """Upgrade to a later version, after a backup of what there is."""
    if not (without_backup or given.get("sql")):
        _back_up_older()
    with shown_progress("Upgrading") as told, _steps_told(told):
        click.get_current_context().invoke(_upgrade, **given)
        told(1.0)  # also where there was nothing to do


def _back_up_older() -> None:
    """Keep what a migration is about to change; tables that it does not change need no backup."""
    with db.engine.connect() as connection:
        schema = schema_of(connection)
    db.engine.dispose()
    if schema is not Schema.OLDER:
        return
    values = current_app.config
    try:
        made = make_backup(values, config.folder_of_backups(values), clock.now())
    except BackupTrouble as trouble:
        raise click.ClickException(
            f"No backup could be made, so nothing was upgraded. {trouble} To go on without one: "
            "quizapp db upgrade --without-backup"
        ) from trouble
    click.echo(f"The database of before is kept in {made.path}")


@contextmanager
def _steps_told(told: Told) -> Iterator[None]:
    """Have each version that is reached told, as a share of all that are to come."""
    arguments = current_app.extensions["migrate"].configure_args
    scripts = ScriptDirectory(str(config.migrations_folder()))
    newest_last = [each.revision for each in scripts.walk_revisions()][::-1]

    def tell(*, step: Any, **_rest: Any) -> None:
        reached = newest_last.index(step.up_revision_id) + 1
        told(reached / len(newest_last))

    arguments["on_version_apply"] = tell
    try:
        yield
    finally:
        del arguments["on_version_apply"]


upgrade.callback = _upgrade_and_tell
upgrade.params.append(
    click.Option(["--without-backup"], is_flag=True, help="Make no backup of the database first.")
)
