"""The gradebook's figures and states in words."""

from __future__ import annotations

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.domain.grading import Grade, GradeState
from quizapp.grades.class_grades import ClassLearner
from quizapp.web.filters import percent

STATE_WORDS: dict[GradeState, LazyString] = {
    GradeState.SCORED: _l("done"),
    GradeState.NOT_OPEN: _l("not open yet"),
    GradeState.TO_DO: _l("not begun"),
    GradeState.IN_PROGRESS: _l("at it now"),
    GradeState.MISSING: _l("missing"),
    GradeState.EXCUSED: _l("excused"),
}


class Percents(dict[float | None, str]):
    """Shares as percentages, each put into words once: a page has thousands of them."""

    def __missing__(self, share: float | None) -> str:
        """Put a share into words."""
        words = self[share] = percent(share)
        return words


class Numbers(dict[float | None, str]):
    """The same without the sign, where a head says that it is per cent."""

    def __missing__(self, share: float | None) -> str:
        """Put a share into words."""
        words = _("n/a") if share is None else format_decimal(share * 100, "#,##0")
        self[share] = str(words)
        return self[share]


def listed_words(learner: ClassLearner) -> str:
    """The name as the list has it, surname first; a name that is written so stays as it is."""
    listed = learner.listed
    if not listed.given or listed.is_surname_first:
        return learner.name
    return f"{listed.full_surname}, {listed.given}"


def remarks(grade: Grade) -> list[LazyString]:
    """What is to be said beside the score."""
    said = [] if grade.state is GradeState.SCORED else [STATE_WORDS[grade.state]]
    if grade.is_late:
        said.append(_l("late"))
    if grade.is_overridden:
        said.append(_l("by hand"))
    return said
