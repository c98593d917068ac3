"""Quizzes on paper: forms, answer sheets and keys to print, and tables for the results."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request
from flask_babel import gettext as _

from quizapp.accounts.guards import teachers_only
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import PaperChoices
from quizapp.authoring.paper_file import PARTS
from quizapp.authoring.places import around, current_place
from quizapp.banks.shelf import published_bank
from quizapp.banks.versions import version_names
from quizapp.domain.bank import Quiz
from quizapp.domain.errors import NotFound, NothingToAsk, TooFewItems
from quizapp.domain.paper import PaperForm, paper_forms
from quizapp.exchange.paper_tables import key_table, response_table
from quizapp.web.downloads import attachment


@bp.get("/teach/quizzes/<bank_key:quiz_id>/paper")
@bp.get("/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/paper")
@teachers_only
def view_paper(quiz_id: str) -> tuple[str, int]:
    """Show a quiz as it is printed."""
    quiz = _quiz(quiz_id)
    choices, is_valid = _choices()
    forms, problem = _forms(quiz, choices) if is_valid else ((), None)
    bank = published_bank().bank.in_version(choices.version.data)
    page = render_template(
        "authoring/paper/view_paper.html",
        **around(current_place()),
        quiz=bank.quizzes[quiz_id],
        bank=bank,
        form=choices,
        forms=forms,
        problem=problem,
        seed=choices.seed.data,
        parts=choices.parts.data,
        chosen=_address(choices),
    )
    return page, 200 if forms else 422


@bp.get("/teach/quizzes/<bank_key:quiz_id>/paper/<letter>-<any(key, responses):table>.csv")
@bp.get(
    "/teach/banks/<bank_key:bank_id>/quizzes/<bank_key:quiz_id>/paper/"
    "<letter>-<any(key, responses):table>.csv"
)
@teachers_only
def download_paper_table(quiz_id: str, letter: str, table: str) -> Response:
    """Hand out a form's key, or the empty table that its results are entered in."""
    quiz = _quiz(quiz_id)
    choices, is_valid = _choices()
    forms = _forms(quiz, choices)[0] if is_valid else ()
    form = next((form for form in forms if form.letter == letter), None)
    if form is None:
        raise NotFound
    name = f"{quiz.id}-{choices.seed.data}-{letter}-{table}.csv"
    body = key_table(form) if table == "key" else response_table(form)
    return attachment(body, "text/csv", name)


def _quiz(quiz_id: str) -> Quiz:
    quiz = published_bank().bank.quizzes.get(quiz_id)
    if quiz is None:
        raise NotFound
    return quiz


def _choices() -> tuple[PaperChoices, bool]:
    choices = PaperChoices(request.args or None)
    choices.parts.data = choices.parts.data or list(PARTS)
    names = version_names(published_bank().bank)
    choices.offer({version: each.name for version, each in names.items()})
    choices.version.data = choices.version.data or ""
    return choices, not request.args or choices.validate()


def _forms(quiz: Quiz, choices: PaperChoices) -> tuple[tuple[PaperForm, ...], str | None]:
    """Return the forms, or why there are none."""
    try:
        forms = paper_forms(
            published_bank().bank,
            quiz,
            choices.seed.data or 0,
            choices.forms.data or 1,
            choices.chosen_items,
            choices.version.data or None,
        )
    except TooFewItems as error:
        return (), _(
            "The question file has too few questions for %(forms)s forms of %(wanted)s without a "
            "question in common. Choose fewer forms, or the same questions on every form.",
            forms=error.forms,
            wanted=error.wanted,
        )
    except NothingToAsk:
        return (), _("None of this quiz’s questions can be asked. Look at it in the question file.")
    return forms, None


def _address(choices: PaperChoices) -> dict[str, Any]:
    """What the choices are in an address, the draw aside."""
    return {
        "forms": choices.forms.data,
        "items": choices.items.data,
        "parts": choices.parts.data,
        **({"version": choices.version.data} if choices.version.data else {}),
    }
