"""What the gradebook's pages send: what to show, and the weights."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from quizapp.assignments.facts import AssignmentFacts
from quizapp.grades.gradebook import BY_NAME, Show, Wanted
from quizapp.web.edges import cleaned, is_public_id
from quizapp.web.number_fields import FigureField, WholeNumberField
from quizapp.web.select_choices import SelectChoice

MOST_WEIGHT = 100
MOST_MINUTES = 600
LONGEST_SEARCH = 80
DESCENDING = "desc"


class GradebookForm(Form):
    """What to show of the gradebook; read from the address, so that it can be kept and sent."""

    q = StringField(
        _l("Name"),
        filters=[cleaned],
        validators=[Length(max=LONGEST_SEARCH)],
        render_kw={"type": "search", "maxlength": LONGEST_SEARCH},
    )
    show = SelectField(
        _l("Show"),
        choices=[
            SelectChoice(Show.ALL.value, _l("everybody")),
            SelectChoice(Show.MISSING.value, _l("who has something missing")),
            SelectChoice(Show.LATE.value, _l("who handed something in late")),
            SelectChoice(Show.BELOW.value, _l("whose total is below …")),
        ],
        default=Show.ALL.value,
    )
    of = StringField()
    below = WholeNumberField(
        _l("… per cent"),
        default=50,
        validators=[Optional(), NumberRange(0, 100)],
        render_kw={"inputmode": "numeric", "min": 0, "max": 100},
    )
    sort = StringField(default=BY_NAME)
    order = StringField()
    page = WholeNumberField(default=1)

    def __init__(self, address: MultiDict[str, str]) -> None:
        super().__init__(address)
        for field in (self.show, self.below, self.sort, self.page):
            if field.name not in address:
                field.process(MultiDict())

    @property
    def wanted(self) -> Wanted:
        """What is wanted; what cannot be read is as if it had not been said."""
        self.validate()
        show, below, sort = self.show.data, self.below.data, self.sort.data or ""
        of = self.of.data or ""
        return Wanted(
            sort=sort if is_public_id(sort) else BY_NAME,
            is_descending=self.order.data == DESCENDING,
            text=(self.q.data or "")[:LONGEST_SEARCH],
            show=Show(show) if show in {*Show} else Show.ALL,
            of=of if is_public_id(of) else "",
            below=0.5 if below is None or self.below.errors else below / 100,
            page=self.page.data or 1,
        )


class CellForm(FlaskForm):
    """Which button of a cell was pressed, and what it said then.

    `shown` are the terms that the cell showed, `change` is what is to be undone.
    """

    action = HiddenField()
    shown = HiddenField()
    change = HiddenField()
    minutes = WholeNumberField(default=20, validators=[Optional(), NumberRange(1, MOST_MINUTES)])


def filter_in_address(wanted: Wanted) -> dict[str, str | int]:
    """Which learners are wanted, as an address has it; what is as always is left out."""
    kept: dict[str, str | int] = {"q": wanted.text} if wanted.text else {}
    if wanted.show != Show.ALL:
        kept["show"] = wanted.show.value
    if wanted.of:
        kept["of"] = wanted.of
    if wanted.show == Show.BELOW:
        kept["below"] = round(wanted.below * 100)
    return kept


def sorting_in_address(wanted: Wanted) -> dict[str, str]:
    """In which order they are wanted, in the same way."""
    kept = {"sort": wanted.sort} if wanted.sort != BY_NAME else {}
    return kept | ({"order": DESCENDING} if wanted.is_descending else {})


def weights_form(assignments: Sequence[AssignmentFacts]) -> FlaskForm:
    """A form with the weight of each assignment, by its public id."""

    class WeightsForm(FlaskForm):
        """The weights."""

    for assignment in assignments:
        setattr(WeightsForm, weight_name(assignment), _weight_field(assignment))
    return WeightsForm()


def weights_in(form: FlaskForm, assignments: Sequence[AssignmentFacts]) -> dict[str, float]:
    """The weights of a valid form, by the assignments' public ids."""
    return {each.public_id: float(form[weight_name(each)].data) for each in assignments}


def weight_name(assignment: AssignmentFacts) -> str:
    """The name of the field for the assignment's weight."""
    return f"weight-{assignment.public_id}"


def _weight_field(assignment: AssignmentFacts) -> FigureField:
    return FigureField(
        _l("Weight of %(title)s", title=assignment.title),
        default=assignment.weight,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_WEIGHT),
        ],
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
