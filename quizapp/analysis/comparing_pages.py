"""Classes and terms set beside one another, on the questions of one quiz."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField, SelectMultipleField
from wtforms.validators import Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.analysis.blueprint import bp
from quizapp.analysis.comparing import (
    Comparison,
    chosen_classrooms,
    comparison,
    own_classrooms,
)
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.taught_classes import class_labels
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.errors import NotFound
from quizapp.domain.item_analysis import FEWEST
from quizapp.web.select_choices import SelectChoice

MOST_CLASSES = 4


class ComparisonChoices(Form):
    """What to compare; read from the address, so that it can be kept and sent."""

    quiz = SelectField(_l("Quiz"))
    first = SelectField(_l("Class"), description=_l("The other classes are set beside this one."))
    others = SelectMultipleField(
        _l("Compare it with"),
        validators=[
            Length(1, message=_l("Choose at least one other class.")),
            Length(
                max=MOST_CLASSES - 1,
                message=_l("Choose at most %(most)s other classes.", most=MOST_CLASSES - 1),
            ),
        ],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def validate_others(self, field: SelectMultipleField) -> None:
        """Refuse to compare a class with itself."""
        if self.first.data in (field.data or ()):
            raise ValidationError(_("Choose other classes than the one above."))


@bp.get("/teach/compare")
@teachers_only
def compare_classes() -> str | tuple[str, int]:
    """Show the form, and below it the comparison that the address asks for."""
    own = own_classrooms(known_person().id)
    quizzes = _quizzes()
    is_asked = "quiz" in request.args
    form = ComparisonChoices(request.args)
    form.quiz.choices = [
        SelectChoice(name, quiz.title, optgroup=_optgroup(bank))
        for name, (bank, quiz) in quizzes.items()
    ]
    names = class_labels(own)
    form.first.choices = [SelectChoice(*name) for name in names.items()]
    form.others.choices = [SelectChoice(*name) for name in names.items()]
    shown = _shown(form, own, quizzes) if is_asked else None
    status = 422 if is_asked and shown is None else 200
    page = render_template(
        "analysis/comparing/view_comparison.html",
        form=form,
        classrooms=own,
        has_quizzes=bool(quizzes),
        shown=shown,
        names=names,
        fewest=FEWEST,
    )
    return (page, status) if status != 200 else page


def _shown(
    form: ComparisonChoices, own: Sequence[ClassFacts], quizzes: dict[str, tuple[Bank, Quiz]]
) -> Comparison | None:
    """The comparison; None if what was chosen cannot be compared.

    Raises:
        NotFound: a class is somebody else's, or the quiz is not there.
    """
    chosen = chosen_classrooms(own, [form.first.data or "", *(form.others.data or ())])
    if form.quiz.data not in quizzes:
        raise NotFound
    return comparison(chosen, *quizzes[form.quiz.data]) if form.validate() else None


def _quizzes() -> dict[str, tuple[Bank, Quiz]]:
    """The quizzes of all banks by a name of bank and quiz."""
    banks = [published.bank for published in bank_shelf().published]
    return {
        f"{bank.id}/{quiz.id}": (bank, quiz) for bank in banks for quiz in bank.quizzes.values()
    }


def _optgroup(bank: Bank) -> str | None:
    return bank.title if bank_shelf().has_several else None
