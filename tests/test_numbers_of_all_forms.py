"""Every number that any form asks for, as it may be typed: read, or told what is wanted."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, FloatField, Form, IntegerField
from wtforms.fields.core import UnboundField

import quizapp
from quizapp.web.number_fields import FigureField, WholeNumberField
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import form_with

TYPED = {
    "309 digits": "9" * 309,
    "5,000 digits": "9" * 5000,
    "below nought": "-1",
    "past all figures": "1e400",
    "none at all": "NaN",
    "without end": "-inf",
    "Arabic": "٣",
    "full width": "１２",
    "raised": "²",
    "blanks": " \t ",
    "a comma": "1,5",
    "two commas": "1,000,000",
    "an underscore": "1_0",
    "a NUL": "1\x00",
    "a word": "ten",
}
NUMBERS = (IntegerField, FloatField, DecimalField)


def _forms(parent: type[Form] = Form) -> Iterator[type[Form]]:
    for form in parent.__subclasses__():
        yield form
        yield from _forms(form)


def number_fields() -> dict[str, UnboundField[Any]]:
    """All fields for numbers that the app declares, by form and name."""
    for module in pkgutil.walk_packages(quizapp.__path__, "quizapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    ours = [form for form in _forms() if form.__module__.startswith("quizapp.")]
    found = {f"{form.__name__}.{name}": getattr(form, name) for form in ours for name in dir(form)}
    return {
        name: field
        for name, field in found.items()
        if isinstance(field, UnboundField) and issubclass(field.field_class, NUMBERS)
    }


FIELDS = number_fields()


def test_all_forms_read_numbers_in_our_two_ways() -> None:
    kinds = {field.field_class for field in FIELDS.values()}

    assert len(FIELDS) > 10
    assert kinds == {WholeNumberField, FigureField}


@pytest.mark.parametrize("name", FIELDS)
def test_a_number_is_read_or_the_field_says_once_what_it_wants(name: str) -> None:
    told = {}

    for kind, typed in TYPED.items():
        form = type("Alone", (Form,), {"number": FIELDS[name]})(MultiDict({"number": typed}))
        if form.validate():
            assert form.number.data is None or isfinite(form.number.data)
        else:
            told[kind] = [str(words) for words in form.number.errors]

    assert {"309 digits", "past all figures", "a NUL", "a word", "an underscore"} <= told.keys()
    assert all(len(words) == 1 for words in told.values()), told
    asked = [words[0] for kind, words in told.items() if kind != "blanks"]
    assert all(re.search("[0-9]", words) for words in asked), told


def pages_with_numbers(world: VisitedClass, app: Flask) -> Iterator[tuple[str, str]]:
    """Pages of a class that ask for numbers, each with a field."""
    assignment = world.assign("all").rsplit("/", 1)[1]
    with app.app_context():
        learner = user_named("lena").public_id
    one, terms = f"{world.address}/assignments/{assignment}", ("attempts_allowed", "minutes")
    for path, names in (
        (f"{world.address}/assignments/new", (*terms, "weight")),
        (f"{one}/edit", (*terms, "weight")),
        (f"{one}/exceptions/{learner}", ("attempts_allowed", "extra_minutes")),
        (f"{world.address}/pairs/new", ("minutes",)),
        (f"{world.address}/gradebook/weights", (f"weight-{assignment}",)),
        (f"{world.address}/gradebook?cell={learner}.{assignment}", ("score",)),
        (f"{world.address}/learners/{learner}/assignments/{assignment}", ("score",)),
        ("/teach/quizzes/all/paper", ("forms", "seed")),
    ):
        yield from ((path, name) for name in names)


@pytest.mark.slow
@on_sqlite
def test_a_page_that_cannot_read_a_number_says_what_it_wants(app: Flask, learner: Visitor) -> None:
    world = visited_class(app, "lena")
    teacher, silent = world.teacher, []
    assert learner.name == "lena"

    for path, name in pages_with_numbers(world, app):
        form = form_with(teacher.get(path), name)
        for kind in ("309 digits", "past all figures", "none at all", "a NUL", "a word"):
            pressed = {"action": "set"} if "cell=" in path else {}
            sent = form.filled_in(**{name: TYPED[kind], "reason": "On paper.", **pressed})
            answer = (
                teacher.browser.post(form.action or path, data=sent)
                if "csrf_token" in form.fields
                else teacher.get(path, query_string=sent)
            )
            if not re.search("Give a (whole )?number[^.]*[0-9]", text_of(answer.text)):
                silent.append((path, name, kind, answer.status_code))

    assert silent == []
