"""What teachers send about a lesson: the questions to ask, and each step."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length

from quizapp.lessons.picking import Picks
from quizapp.web.edges import cleaned
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most, readable

LONGEST_TITLE = 300


class LessonForm(FlaskForm):
    """What a lesson is called, and which of the questions it asks."""

    title = StringField(
        _l("Title"),
        description=_l("Learners see it when they join."),
        filters=[cleaned],
        validators=[
            Length(min=1, message=_l("Give the lesson a title.")),
            at_most(LONGEST_TITLE),
            readable,
        ],
        render_kw={"dir": "auto"},
    )
    questions = SelectMultipleField(
        _l("Questions to ask"),
        validators=[InputRequired(_l("Choose at least one question."))],
        validate_choice=True,
    )

    def offer(self, picks: Picks) -> None:
        """Let these questions be chosen."""
        self.questions.choices = [SelectChoice(row.item_key, row.stem) for row in picks.rows]
