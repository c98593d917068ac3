"""The schema of a restored database: whether this version knows it, and bringing it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.upkeep.backups.bare_database import opened_database
from quizapp.upkeep.backups.manifest import Manifest
from quizapp.upkeep.backups.trouble import BackupTrouble
from quizapp.web import config

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory


def newest_schema() -> str:
    """The schema that this version of the app needs."""
    return str(_scripts().get_current_head())


def refuse_unknown_schema(manifest: Manifest) -> None:
    """Refuse a backup whose schema this version has not heard of."""
    known = {script.revision for script in _scripts().walk_revisions()}
    if manifest.schema_revision not in known:
        raise BackupTrouble(
            f"The backup was made by quizapp {manifest.version}, with a newer database "
            f"({manifest.schema_revision}) than this version knows ({newest_schema()}). Get that "
            "version or a later one, then restore."
        )


def bring_up(address: str) -> None:
    """Migrate a database."""
    from flask_migrate import upgrade  # a server that makes its daily backup needs none of it

    with opened_database(address):
        upgrade()


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(config.migrations_folder()))
