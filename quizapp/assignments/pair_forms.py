"""The form for setting a pre-test and a post-test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired

from quizapp.assignments.forms import (
    LONGEST_TITLE,
    MOST_MINUTES,
    LocalTimeField,
    QuizField,
    in_seconds,
    is_early,
    refuse,
    whole_number,
)
from quizapp.assignments.pairs import NewPair
from quizapp.domain.assignments import Terms
from quizapp.domain.bank import Bank
from quizapp.domain.local_times import Twice
from quizapp.domain.parallel_forms import FEWEST_ITEMS
from quizapp.web.edges import cleaned
from quizapp.web.text_fields import at_most


def _title(label: Any) -> StringField:
    return StringField(
        label,
        filters=[cleaned],
        validators=[
            DataRequired(_l("Give it a title.")),
            at_most(LONGEST_TITLE),
        ],
    )


def _opening(label: Any) -> LocalTimeField:
    needed = InputRequired(_l("Say when it opens."))
    return LocalTimeField(label, validators=[needed], twice=Twice.FIRST)


def _closing(label: Any) -> LocalTimeField:
    return LocalTimeField(label, validators=[InputRequired(_l("Say when it closes."))])


class PairForm(FlaskForm):
    """A quiz, and when its two tests are open."""

    quiz = QuizField(_l("Quiz"), description=_l("Its questions are dealt into the two forms."))
    pre_title = _title(_l("Title of the pre-test"))
    pre_opens_at = _opening(_l("Pre-test opens"))
    pre_closes_at = _closing(_l("Pre-test closes"))
    post_title = _title(_l("Title of the post-test"))
    post_opens_at = _opening(_l("Post-test opens"))
    post_closes_at = _closing(_l("Post-test closes"))
    minutes = whole_number(
        _l("Time limit in minutes"), _l("The same for both. Left empty: no limit."), MOST_MINUTES
    )

    def validate(
        self, extra_validators: Mapping[str, Sequence[Callable[..., Any]]] | None = None
    ) -> bool:
        """Check the fields, and that one time comes after the other."""
        is_valid = super().validate(extra_validators)
        return self._are_in_order() and is_valid

    def refuse_quiz(self) -> None:
        """Say that the chosen quiz is too short."""
        refuse(
            self.quiz,
            _(
                "This quiz has too few questions for two forms that share none: each needs "
                "%(fewest)s at least. Choose a longer one.",
                fewest=FEWEST_ITEMS,
            ),
        )

    def pair_of(self, bank: Bank) -> NewPair:
        """What the form sets, of a quiz of this bank."""
        return NewPair(
            quiz=bank.quizzes[self.quiz.chosen[1]],
            pre_title=self.pre_title.data or "",
            post_title=self.post_title.data or "",
            pre=self._terms(self.pre_opens_at.data, self.pre_closes_at.data),
            post=self._terms(self.post_opens_at.data, self.post_closes_at.data),
        )

    def _terms(self, opens_at: datetime | None, closes_at: datetime | None) -> Terms:
        if opens_at is None:
            raise ValueError("a form without an opening does not validate")
        limit = in_seconds(self.minutes.data)
        return Terms(opens_at, closes_at=closes_at, attempts_allowed=1, time_limit=limit)

    def _are_in_order(self) -> bool:
        pre_closes_at, post_opens_at = self.pre_closes_at.data, self.post_opens_at.data
        if is_early(pre_closes_at, self.pre_opens_at.data):
            refuse(self.pre_closes_at, _("It would close before it opens."))
        elif is_early(post_opens_at, pre_closes_at, may_touch=True):
            refuse(self.post_opens_at, _("It would open before the pre-test closes."))
        elif is_early(self.post_closes_at.data, post_opens_at):
            refuse(self.post_closes_at, _("It would close before it opens."))
        else:
            return True
        return False
