"""The schema of a restored database: whether this version knows it, and bringing it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from quizapp.upkeep.backups.manifest import Manifest
from quizapp.upkeep.backups.trouble import BackupTrouble
from quizapp.web import config
from quizapp.web.database import prepare_engine
from quizapp.web.extensions import db
from quizapp.web.late_migrations import bind_migrations

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
    """Migrate a database, with as little of the app round it as migrations need.

    A whole app would make a data folder and a secret.
    """
    from flask_migrate import upgrade  # a server that makes its daily backup needs none of it

    app = Flask("quizapp")
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = config.engine_options(address)
    db.init_app(app)
    bind_migrations(app)
    prepare_engine(app)
    with app.app_context():
        try:
            upgrade()
        finally:
            db.session.remove()
            db.engine.dispose()


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory

    return ScriptDirectory(str(config.migrations_folder()))
