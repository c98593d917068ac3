"""What a teacher asks for."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import Form, IntegerField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.authoring.paper_file import PARTS
from quizapp.domain.paper import HIGHEST_SEED, MOST_FORMS, Items


class PaperChoices(Form):
    """What to print of a quiz; read from the address, so that it can be kept and sent."""

    forms = IntegerField(
        _l("Forms"),
        description=_l("Parallel forms, so that neighbours cannot copy."),
        default=1,
        validators=[
            InputRequired(_l("Say how many forms.")),
            NumberRange(1, MOST_FORMS, _l("From 1 to %(most)s forms.", most=MOST_FORMS)),
        ],
    )
    seed = IntegerField(
        _l("Draw"),
        description=_l("The same number gives the same sheets again."),
        default=1,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, HIGHEST_SEED, _l("From 0 to %(most)s.", most=HIGHEST_SEED)),
        ],
    )
    items = SelectField(
        _l("Questions"),
        choices=[
            SelectChoice("same", _l("The same on every form, in another order")),
            SelectChoice("different", _l("Different on every form, as many of each topic")),
        ],
        default="same",
    )
    parts = SelectMultipleField(
        _l("Print"),
        choices=[
            SelectChoice("questions", _l("Questions")),
            SelectChoice("sheet", _l("Answer sheets")),
            SelectChoice("key", _l("Keys, for teachers")),
        ],
        default=list(PARTS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    @property
    def chosen_items(self) -> Items:
        """Whether the forms share their items, as the domain takes it."""
        return "different" if self.items.data == "different" else "same"
