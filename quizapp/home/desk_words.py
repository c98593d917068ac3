"""How a desk says when something is, and why somebody needs help."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import format_datetime, ngettext
from flask_babel import gettext as _

from quizapp.domain.assignments import Phase
from quizapp.domain.bank import Bank
from quizapp.domain.desk.needing_help import Need, Reason
from quizapp.home.class_work import WeekQuiz
from quizapp.home.pages import bp
from quizapp.web import clock
from quizapp.web.filters import moment, percent


@bp.app_template_filter()
def near_moment(value: datetime) -> str:
    """A moment near now, in the class's zone: “tomorrow at 17:00”, “Mon 14 July at 17:00”."""
    zone = clock.zone()
    days = value.astimezone(zone).date() - clock.now().astimezone(zone).date()
    time = format_datetime(value, "HH:mm")
    if days == timedelta(0):
        return str(_("today at %(time)s", time=time))
    if days == timedelta(1):
        return str(_("tomorrow at %(time)s", time=time))
    if days == timedelta(-1):
        return str(_("yesterday at %(time)s", time=time))
    day = format_datetime(value, "EEE d MMM")
    return str(_("%(day)s at %(time)s", day=day, time=time))


@bp.app_template_filter()
def since_day(value: datetime) -> str:
    """The day since when something waits: “18 October”."""
    return str(format_datetime(value, "d MMMM"))


@bp.app_template_global()
def reason_for_help(reason: Reason) -> str:
    """Why a learner needs help, with the figures that show it."""
    if reason.need is Need.MISSING:
        return str(
            _("%(missing)s of %(due)s quizzes missing", missing=reason.missing, due=reason.due)
        )
    if reason.need is Need.FALLING:
        return str(
            _(
                "marks fell from %(before)s to %(now)s",
                before=percent(reason.before),
                now=percent(reason.now),
            )
        )
    return str(
        ngettext(
            "%(share)s in %(num)s quiz",
            "%(share)s in %(num)s quizzes",
            reason.due,
            share=percent(reason.now),
        )
    )


@bp.app_template_global()
def what_is_asked(bank: Bank, item_id: str) -> str:
    """What an item asks, in one line; of a card, its front."""
    content = bank.content_of(item_id)
    if content.questions:
        return content.questions[0].stem
    return content.faces[0].front if content.faces else item_id


@bp.app_template_global()
def when_in_week(quiz: WeekQuiz) -> str:
    """When a quiz of this week opens, is due, or closed."""
    terms = quiz.terms
    if quiz.phase is Phase.NOT_OPEN:
        return str(_("opens %(moment)s", moment=near_moment(terms.opens_at)))
    if quiz.phase is Phase.CLOSED and terms.closes_at:
        return str(_("closed %(moment)s", moment=near_moment(terms.closes_at)))
    if quiz.phase is Phase.LATE and terms.due_at:
        return str(_("was due %(moment)s, still open", moment=near_moment(terms.due_at)))
    return _when_open(quiz)


def _when_open(quiz: WeekQuiz) -> str:
    terms = quiz.terms
    if terms.due_at:
        return str(_("due %(moment)s", moment=near_moment(terms.due_at)))
    if terms.closes_at:
        return str(_("closes %(moment)s", moment=near_moment(terms.closes_at)))
    return str(_("open since %(moment)s, no end", moment=moment(terms.opens_at)))
