"""What a class is told about its exam."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.domain.memory.plan.horizon import LONGEST_WAIT
from quizapp.web.filters import day


def exam_sentence(exam_on: date, today: date) -> str:
    """When the exam is, or was, and how far off."""
    days = (exam_on - today).days
    if days < 0:
        return str(_("The exam was on %(day)s.", day=day(exam_on)))
    if days == 0:
        return str(_("The exam is today."))
    if days == 1:
        return str(_("The exam is tomorrow."))
    return str(
        ngettext(
            "Exam on %(day)s, in %(num)s day.",
            "Exam on %(day)s, in %(num)s days.",
            days,
            day=day(exam_on),
        )
    )


def exam_consequence(exam_on: date | None, today: date) -> str:
    """What another date means for the learners."""
    if exam_on is None:
        return str(_("There is no exam to come. Practice aims at the month ahead."))
    begins_on = exam_on - timedelta(days=LONGEST_WAIT)
    if begins_on <= today:
        return str(_("From now on, practice aims at the exam on %(day)s.", day=day(exam_on)))
    return str(
        _(
            "From %(begin)s on, practice aims at the exam on %(day)s.",
            begin=day(begins_on),
            day=day(exam_on),
        )
    )
