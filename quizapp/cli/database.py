"""`quizapp db`: Flask-Migrate's commands, of which upgrading says how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate.cli import db, upgrade

from quizapp.cli.progress import Told, shown_progress
from quizapp.web import config

__all__ = ["db"]

_upgrade = upgrade.callback


@with_appcontext
def _upgrade_and_tell(**given: Any) -> None:
    """Upgrade to a later version."""
    with shown_progress("Upgrading") as told, _steps_told(told):
        click.get_current_context().invoke(_upgrade, **given)
        told(1.0)  # also where there was nothing to do


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
