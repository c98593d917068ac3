"""How values become text in templates: numbers, dates, intervals; Markdown is next door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as format_local_day
from babel.dates import format_datetime as format_local
from babel.lists import format_list
from flask import Flask
from flask_babel import (
    format_date,
    format_datetime,
    format_decimal,
    format_percent,
    get_locale,
    ngettext,
)
from flask_babel import gettext as _

from quizapp.domain.items.lit_passages import lit_passages
from quizapp.domain.local_times import written_time
from quizapp.domain.maths import has_formulas
from quizapp.domain.typed_codes import grouped_code
from quizapp.models.people import Access
from quizapp.web import clock
from quizapp.web.languages import language_name, page_locale
from quizapp.web.lit_markdown import lit_markdown, lit_pieces_inline
from quizapp.web.markdown import markdown, markdown_inline, plain_words
from quizapp.web.pictures import pictured
from quizapp.web.qr_codes import qr_code
from quizapp.web.time_spans import time_span

MOST_DAYS = 2_000
"""Days kept as they are written, over all languages and patterns."""


def register_filters(app: Flask) -> None:
    """Make the filters known to the app's templates."""
    app.add_template_filter(lit_passages)
    app.add_template_test(has_formulas, "with_formulas")
    filters: dict[str, Callable[..., str]] = {
        "markdown": markdown,
        "markdown_inline": markdown_inline,
        "lit_markdown": lit_markdown,
        "lit_pieces_inline": lit_pieces_inline,
        "plain_words": plain_words,
        "pictured": pictured,
        "percent": percent,
        "number": number,
        "day": day,
        "day_and_month": day_and_month,
        "long_day": long_day,
        "weekday": weekday,
        "month": month,
        "moment": moment,
        "long_moment": long_moment,
        "in_a_row": in_a_row,
        "written_local": written_local,
        "time_span": time_span,
        "lately": lately,
        "moment_in": moment_in,
        "interval": interval,
        "grouped_code": grouped_code,
        "access_words": access_words,
        "language_name": language_name,
        "qr_code": qr_code,
    }
    for name, function in filters.items():
        app.add_template_filter(function, name)


def percent(share: float | None) -> str:
    """A share from 0 to 1 as a percentage; without one, that it is not available."""
    return str(_("n/a") if share is None else format_percent(share, "#,##0 %"))


def number(value: float | None) -> str:
    """A mark or score without needless decimals."""
    return str(_("n/a") if value is None else format_decimal(value, "#,##0.##"))


def fixed_decimals(figure: float, places: int) -> str:
    """A figure with so many decimals; below nought with a true minus, which nought never has."""
    shown = 0.0 if abs(figure) < 0.5 / 10**places else figure
    return str(format_decimal(shown, f"0.{'0' * places}")).replace("-", "−")


def day(value: date) -> str:
    """A calendar day: 14 July 2017."""
    return _written_day(value, "d MMMM y")


def day_and_month(value: date) -> str:
    """A day of about this year: 14 Jul."""
    return _written_day(value, "d MMM")


def long_day(value: date) -> str:
    """A day with its name: Friday 14 July."""
    return _written_day(value, "EEEE d MMMM")


def weekday(value: date) -> str:
    """The day of the week, short: Tue."""
    return _written_day(value, "EEE")


def month(value: date) -> str:
    """The month that a day is in: July."""
    return _written_day(value, "MMMM")


def _written_day(value: date, pattern: str) -> str:
    """A day in the language of the page; that of a moment follows from the zone as well."""
    if isinstance(value, datetime):
        return str(format_date(value, pattern))
    return _kept_day(value, pattern, page_locale())


@lru_cache(maxsize=MOST_DAYS)
def _kept_day(value: date, pattern: str, locale: Locale | None) -> str:
    """Kept by all that it follows from: a calendar writes some forty days."""
    return format_local_day(value, pattern, locale)


def moment(value: datetime) -> str:
    """A moment in the classroom's zone: 12 June, 14:05, with the year if it is another one."""
    this_year = value.astimezone(clock.zone()).year == clock.now().astimezone(clock.zone()).year
    return str(format_datetime(value, "d MMMM, HH:mm" if this_year else "d MMMM y, HH:mm"))


def long_moment(value: datetime) -> str:
    """A moment in the classroom's zone with its weekday: Friday 4 December, 17:00."""
    this_year = value.astimezone(clock.zone()).year == clock.now().astimezone(clock.zone()).year
    pattern = "EEEE d MMMM, HH:mm" if this_year else "EEEE d MMMM y, HH:mm"
    return str(format_datetime(value, pattern))


def written_local(value: datetime) -> str:
    """A moment as an input of dates and times takes it, in the classroom's zone."""
    return written_time(value, clock.zone())


def in_a_row(words: Sequence[str]) -> str:
    """Several names as a sentence has them: 7b, 8a and 8c."""
    return str(format_list(words, locale=get_locale()))


def lately(value: datetime) -> str:
    """A moment in the classroom's zone: 14:05 if it is today's, otherwise as `moment` has it."""
    zone = clock.zone()
    is_today = value.astimezone(zone).date() == clock.now().astimezone(zone).date()
    return str(format_datetime(value, "HH:mm")) if is_today else moment(value)


def moment_in(value: datetime, zone_name: str) -> str:
    """A moment in the zone of this name; the zone is named where it is not the page's."""
    zone = ZoneInfo(zone_name)
    local = value.astimezone(zone)
    this_year = local.year == clock.now().astimezone(zone).year
    pattern = "d MMMM, HH:mm" if this_year else "d MMMM y, HH:mm"
    text = _kept_moment(local, pattern, zone, page_locale())
    is_elsewhere = local.utcoffset() != value.astimezone(clock.zone()).utcoffset()
    return f"{text} ({zone_name})" if is_elsewhere else text


@lru_cache(maxsize=MOST_DAYS)
def _kept_moment(value: datetime, pattern: str, zone: ZoneInfo, locale: Locale | None) -> str:
    """Kept likewise: what is set for a class is due at one moment for all of it."""
    return str(format_local(value, pattern, tzinfo=zone, locale=locale))


def access_words(access: Access) -> str:
    """What kind of account somebody has, for beside the name of whoever has no user name."""
    words = {
        Access.ACCOUNT: _("own account"),
        Access.GUEST: _("guest"),
        Access.CODE: _("gets in by codes"),
    }
    return str(words[access])


def interval(value: timedelta) -> str:
    """How long until the next time, in the largest unit that fits: 10 min, 3 days, 2 months."""
    minutes = max(1, round(value.total_seconds() / 60))
    hours, days = round(minutes / 60), round(minutes / 60 / 24)
    if minutes < 60:
        text = ngettext("%(num)s min", "%(num)s min", minutes)
    elif hours < 24:
        text = ngettext("%(num)s hour", "%(num)s hours", hours)
    elif days < 60:
        text = ngettext("%(num)s day", "%(num)s days", days)
    elif days < 365:
        text = ngettext("%(num)s month", "%(num)s months", round(days / 30.4))
    else:
        years = round(days / 365, 1)
        text = _("1 year") if years == 1 else _("%(years)s years", years=format_decimal(years))
    return str(text)
