"""What an item analysis says, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from quizapp.analysis.blueprint import bp
from quizapp.domain.item_analysis import FEWEST, Reason, Verdict, VerdictKind
from quizapp.domain.item_analysis.verdicts import SENTENCES
from quizapp.web.filters import fixed_decimals, percent

Texts = Mapping[str, str]
"""The texts of options by their ids."""

REASONS: Mapping[Reason, LazyString] = {
    Reason.NO_RESPONSES: _l("there are no responses"),
    Reason.ONE_LEARNER: _l("one attempt is not enough to see a spread"),
    Reason.TWO_LEARNERS: _l("two attempts agree wholly or not at all: too few to say"),
    Reason.CONSTANT_ITEM: _l("everyone has the same mark on it"),
    Reason.CONSTANT_REST: _l("everyone has the same score on the other questions"),
    Reason.CONSTANT_SCORE: _l("everyone has the same score"),
    Reason.ONE_ITEM: _l("there is no other question to compare it with"),
    Reason.TWO_ITEMS: _l("without it there is only one question, which has no alpha"),
    Reason.NO_COMPLETE_ROWS: _l("learners were asked different questions"),
    Reason.NEGATIVE_ALPHA: _l(
        "alpha is below 0, so the spread of the scores cannot be divided into what learners know "
        "and error"
    ),
}


@bp.app_template_global()
def reason_words(reason: Reason) -> str:
    """Why a figure cannot be given."""
    return str(REASONS[reason])


@bp.app_template_global()
def verdict_words(verdict: Verdict, texts: Texts) -> str:
    """What can be said of an item, in a sentence with the number it rests on."""
    return str(
        _(
            SENTENCES[verdict.kind],
            people=_people(verdict),
            fewest=FEWEST,
            share=percent(verdict.share),
            other=percent(verdict.other),
            r=two_digits(verdict.share),
            rival=_quoted(verdict.options[:1], texts),
            key=_quoted(verdict.options[1:], texts),
            options=_quoted(verdict.options, texts),
        )
    )


@bp.app_template_global()
def two_digits(figure: float | None) -> str:
    """A correlation, an index or an alpha; always with two decimals."""
    if figure is None:
        return str(_("n/a"))
    return fixed_decimals(figure, 2)


@bp.app_template_global()
def clock_time(seconds: float | None) -> str:
    """A short time: 45 s, 1 min 20 s."""
    if seconds is None:
        return str(_("n/a"))
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return str(_("%(seconds)s s", seconds=rest))
    return str(_("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest))


def _people(verdict: Verdict) -> str:
    if verdict.kind is VerdictKind.TOO_FEW:
        return str(ngettext("%(num)s attempt", "%(num)s attempts", verdict.n))
    if verdict.of is not None:
        return str(_("n = %(n)s of %(all)s", n=verdict.n, all=verdict.of))
    return str(_("n = %(n)s", n=verdict.n))


def _quoted(options: Sequence[str], texts: Texts) -> str:
    named = (_("“%(option)s”", option=texts.get(option, option)) for option in options)
    return str(_(" or ")).join(named)
