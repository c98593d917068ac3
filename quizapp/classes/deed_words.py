"""The sentence for one deed of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import format_decimal, format_percent, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import KNOWN_DEEDS
from quizapp.classes.accommodation_words import told_accommodation
from quizapp.classes.other_terms_words import other_terms_words
from quizapp.models import AuditEntry

FIELD_WORDS = {
    "title": _l("the name"),
    "term": _l("the term"),
    "time_zone": _l("the time zone"),
    "keep_days": _l("how long names are kept"),
    "exam_on": _l("the date of the exam"),
    "desired_retention": _l("how much should be remembered"),
    "bank_key": _l("the quiz"),
    "quiz_key": _l("the quiz"),
    "opens_at": _l("when it opens"),
    "due_at": _l("when it is due"),
    "closes_at": _l("when it closes"),
    "attempts_allowed": _l("how many attempts there are"),
    "time_limit": _l("the time limit"),
    "feedback": _l("when answers are shown"),
    "counting": _l("which attempt counts"),
    "weight": _l("the weight"),
    "is_sequential": _l("whether questions can be left open"),
}
"""What people call the settings of a class and of an assignment, by the names of their columns."""


def sentence_of(row: AuditEntry, names: Mapping[str, str]) -> str:
    """What was done, as it follows the name of who did it; `names` are people's, by public id."""
    deed = KNOWN_DEEDS.get(row.deed)
    if deed is None:
        return row.deed
    details = row.details or {}
    facts = _Facts({name: _told(name, fact) for name, fact in details.items()})
    facts |= _counted(details)
    facts["subject"] = names.get(row.subject, _("somebody who is gone"))
    facts.setdefault("bank", row.subject)
    if "into" in facts:
        facts["into"] = names.get(facts["into"], _("somebody who is gone"))
    return str(deed.sentence) % facts


class _Facts(dict[str, str]):
    """What a sentence is filled with; an old entry may lack what a newer sentence says."""

    def __missing__(self, _name: str) -> str:
        return "–"


def _told(name: str, fact: Any) -> str:
    if name in {"before", "after"}:
        return _share(fact)
    if name == "terms":
        return other_terms_words(fact)
    if name == "held":
        return told_accommodation(fact)
    return _changes(fact) if name == "changed" else str(fact)


def _share(fact: Any) -> str:
    if fact is None:
        return str(_("none"))
    return str(format_percent(fact, "#,##0.# %") if isinstance(fact, (int, float)) else fact)


def _changes(fact: Any) -> str:
    """Names of columns; or titles with two weights, which entries of old have as a dictionary."""
    if isinstance(fact, Mapping):
        fact = [[title, *weights] for title, weights in fact.items()]
    told = (
        FIELD_WORDS.get(each, each) if isinstance(each, str) else _weights(each) for each in fact
    )
    return _listed(map(str, told))


def _weights(change: Sequence[Any]) -> str:
    title, before, after = change
    return str(
        _(
            "“%(title)s” from %(before)s to %(after)s",
            title=title,
            before=format_decimal(before),
            after=format_decimal(after),
        )
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _counted(details: Mapping[str, Any]) -> dict[str, str]:
    """The numbers of a deed, each with its noun."""
    facts = {}
    if (count := details.get("count")) is not None:
        facts["learners"] = ngettext("%(num)s learner", "%(num)s learners", count)
        facts["guests"] = ngettext("%(num)s guest", "%(num)s guests", count)
    if (attempts := details.get("attempts")) is not None:
        facts["attempts"] = ngettext("%(num)s attempt", "%(num)s attempts", attempts)
    if (cards := details.get("cards")) is not None:
        facts["cards"] = ngettext("%(num)s card", "%(num)s cards", cards)
    return facts
