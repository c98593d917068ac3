"""What an item analysis says, in the words of the interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.analysis.blueprint import bp
from quizapp.domain.item_analysis import FEWEST, Reason, Verdict, VerdictKind
from quizapp.web.filters import percent

Texts = Mapping[str, str]
"""The texts of options by their ids."""

REASONS: Mapping[Reason, LazyString] = {
    Reason.NO_RESPONSES: _l("there are no responses"),
    Reason.ONE_LEARNER: _l("one attempt is not enough to see a spread"),
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
    return _SENTENCES[verdict.kind](verdict, texts)


@bp.app_template_global()
def two_digits(figure: float | None) -> str:
    """A correlation, an index or an alpha; always with two decimals."""
    if figure is None:
        return str(_("n/a"))
    return str(format_decimal(0.0 if abs(figure) < 0.005 else figure, "0.00"))


@bp.app_template_global()
def clock_time(seconds: float | None) -> str:
    """A short time: 45 s, 1 min 20 s."""
    if seconds is None:
        return str(_("n/a"))
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return str(_("%(seconds)s s", seconds=rest))
    return str(_("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest))


def _too_few(verdict: Verdict, _texts: Texts) -> str:
    return str(
        ngettext(
            "Too few to say: %(num)s attempt; remarks begin at %(fewest)s.",
            "Too few to say: %(num)s attempts; remarks begin at %(fewest)s.",
            verdict.n,
            fewest=FEWEST,
        )
    )


def _check_key(verdict: Verdict, texts: Texts) -> str:
    rival, *keys = verdict.options
    return str(
        _(
            "The strongest third (n = %(n)s) chose “%(rival)s” (%(share)s) more often than the key "
            "“%(key)s” (%(other)s): check the key.",
            n=verdict.n,
            rival=texts.get(rival, rival),
            share=percent(verdict.share),
            key=_listed(keys, texts),
            other=percent(verdict.other),
        )
    )


def _worse_here(verdict: Verdict, _texts: Texts) -> str:
    return str(
        _(
            "Learners who do well elsewhere do worse here (item-rest correlation %(r)s, n = %(n)s):"
            " look for a second reading of the question.",
            r=two_digits(verdict.share),
            n=verdict.n,
        )
    )


def _below_guessing(verdict: Verdict, _texts: Texts) -> str:
    return str(
        _(
            "Fewer are right (%(share)s, n = %(n)s) than by guessing (%(other)s): a shared "
            "misconception, or a wrong key.",
            share=percent(verdict.share),
            n=verdict.n,
            other=percent(verdict.other),
        )
    )


def _guessing(verdict: Verdict, _texts: Texts) -> str:
    return str(
        _(
            "No better than guessing: %(share)s are right (n = %(n)s), and guessing gives "
            "%(other)s.",
            share=percent(verdict.share),
            n=verdict.n,
            other=percent(verdict.other),
        )
    )


def _hardly_known(verdict: Verdict, _texts: Texts) -> str:
    return str(
        _(
            "Hardly anyone knows this (%(share)s, n = %(n)s).",
            share=percent(verdict.share),
            n=verdict.n,
        )
    )


def _well_known(verdict: Verdict, _texts: Texts) -> str:
    return str(
        _(
            "Nearly everyone knows this (%(share)s, n = %(n)s).",
            share=percent(verdict.share),
            n=verdict.n,
        )
    )


def _unchosen(verdict: Verdict, texts: Texts) -> str:
    return str(
        _(
            "Nobody chose “%(options)s” (n = %(n)s).",
            options=_listed(verdict.options, texts),
            n=verdict.n,
        )
    )


def _listed(options: list[str] | tuple[str, ...], texts: Texts) -> str:
    return str(_("” or “")).join(texts.get(option, option) for option in options)


_SENTENCES: Mapping[VerdictKind, Callable[[Verdict, Texts], str]] = {
    VerdictKind.TOO_FEW: _too_few,
    VerdictKind.CHECK_KEY: _check_key,
    VerdictKind.WORSE_HERE: _worse_here,
    VerdictKind.BELOW_GUESSING: _below_guessing,
    VerdictKind.GUESSING: _guessing,
    VerdictKind.HARDLY_KNOWN: _hardly_known,
    VerdictKind.WELL_KNOWN: _well_known,
    VerdictKind.UNCHOSEN: _unchosen,
}
