"""What stands between the braces of a GIFT question."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.bank.positions import Span
from quizapp.exchange.asked import Answer, Answers
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.numbers import finite, middle_of, without_tolerance

_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(?:#(.*))?\Z", re.DOTALL | re.IGNORECASE)
_BEGINNING = re.compile(r"[=~]")
_WEIGHT = re.compile(r"\s*%([+-]?\d{1,300}(?:\.\d{1,300})?)%")

TextOf = Callable[[str], str]


def parsed_answers(body: str, text_of: TextOf, into: Gathering, span: Span) -> Answers | None:
    """Read the answers; None where there is no item type for them, which is noted."""
    if not body.strip():
        into.note("X611", "Left out: an essay, which nobody but a teacher can mark.", span)
        return None
    if truth := _TRUTH.match(body):
        return Answers("truth", _truth(truth, text_of))
    if body.lstrip().startswith("#"):
        return _numbers(body.lstrip()[1:], text_of, into, span)
    raw = _divided(body)
    if raw is None:
        into.note("X605", "Left out: answers begin with `=` or `~`.", span)
        return None
    return _signed_answers(raw, text_of, into, span)


def _signed_answers(
    raw: list[tuple[str, str]], text_of: TextOf, into: Gathering, span: Span
) -> Answers | None:
    """Tell the kind of question by the signs that its answers begin with."""
    signs = {sign for sign, _ in raw}
    if signs == {"="} and all("->" in text for _, text in raw):
        return Answers("pairs", tuple(_pair(text, text_of) for _, text in raw))
    if signs == {"="} and len(raw) > 1 and any("->" in text for _, text in raw):
        into.note("X605", "Left out: some of its pairs have no `->`.", span)
        return None
    answers = tuple(_answer(sign, text, text_of) for sign, text in raw)
    if signs == {"="}:
        return Answers("words", answers)
    return Answers("one" if "=" in signs else "many", answers)


def _truth(written: re.Match[str], text_of: TextOf) -> tuple[Answer, ...]:
    is_true = written[1][0].upper() == "T"
    wrong, _, right = (written[2] or "").partition("#")
    return tuple(
        Answer(str(truth).lower(), float(truth is is_true), text_of(feedback))
        for truth, feedback in ((is_true, right), (not is_true, wrong))
    )


def _divided(body: str) -> list[tuple[str, str]] | None:
    """Return each answer with the sign it begins with; None if something stands before them."""
    starts = [beginning.start() for beginning in _BEGINNING.finditer(body)]
    if not starts or body[: starts[0]].strip():
        return None
    ends = [*starts[1:], len(body)]
    return [(body[at], body[at + 1 : end]) for at, end in zip(starts, ends, strict=True)]


def _answer(sign: str, raw: str, text_of: TextOf) -> Answer:
    weight = _WEIGHT.match(raw)
    share = finite(weight[1]) / 100 if weight else float(sign == "=")
    text, _, feedback = raw[weight.end() if weight else 0 :].partition("#")
    return Answer(text_of(text), share, text_of(feedback))


def _pair(raw: str, text_of: TextOf) -> Answer:
    given, _, partner = raw.partition("->")
    return Answer(text_of(given), 1.0, "", text_of(partner))


def _numbers(body: str, text_of: TextOf, into: Gathering, span: Span) -> Answers | None:
    """Read numbers, each with its tolerance; a range is its middle with half of it on each side."""
    raw = _divided(body) or [("=", body)]
    numbers = [_numeric(sign, text, text_of) for sign, text in raw]
    if None in numbers:
        into.note("X611", "Left out: a number that may lie anywhere in a range.", span)
        return None
    return Answers("number", tuple(filter(None, numbers)))


def _numeric(sign: str, raw: str, text_of: TextOf) -> Answer | None:
    """Part the tolerance from a number, before either is read as text; None for an odd range."""
    weight = _WEIGHT.match(raw)
    at = weight.end() if weight else 0
    written, mark, feedback = raw[at:].partition("#")
    if ".." in written:
        least, _, most = written.partition("..")
        middle = middle_of(least, most)
        if middle is None:
            return None
        number, tolerance = middle
    else:
        number, tolerance = without_tolerance(written)
    answer = _answer(sign, f"{raw[:at]}{number}{mark}{feedback}", text_of)
    return replace(answer, tolerance=tolerance)
