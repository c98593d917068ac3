"""The forms for setting a quiz, and for other terms of single learners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FloatField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import DateTimeLocalInput

from quizapp.assignments.assigning import NewAssignment
from quizapp.assignments.exceptions import OtherTerms
from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.bank import Bank
from quizapp.domain.local_times import (
    SkippedTime,
    Twice,
    UnreadableTime,
    moment_at,
    written_time,
)
from quizapp.models import Assignment, AssignmentException
from quizapp.web import clock
from quizapp.web.edges import cleaned

LONGEST_TITLE = 200
MOST_ATTEMPTS = 100
MOST_MINUTES = 24 * 60
MOST_WEIGHT = 100
SECONDS = 60


class LocalTimeField(Field):
    """A date and time of the class's zone, as people there write it; `data` is the moment.

    An hour that comes twice when the clocks are put back means the first one where something
    begins, and the second one where something ends: nobody loses time by it.
    """

    widget = DateTimeLocalInput()

    def __init__(self, *args: Any, twice: Twice = Twice.SECOND, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twice = twice

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed; nothing is no time."""
        self.typed = cleaned(valuelist[0]) if valuelist else ""
        self.data: datetime | None = None
        if not self.typed:
            return
        try:
            self.data = moment_at(self.typed, clock.zone(), self.twice)
        except UnreadableTime as error:
            raise ValueError(_("Give a date and a time, such as 2026-11-30 14:00.")) from error
        except SkippedTime as gap:
            raise ValueError(
                _(
                    "The clocks are put forward that day: there is no time between %(before)s and "
                    "%(after)s. Choose another one.",
                    before=f"{gap.before:%H:%M}",
                    after=f"{gap.after:%H:%M}",
                )
            ) from gap

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return written_time(self.data, clock.zone()) if self.data else ""


def _whole(label: Any, description: Any, most: int, least: int = 1) -> IntegerField:
    outside = _l("Give a whole number from %(least)s to %(most)s.", least=least, most=most)
    return IntegerField(
        label,
        description=description,
        validators=[Optional(), NumberRange(least, most, outside)],
        render_kw={"inputmode": "numeric"},
    )


class AssignmentForm(FlaskForm):
    """A quiz for a class, and its terms."""

    quiz = SelectField(_l("Quiz"))
    title = StringField(
        _l("Title"),
        description=_l("As the class reads it. Left empty, it is the quiz’s own."),
        filters=[cleaned],
        validators=[
            Length(
                max=LONGEST_TITLE,
                message=_l("Use at most %(most)s characters.", most=LONGEST_TITLE),
            )
        ],
    )
    opens_at = LocalTimeField(
        _l("Opens"), validators=[InputRequired(_l("Say when it opens."))], twice=Twice.FIRST
    )
    due_at = LocalTimeField(_l("Due"), description=_l("Later work counts as late. May be empty."))
    closes_at = LocalTimeField(
        _l("Closes"), description=_l("After this, nothing is taken. May be empty.")
    )
    attempts_allowed = _whole(
        _l("Attempts allowed"), _l("Left empty: as many as they like."), MOST_ATTEMPTS
    )
    minutes = _whole(
        _l("Time limit in minutes"), _l("For one attempt. Left empty: no limit."), MOST_MINUTES
    )
    feedback = RadioField(
        _l("Answers and marks are shown"),
        choices=[
            SelectChoice(FeedbackTime.AFTER_EACH.value, _l("after each answer")),
            SelectChoice(FeedbackTime.AT_END.value, _l("at the end of an attempt")),
            SelectChoice(
                FeedbackTime.AFTER_CLOSE.value, _l("when the assignment has closed for everybody")
            ),
        ],
        default=FeedbackTime.AFTER_EACH.value,
    )
    counting = RadioField(
        _l("Of several attempts counts"),
        choices=[
            SelectChoice(Counting.BEST.value, _l("the best one")),
            SelectChoice(Counting.LAST.value, _l("the last one")),
            SelectChoice(Counting.FIRST.value, _l("the first one")),
        ],
        default=Counting.BEST.value,
    )
    weight = FloatField(
        _l("Weight"),
        description=_l("In the gradebook’s total. 0: shown there, and counts for nothing."),
        default=1.0,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_WEIGHT, _l("From 0 to %(most)s.", most=MOST_WEIGHT)),
        ],
        render_kw={"inputmode": "decimal"},
    )

    def offer(self, banks: Sequence[Bank]) -> None:
        """Let the quizzes of these banks be chosen; of several banks, under their titles."""
        self.quiz.choices = [
            SelectChoice(
                f"{bank.id}/{quiz.id}",
                quiz.title,
                optgroup=bank.title if len(banks) > 1 else None,
            )
            for bank in banks
            for quiz in bank.quizzes.values()
        ]

    def validate(
        self, extra_validators: Mapping[str, Sequence[Callable[..., Any]]] | None = None
    ) -> bool:
        """Check the fields, and the times against one another."""
        is_valid = super().validate(extra_validators)
        needs_closing = self.feedback.data == FeedbackTime.AFTER_CLOSE
        if needs_closing and not self.closes_at.data and not self.closes_at.errors:
            _refuse(self.closes_at, _("Say when it closes: the answers are shown after that."))
            return False
        return _are_in_order(self, self.opens_at.data) and is_valid

    @property
    def terms(self) -> Terms:
        """The terms as the domain takes them."""
        return Terms(
            opens_at=cast("datetime", self.opens_at.data),
            due_at=self.due_at.data,
            closes_at=self.closes_at.data,
            attempts_allowed=self.attempts_allowed.data,
            time_limit=self.minutes.data * SECONDS if self.minutes.data else None,
        )

    def assignment(self, bank_key: str, quiz_key: str, quiz_title: str) -> NewAssignment:
        """What the form sets, with the quiz that was chosen or that stays."""
        return NewAssignment(
            bank_key=bank_key,
            quiz_key=quiz_key,
            title=(self.title.data or quiz_title)[:LONGEST_TITLE],
            terms=self.terms,
            feedback=FeedbackTime(self.feedback.data),
            counting=Counting(self.counting.data),
            weight=self.weight.data or 0.0,
        )

    @classmethod
    def of(cls, assignment: Assignment) -> AssignmentForm:
        """The form as an assignment fills it in."""
        return cls(
            data={
                "quiz": f"{assignment.bank_key}/{assignment.quiz_key}",
                "title": assignment.title,
                "opens_at": assignment.opens_at,
                "due_at": assignment.due_at,
                "closes_at": assignment.closes_at,
                "attempts_allowed": assignment.attempts_allowed,
                "minutes": assignment.time_limit // SECONDS if assignment.time_limit else None,
                "feedback": assignment.feedback,
                "counting": assignment.counting,
                "weight": assignment.weight,
            }
        )


