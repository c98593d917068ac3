"""What is otherwise for one learner, as the audit trail tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.web.filters import moment

Words = Callable[[Any], str]


def other_terms_words(terms: Mapping[str, Any]) -> str:
    """The terms that were given, in the order of the form, parted by commas."""
    return ", ".join(tell(terms[name]) for name, tell in _WORDS.items() if terms.get(name))


def _excused(_is: Any) -> str:
    return str(_("excused"))


def _more_time(seconds: Any) -> str:
    minutes = round(seconds / 60)
    return str(ngettext("%(num)s minute more", "%(num)s minutes more", minutes))


def _opens(at: Any) -> str:
    return str(_("opens %(moment)s", moment=_moment(at)))


def _due(at: Any) -> str:
    return str(_("due %(moment)s", moment=_moment(at)))


def _closes(at: Any) -> str:
    return str(_("closes %(moment)s", moment=_moment(at)))


def _attempts(count: Any) -> str:
    return str(ngettext("%(num)s attempt", "%(num)s attempts", count))


def _moment(at: str) -> str:
    return moment(datetime.fromisoformat(at))


_WORDS: dict[str, Words] = {
    "is_excused": _excused,
    "extra_time": _more_time,
    "opens_at": _opens,
    "due_at": _due,
    "closes_at": _closes,
    "attempts_allowed": _attempts,
}
