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


def sentence(verdict: Verdict) -> str:
    """The verdict in a sentence, with the number of learners it rests on."""
    return _SENTENCES[verdict.kind](verdict)


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


def listed(names: tuple[str, ...], joint: str) -> str:
    """Names as a phrase: "A", "A or B", "A, B or C"."""
    return f" {joint} ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _too_few(verdict: Verdict) -> str:
    return f"Too few to say: {_people(verdict.n)}; remarks begin at {FEWEST}."


def _check_key(verdict: Verdict) -> str:
    rival, *keys = verdict.options
    return (
        f"The strongest third ({_people(verdict.n)}) chose {rival} ({percent(verdict.share)}) more "
        f"often than the key {listed(tuple(keys), 'or')} ({percent(verdict.other)}): check the key."
    )


def _worse_here(verdict: Verdict) -> str:
    return (
        f"Learners who do well elsewhere do worse here (item-rest correlation "
        f"{verdict.share:.2f}, {_people(verdict.n)}): look for a second reading of the question."
    )


def _below_guessing(verdict: Verdict) -> str:
    return (
        f"Fewer are right ({percent(verdict.share)} of {verdict.n}) than by guessing "
        f"({percent(verdict.other)}): a shared misconception, or a wrong key."
    )


def _guessing(verdict: Verdict) -> str:
    return (
        f"No better than guessing: {percent(verdict.share)} of {_people(verdict.n)} are right, and "
        f"guessing gives {percent(verdict.other)}."
    )


def _hardly_known(verdict: Verdict) -> str:
    return f"Hardly anyone knows this ({percent(verdict.share)} of {_people(verdict.n)})."


def _well_known(verdict: Verdict) -> str:
    return f"Nearly everyone knows this ({percent(verdict.share)} of {_people(verdict.n)})."


def _unchosen(verdict: Verdict) -> str:
    return f"Nobody of {_people(verdict.n)} chose {listed(verdict.options, 'or')}."


def _people(n: int) -> str:
    return "1 learner" if n == 1 else f"{n:,} learners"


_SENTENCES = {
    VerdictKind.TOO_FEW: _too_few,
    VerdictKind.CHECK_KEY: _check_key,
    VerdictKind.WORSE_HERE: _worse_here,
    VerdictKind.BELOW_GUESSING: _below_guessing,
    VerdictKind.GUESSING: _guessing,
    VerdictKind.HARDLY_KNOWN: _hardly_known,
    VerdictKind.WELL_KNOWN: _well_known,
    VerdictKind.UNCHOSEN: _unchosen,
}
