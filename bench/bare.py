"""The floor: the barest app that does as much. A session, a token in its form, one small page.

It runs as many statements as what stands beside it, each the cheapest of its kind: a row found by
its key, a row added, as objects, the way Flask-SQLAlchemy's own quickstart does. The database is
set up the same. Whatever a page of ours costs beyond that is ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, redirect, render_template_string, request, session
from flask.typing import ResponseReturnValue
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import String, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quizapp.web.config import engine_options
from quizapp.web.database import set_up_sqlite, writing

PAGE = """<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"><title>{{ words }}</title></head>
  <body>
    <h1>{{ words }}</h1>
    <form method="post">
      <input type="hidden" name="csrf_token" value="{{ csrf_token() }}">
      {% for option in options %}
        <label><input type="radio" name="choice" value="{{ loop.index }}"> {{ option }}</label>
      {% endfor %}
      <button>Answer</button>
    </form>
  </body>
</html>
"""
OPTIONS = ("One", "Two", "Three", "Four")
ROWS = 1000


class _Base(DeclarativeBase):
    pass


class _Note(_Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[int] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True)
class Statements:
    """How many statements read, and how many write."""

    reads: int
    writes: int

    @classmethod
    def among(cls, statements: Iterable[str]) -> Statements:
        """Those that an app ran."""
        verbs = [statement.split(None, 1)[0].upper() for statement in statements]
        reads = sum(verb in {"SELECT", "WITH"} for verb in verbs)
        writes = sum(verb in {"INSERT", "UPDATE", "DELETE"} for verb in verbs)
        return cls(reads, writes)

    def __str__(self) -> str:
        return f"{self.reads} + {self.writes}" if self.writes else str(self.reads)


def bare_app(folder: Path, database_url: str = "") -> Flask:
    """The app; `/READS` shows a page after so many, `/READS/WRITES` takes its form."""
    app = Flask("bare")
    app.secret_key = "b" * 40
    app.config["SQLALCHEMY_DATABASE_URI"] = url = database_url or f"sqlite:///{folder}/bare.db"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    db = SQLAlchemy(app)
    CSRFProtect(app)
    with app.app_context():
        set_up_sqlite(db.engine)
        _fill(db)

    @app.get("/<int:reads>")
    def page(reads: int) -> str:
        session.setdefault("person", 1)
        return render_template_string(PAGE, words=_read(db, reads), options=OPTIONS)

    @app.post("/<int:reads>/<int:writes>")
    def taken(reads: int, writes: int) -> ResponseReturnValue:
        with writing():
            _read(db, reads)
            for _ in range(writes):
                db.session.add(_Note(person=session["person"], words=request.form["choice"]))
                db.session.flush()
            db.session.commit()
        return redirect(f"/{reads}", code=303)

    return app


def _read(db: SQLAlchemy, reads: int) -> str:
    words = ""
    for number in range(1, reads + 1):
        words = db.session.scalars(select(_Note).where(_Note.id == number)).one().words
    return words


def _fill(db: SQLAlchemy) -> None:
    with writing():
        _Base.metadata.drop_all(db.engine)
        _Base.metadata.create_all(db.engine)
        db.session.add_all(_Note(person=number, words="Which?") for number in range(ROWS))
        db.session.commit()
