"""The sentences for verdicts and for figures that cannot be given, in plain English."""

from __future__ import annotations

from quizapp.domain.item_analysis.reasons import FEWEST, Reason
from quizapp.domain.item_analysis.verdicts import Verdict, VerdictKind

REASONS: dict[Reason, str] = {
    Reason.NO_RESPONSES: "there are no responses",
    Reason.ONE_LEARNER: "one learner is not enough to see a spread",
    Reason.CONSTANT_ITEM: "everyone has the same mark on it",
    Reason.CONSTANT_REST: "everyone has the same score on the other items",
    Reason.CONSTANT_SCORE: "everyone has the same score",
    Reason.ONE_ITEM: "there is no other item to compare it with",
    Reason.TWO_ITEMS: "without it there is only one item, which has no alpha",
    Reason.NO_COMPLETE_ROWS: "no learner answered every item",
    Reason.NEGATIVE_ALPHA: "alpha is below 0, so the spread of the score cannot be divided into "
    "what learners know and error",
}

_l = str
"""Marks a text that the interface translates: texts are collected by this name."""

SENTENCES: dict[VerdictKind, str] = {
    VerdictKind.TOO_FEW: _l("Too few to say: %(people)s; remarks begin at %(fewest)s."),
    VerdictKind.CHECK_KEY: _l(
        "The strongest third (%(people)s) chose %(rival)s (%(share)s) more often than the key "
        "%(key)s (%(other)s): check the key."
    ),
    VerdictKind.WORSE_HERE: _l(
        "Learners who do well elsewhere do worse here (item-rest correlation %(r)s, %(people)s): "
        "look for a second reading of the question."
    ),
    VerdictKind.BELOW_GUESSING: _l(
        "Fewer are right (%(share)s, %(people)s) than by guessing (%(other)s): a shared "
        "misconception, or a wrong key."
    ),
    VerdictKind.GUESSING: _l(
        "No better than guessing: %(share)s are right (%(people)s), and guessing gives %(other)s."
    ),
    VerdictKind.HARDLY_KNOWN: _l("Hardly anyone knows this (%(share)s, %(people)s)."),
    VerdictKind.WELL_KNOWN: _l("Nearly everyone knows this (%(share)s, %(people)s)."),
    VerdictKind.UNCHOSEN: _l("Nobody chose %(options)s (%(people)s)."),
}
"""What verdicts say; the interface says it in the reader's language, with the texts of options."""


def sentence(verdict: Verdict) -> str:
    """The verdict in a sentence, with the number of learners it rests on."""
    return SENTENCES[verdict.kind] % {
        "people": _people(verdict.n),
        "fewest": FEWEST,
        "share": percent(verdict.share),
        "other": percent(verdict.other),
        "r": plain(verdict.share),
        "rival": _listed(verdict.options[:1]),
        "key": _listed(verdict.options[1:]),
        "options": _listed(verdict.options),
    }


def percent(share: float | None) -> str:
    """A share as a whole percentage."""
    return "n/a" if share is None else f"{int(share * 100 + 0.5)} %"


def plain(figure: float | None) -> str:
    """A number with two decimals, or with none if it is whole and at least 2."""
    if figure is None:
        return "n/a"
    if figure >= 2 and float(figure).is_integer():
        return f"{figure:,.0f}"
    return f"{figure:.2f}".replace("-0.00", "0.00")


def printable(text: str) -> str:
    """The text without characters that a terminal would obey instead of showing."""
    return "".join(
        each if each.isprintable() else " " if each.isspace() else "\N{REPLACEMENT CHARACTER}"
        for each in text
    )


def _listed(names: tuple[str, ...]) -> str:
    """Names as a phrase: "A", "A or B", "A, B or C"."""
    return " or ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _people(n: int) -> str:
    return "1 learner" if n == 1 else f"{n:,} learners"
