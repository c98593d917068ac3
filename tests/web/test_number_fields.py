"""Numbers as people type them."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired, NumberRange, Optional

from quizapp.web.number_fields import FigureField, WholeNumberField


class Typed(Form):
    whole = WholeNumberField(validators=[Optional(), NumberRange(1, 100)])
    figure = FigureField(validators=[Optional(), NumberRange(0, 100)])


def typed(**fields: str) -> Typed:
    form = Typed(MultiDict(fields))
    form.validate()
    return form


@pytest.mark.parametrize(("text", "number"), [("7", 7), (" 7 ", 7), ("٣", 3), ("", None)])
def test_whole_numbers_are_read(text: str, number: int | None) -> None:
    form = typed(whole=text)

    assert (form.whole.data, form.errors) == (number, {})


@pytest.mark.parametrize(
    "text", ["9" * 309, "9" * 5000, "-" + "9" * 309, "101", "0", "-1", "1.5", "a", "²", "1e3"]
)
def test_whatever_is_wrong_with_a_whole_number_the_field_says_what_it_takes(text: str) -> None:
    form = typed(whole=text)

    assert form.whole.data is None
    assert form.errors == {"whole": ["Give a whole number from 1 to 100."]}


@pytest.mark.parametrize(("text", "number"), [("1,5", 1.5), ("1.5", 1.5), ("9" * 309, None)])
def test_figures_have_a_point_or_a_comma_and_an_end(text: str, number: float | None) -> None:
    form = typed(figure=text)

    assert form.figure.data == number
    assert bool(form.errors) == (number is None)


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e309", "a", "1.2.3", "100.5", "-1"])
def test_whatever_is_wrong_with_a_figure_the_field_says_what_it_takes(text: str) -> None:
    assert typed(figure=text).errors == {"figure": ["Give a number from 0 to 100."]}


def test_a_field_without_bounds_gives_an_example() -> None:
    class Unbounded(Form):
        whole = WholeNumberField()
        figure = FigureField()

    form = Unbounded(MultiDict({"whole": "a", "figure": "a"}))
    form.validate()

    assert form.errors == {
        "whole": ["Give a whole number, such as 3."],
        "figure": ["Give a number, such as 1.5."],
    }


@pytest.mark.parametrize("text", ["", " ", "\t "])
def test_blanks_are_nothing_where_a_number_is_needed(text: str) -> None:
    class Needed(Form):
        whole = WholeNumberField(validators=[InputRequired("Say how many.")])
        figure = FigureField(validators=[InputRequired("Say how much.")])

    form = Needed(MultiDict({"whole": text, "figure": text}))
    form.validate()

    assert form.errors == {"whole": ["Say how many."], "figure": ["Say how much."]}
