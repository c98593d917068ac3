"""Verdicts and figures in plain English, for a terminal and for programs."""

from __future__ import annotations

from quizapp.domain.item_analysis.reasons import FEWEST, Reason
from quizapp.domain.item_analysis.verdicts import SENTENCES, Verdict

REASONS: dict[Reason, str] = {
    Reason.NO_RESPONSES: "there are no responses",
    Reason.ONE_LEARNER: "one learner is not enough to see a spread",
    Reason.TWO_LEARNERS: "two learners agree wholly or not at all: too few to say",
    Reason.CONSTANT_ITEM: "everyone has the same mark on it",
    Reason.CONSTANT_REST: "everyone has the same score on the other items",
    Reason.CONSTANT_SCORE: "everyone has the same score",
    Reason.ONE_ITEM: "there is no other item to compare it with",
    Reason.TWO_ITEMS: "without it there is only one item, which has no alpha",
    Reason.NO_COMPLETE_ROWS: "no learner answered every item",
    Reason.NEGATIVE_ALPHA: "alpha is below 0, so the spread of the score cannot be divided into "
    "what learners know and error",
}


def sentence(verdict: Verdict) -> str:
    """The verdict in a sentence, with the number of learners it rests on."""
    return SENTENCES[verdict.kind] % {
        "people": _people(verdict),
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


def _people(verdict: Verdict) -> str:
    if verdict.of is not None:
        return f"{verdict.n:,} of {verdict.of:,} learners"
    return "1 learner" if verdict.n == 1 else f"{verdict.n:,} learners"
