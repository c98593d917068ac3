"""How long something takes or may still take, in words."""

from __future__ import annotations

from babel.lists import format_list
from babel.units import format_unit
from flask_babel import get_locale

MINUTES_UNTIL = 120
HOURS_UNTIL = 48
_HOUR, _DAY = 60, 24 * 60


def time_span(seconds: float) -> str:
    """Seconds as people say them: 90 minutes; 5 hours, 20 minutes; 3 days, 4 hours.

    `static/js/time-left.js` says the same by the same rule.
    """
    minutes = int(seconds + 29) // 60
    if minutes < MINUTES_UNTIL:
        return _said((minutes, "minute"))
    if minutes < HOURS_UNTIL * _HOUR:
        return _said((minutes // _HOUR, "hour"), (minutes % _HOUR, "minute"))
    return _said((minutes // _DAY, "day"), (minutes % _DAY // _HOUR, "hour"))


def _said(first: tuple[int, str], then: tuple[int, str] = (0, "")) -> str:
    """Units with their numbers; the second is left out where there is none of it."""
    locale = get_locale()
    parts = [first, then] if then[0] else [first]
    words = [format_unit(count, f"duration-{unit}", locale=locale) for count, unit in parts]
    return str(format_list(words, style="unit", locale=locale))