class ExceptionForm(FlaskForm):
    """Other terms for one learner; what is left empty is as for the class."""

    is_excused = BooleanField(
        _l("Excused"), description=_l("Nothing is owed, and nothing counts as missing.")
    )
    extra_minutes = _whole(_l("Extra minutes"), _l("On top of the time limit."), MOST_MINUTES)
    opens_at = LocalTimeField(_l("Opens"), twice=Twice.FIRST)
    due_at = LocalTimeField(_l("Due"))
    closes_at = LocalTimeField(_l("Closes"))
    attempts_allowed = _whole(_l("Attempts allowed"), "", MOST_ATTEMPTS)

    def validate_with(self, class_terms: Terms) -> bool:
        """Check the fields, and the times together with those of the class."""
        if not self.validate():
            return False
        if self.extra_minutes.data and class_terms.time_limit is None:
            _refuse(self.extra_minutes, _("The assignment has no time limit to add to."))
            return False
        if not any(self.data[name] for name in self.data if name != "csrf_token"):
            _refuse(self.is_excused, _("Say what is to be otherwise for this learner."))
            return False
        terms = AssignmentException(**vars(self.given)).applied_to(class_terms)
        return _are_in_order(self, terms.opens_at, terms)

    @property
    def given(self) -> OtherTerms:
        """The terms as the services take them."""
        return OtherTerms(
            opens_at=self.opens_at.data,
            due_at=self.due_at.data,
            closes_at=self.closes_at.data,
            attempts_allowed=self.attempts_allowed.data,
            extra_time=self.extra_minutes.data * SECONDS if self.extra_minutes.data else None,
            is_excused=self.is_excused.data,
        )

    @classmethod
    def of(cls, exception: AssignmentException | None) -> ExceptionForm:
        """The form as an exception fills it in."""
        if exception is None:
            return cls()
        return cls(
            data={
                "is_excused": exception.is_excused,
                "extra_minutes": exception.extra_time // SECONDS if exception.extra_time else None,
                "opens_at": exception.opens_at,
                "due_at": exception.due_at,
                "closes_at": exception.closes_at,
                "attempts_allowed": exception.attempts_allowed,
            }
        )


def _are_in_order(
    form: AssignmentForm | ExceptionForm, opens_at: datetime | None, terms: Terms | None = None
) -> bool:
    """Whether it opens before it is due, and is due before it closes; says so where it does not."""
    due_at = terms.due_at if terms else form.due_at.data
    closes_at = terms.closes_at if terms else form.closes_at.data
    if opens_at and due_at and due_at <= opens_at:
        _refuse(form.due_at, _("It would be due before it opens."))
    elif opens_at and closes_at and closes_at <= opens_at:
        _refuse(form.closes_at, _("It would close before it opens."))
    elif due_at and closes_at and closes_at < due_at:
        _refuse(form.closes_at, _("It would close before it is due."))
    else:
        return True
    return False


def _refuse(field: Field, sentence: str) -> None:
    field.errors = [*field.errors, sentence]
