"""What the database holds, and what a bank on its disk says, for tests to look at and change."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.banks import shelf
from quizapp.domain.drills.posing import arranged_options, asked_question
from quizapp.domain.items.content import Option, Question, from_json
from quizapp.models import Attempt, AttemptItem, Base, Response
from quizapp.web.extensions import db

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what has nothing to do with the kind of database."""

on_postgresql = pytest.mark.parametrize(
    "database_url", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
"""For what is done otherwise with PostgreSQL."""


def public_id(address: str) -> str:
    """The id of the attempt at this address."""
    return address.strip("/").split("/")[1]


def key_numbers(app: Flask, attempt: str, position: int) -> list[int]:
    """The numbers, as shown, of the keys of an item of an attempt."""
    return [number for number, is_key in _options(app, attempt, position) if is_key]


def key_texts(app: Flask, attempt: str, position: int) -> list[str]:
    """What may be typed to be right, where the answer of an item of an attempt is typed."""
    question, _ = posed(app, attempt, position)
    return [option.text for option in question.options if option.is_key]


def wrong_number(app: Flask, attempt: str, position: int) -> int:
    """The number, as shown, of one distractor of an item of an attempt."""
    return next(number for number, is_key in _options(app, attempt, position) if not is_key)


def count_of(app: Flask, model: type[Base]) -> int:
    """How many rows a table has."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def marks_of(app: Flask, attempt: str) -> dict[int, float]:
    """The recorded marks of an attempt, by position."""
    query = (
        select(AttemptItem.position, Response.mark)
        .join(Response)
        .join(Attempt)
        .where(Attempt.public_id == public_id(attempt))
    )
    with app.app_context():
        return {row.position: row.mark for row in db.session.execute(query)}


def attempt_row(app: Flask, attempt: str) -> Attempt:
    """The attempt as recorded."""
    with app.app_context():
        found = db.session.scalar(select(Attempt).where(Attempt.public_id == public_id(attempt)))
        assert found is not None
        db.session.expunge(found)
        return found


def save_bank(path: Path, text: str) -> None:
    """Save the bank as an editor would have, some seconds ago, and wait for the next look at it."""
    path.write_text(text, encoding="utf-8")
    earlier = time.time() - 10
    os.utime(path, (earlier, earlier))
    time.sleep(shelf.LOOK_EVERY_SECONDS * 1.1)


def edit_bank(path: Path, *changes: tuple[str, str]) -> None:
    """Replace texts of the bank, each of which must be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    save_bank(path, text)


def add_items(path: Path, items: str, quiz: str, *changes: tuple[str, str]) -> None:
    """Put items and a quiz of them into the small bank, with some texts of theirs changed."""
    for old, new in changes:
        assert old in items + quiz
        items, quiz = items.replace(old, new), quiz.replace(old, new)
    edit_bank(path, ("quizzes:\n", f"{items}quizzes:\n{quiz}"))


def posed(app: Flask, attempt: str, position: int) -> tuple[Question, list[Option]]:
    """The question at a place of an attempt, and its options in the order shown."""
    query = (
        select(AttemptItem)
        .join(Attempt)
        .where(Attempt.public_id == public_id(attempt), AttemptItem.position == position)
    )
    with app.app_context():
        item = db.session.scalars(query).one()
        question = asked_question(from_json(item.revision.content), item.arrangement)
        return question, list(arranged_options(question, item.arrangement))


def _options(app: Flask, attempt: str, position: int) -> list[tuple[int, bool]]:
    question, options = posed(app, attempt, position)
    if question.mode == "order":  # all are keys, told in the order that is right
        return [(options.index(option) + 1, True) for option in question.options]
    if question.is_typed:
        return []
    if question.mode == "each":  # the right option of each prompt
        shown = [option.id for option in options]
        return [(shown.index(prompt.key) + 1, True) for prompt in question.prompts]
    return [(number, option.is_key) for number, option in enumerate(options, start=1)]
