"""An empty Flask app with the libraries that Quizapp stands on, bound as their quickstarts do it.

What `bench/starting.py` puts beside a start: the least that a process with these libraries costs.
"""

from __future__ import annotations

import yaml
from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class _Base(DeclarativeBase):
    pass


class _Note(_Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)


class _Entry(BaseModel):
    words: str


def empty_app() -> Flask:
    """The app: one page, one table, one text of YAML read into one model."""
    app = Flask("empty")
    app.secret_key = "b" * 40
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db = SQLAlchemy(app)
    Babel(app)
    CSRFProtect(app)
    Limiter(get_remote_address, app=app, storage_uri="memory://")
    app.add_url_rule("/", "page", lambda: "")
    with app.app_context():
        _Base.metadata.create_all(db.engine)
    _Entry.model_validate(yaml.load("words: one", yaml.CSafeLoader))
    return app
