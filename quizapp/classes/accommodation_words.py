"""What holds for a learner in every assignment, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.classes.blueprint import bp
from quizapp.domain.accommodations import TWICE, Accommodation
from quizapp.web.filters import percent

HOURS_A_DAY = 24


@bp.app_template_filter()
def accommodation_words(held: Accommodation) -> list[str]:
    """What is otherwise, each in a few words; nothing for none."""
    return [
        *(_share(each) for each in [held.more_percent] if each),
        *(_minutes(each) for each in [held.more_minutes] if each),
        *(_later(each) for each in [held.later_hours] if each),
    ]


def told_accommodation(held: Mapping[str, Any]) -> str:
    """The same of what an entry of the audit trail holds."""
    words = accommodation_words(Accommodation(**held))
    return ", ".join(words) or str(_("as for the class"))


def _share(percents: int) -> str:
    if percents == TWICE:
        return str(_("twice the time"))
    return str(_("%(share)s more time", share=percent(percents / 100)))


def _minutes(minutes: int) -> str:
    return str(ngettext("%(num)s minute more", "%(num)s minutes more", minutes))


def _later(hours: int) -> str:
    days, rest = divmod(hours, HOURS_A_DAY)
    if rest:
        return str(ngettext("ends %(num)s hour later", "ends %(num)s hours later", hours))
    return str(ngettext("ends %(num)s day later", "ends %(num)s days later", days))
