"""The form for setting a quiz, and the fields and checks of all forms with terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import DateTimeLocalInput

from quizapp.assignments.assigning import NewAssignment
from quizapp.assignments.facts import AssignmentFacts
from quizapp.domain.assignments import Counting, FeedbackTime, Terms
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.local_times import (
    SkippedTime,
    Twice,
    UnreadableTime,
    moment_at,
    written_time,
)
from quizapp.web import clock
from quizapp.web.edges import cleaned
from quizapp.web.number_fields import FigureField, WholeNumberField
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most

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
            self.raw_data = []  # blanks are nothing, for `InputRequired` too
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


class QuizField(SelectField):
    """A quiz, out of the banks that are offered; of several banks, under their titles."""

    offered: tuple[str, ...] = ()
    """What can be chosen, each as `chosen` takes it apart."""

    in_banks: tuple[tuple[Bank, tuple[tuple[Quiz, int], ...]], ...] = ()
    """The same by bank, each quiz with the number of its questions."""

    def offer(self, banks: Sequence[Bank]) -> None:
        """Let the quizzes of these banks be chosen."""
        self.choices = [
            SelectChoice(
                f"{bank.id}/{quiz.id}", quiz.title, optgroup=bank.title if len(banks) > 1 else None
            )
            for bank in banks
            for quiz in bank.quizzes.values()
        ]
        self.offered = tuple(f"{bank.id}/{quiz_id}" for bank in banks for quiz_id in bank.quizzes)
        self.in_banks = tuple(
            (bank, tuple((quiz, item_count(bank, quiz)) for quiz in bank.quizzes.values()))
            for bank in banks
            if bank.quizzes
        )

    def choose(self, bank_key: str | None, quiz_key: str | None) -> None:
        """Choose the quiz, if there is one of this name; otherwise the first one."""
        wished = [each for each in self.offered if each == f"{bank_key}/{quiz_key}"]
        alike = [each for each in self.offered if quiz_key and each.endswith(f"/{quiz_key}")]
        self.data = next(iter([*wished, *alike, *self.offered]), None)

    @property
    def chosen(self) -> tuple[str, str]:
        """The ids of the bank and of the quiz."""
        bank_key, quiz_key = str(self.data).split("/")
        return bank_key, quiz_key


def whole_number(label: Any, description: Any, most: int) -> WholeNumberField:
    """A field for a number from 1 on, which may be left empty."""
    return WholeNumberField(
        label,
        description=description,
        validators=[Optional(), NumberRange(1, most)],
        render_kw={"inputmode": "numeric"},
    )


class AssignmentForm(FlaskForm):
    """A quiz for a class, and its terms."""

    quiz = QuizField(_l("Quiz"))
    title = StringField(
        _l("Name for the class"),
        description=_l("Left empty: the quiz’s own."),
        filters=[cleaned],
        validators=[at_most(LONGEST_TITLE)],
    )
    opens_at = LocalTimeField(
        _l("Opens"), validators=[InputRequired(_l("Say when it opens."))], twice=Twice.FIRST
    )
    due_at = LocalTimeField(
        _l("Due"), description=_l("Later work counts as late. Left empty: never.")
    )
    closes_at = LocalTimeField(_l("Closes"), description=_l("Left empty: it stays open."))
    attempts_allowed = whole_number(
        _l("Attempts"), _l("Left empty: as many as they like."), MOST_ATTEMPTS
    )
    minutes = whole_number(
        _l("Minutes"), _l("For one attempt. Left empty: no limit."), MOST_MINUTES
    )
    feedback = SelectField(
        _l("Answers are shown"),
        choices=[
            SelectChoice(FeedbackTime.AFTER_EACH.value, _l("after each answer")),
            SelectChoice(FeedbackTime.AT_END.value, _l("at the end of an attempt")),
            SelectChoice(FeedbackTime.AFTER_CLOSE.value, _l("after the close")),
        ],
        default=FeedbackTime.AFTER_EACH.value,
    )
    counting = SelectField(
        _l("Which attempt counts"),
        choices=[
            SelectChoice(Counting.BEST.value, _l("the best one")),
            SelectChoice(Counting.LAST.value, _l("the last one")),
            SelectChoice(Counting.FIRST.value, _l("the first one")),
        ],
        default=Counting.BEST.value,
    )
    is_sequential = BooleanField(
        _l("One question after the other"),
        description=_l("No question can be left open and come back to. Holds for new attempts."),
    )
    weight = FigureField(
        _l("Counts in the total"),
        description=_l("1: like any other quiz. 0: it does not count."),
        default=1.0,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, MOST_WEIGHT),
        ],
        render_kw={"inputmode": "decimal"},
    )

    def validate(
        self, extra_validators: Mapping[str, Sequence[Callable[..., Any]]] | None = None
    ) -> bool:
        """Check the fields, and the times against one another."""
        is_valid = super().validate(extra_validators)
        needs_closing = self.feedback.data == FeedbackTime.AFTER_CLOSE
        if needs_closing and not self.closes_at.data and not self.closes_at.errors:
            refuse(self.closes_at, _("Say when it closes: the answers are shown after that."))
            return False
        times = (self.opens_at.data, self.due_at.data, self.closes_at.data)
        return are_in_order(self, *times) and is_valid

    @property
    def terms(self) -> Terms:
        """The terms as the domain takes them."""
        return Terms(
            opens_at=cast("datetime", self.opens_at.data),
            due_at=self.due_at.data,
            closes_at=self.closes_at.data,
            attempts_allowed=self.attempts_allowed.data,
            time_limit=in_seconds(self.minutes.data),
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
            is_sequential=self.is_sequential.data,
        )

    @classmethod
    def of(cls, assignment: AssignmentFacts) -> AssignmentForm:
        """The form as an assignment fills it in."""
        return cls(
            data={
                "quiz": f"{assignment.bank_key}/{assignment.quiz_key}",
                "title": assignment.title,
                **asdict(assignment.terms),
                "minutes": in_minutes(assignment.terms.time_limit),
                "feedback": assignment.feedback,
                "counting": assignment.counting,
                "weight": assignment.weight,
                "is_sequential": assignment.is_sequential,
            }
        )


def are_in_order(
    form: Any, opens_at: datetime | None, due_at: datetime | None, closes_at: datetime | None
) -> bool:
    """Whether it opens before it is due, and is due before it closes; says so where it does not.

    `form` has fields of these names; the moments may come from elsewhere where they are empty.
    """
    if is_early(due_at, opens_at):
        refuse(form.due_at, _("It would be due before it opens."))
    elif is_early(closes_at, opens_at):
        refuse(form.closes_at, _("It would close before it opens."))
    elif is_early(closes_at, due_at, may_touch=True):
        refuse(form.closes_at, _("It would close before it is due."))
    else:
        return True
    return False


def is_early(moment: datetime | None, before: datetime | None, *, may_touch: bool = False) -> bool:
    """Whether a moment does not come after the one before it; never where one is not said."""
    if moment is None or before is None:
        return False
    return moment < before or (moment == before and not may_touch)


def refuse(field: Field, sentence: str) -> None:
    """Let a field say what is wrong with it."""
    field.errors = [*field.errors, sentence]


def in_seconds(minutes: int | None) -> int | None:
    """Minutes as the tables keep them; none for nought."""
    return minutes * SECONDS if minutes else None


def in_minutes(seconds: int | None) -> int | None:
    """Seconds as forms show them; none for nought."""
    return seconds // SECONDS if seconds else None
