"""Numbers to be typed, as other programs have them: in digits, each with its own tolerance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from quizapp.domain.items import ItemForm, NumberItem
from quizapp.domain.items.typed_numbers import written_number
from quizapp.domain.items.written_numbers import exact_text, number_readings
from quizapp.domain.shortening import shortened
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.numbers import is_number
from quizapp.exchange.results import Loss
from quizapp.exchange.texts import one_line

FULL = 0.999
NUMBER_FIELDS = {"tolerance", "unit"}


def number_question(item: NumberItem) -> Asked:
    """Return the question; its first answer is the key, others are known wrong numbers."""
    spread = _digits(item.spread) if item.spread else ""
    key = Answer(_digits(written_number(item.key, item.counted)), 1.0, tolerance=spread)
    known = (
        Answer(_digits(written_number(text, item.counted)), 0.0, told)
        for text, told in item.feedback.items()
    )
    return Asked("number", item.stem, (key, *known), unit=item.counted or "")


def known_number_losses(item: ItemForm) -> Iterator[Loss]:
    """Tell that what is said of known wrong numbers was left out."""
    if isinstance(item, NumberItem) and item.feedback:
        message = f"The feedback on wrong numbers of `{item.id}` is left out."
        yield Loss("X622", item.id, message)


def _digits(value: Fraction) -> str:
    """Return a number in digits; one that has no end in them is cut far behind the point."""
    exact = exact_text(value)
    return exact if "/" not in exact else f"{float(value):.15g}"


def number_fields(asked: Asked, into: Gathering) -> dict[str, Any] | None:
    """Return what a number item says of a question; None where no number is right."""
    keys = [answer for answer in asked.answers if answer.share >= FULL]
    value = _value(keys[0].text) if keys else None
    if value is None:
        return None
    key = keys[0]
    spread = _tolerance(key, asked, into)
    if key.feedback:
        into.note("X613", f"A number has no feedback; left out: “{key.feedback}”.", asked.span)
    others = [answer for answer in asked.answers if answer is not key]
    known = dict(_known(others, value, spread))
    _note_others([each for each in others if _is_lost(each, known)], asked, into)
    fields = {
        "key": exact_text(value),
        "tolerance": exact_text(spread) if spread else "",
        "unit": asked.unit,
        "feedback": known,
    }
    return {name: said for name, said in fields.items() if said}


def _known(others: Sequence[Answer], key: Fraction, spread: Fraction) -> Iterator[tuple[str, str]]:
    for answer in others:
        value = _value(answer.text)
        if value is not None and abs(value - key) > spread and answer.feedback.strip():
            yield exact_text(value), answer.feedback


def _is_lost(answer: Answer, known: dict[str, str]) -> bool:
    value = _value(answer.text)
    return answer.share > 0 or value is None or exact_text(value) not in known


def _note_others(lost: Sequence[Answer], asked: Asked, into: Gathering) -> None:
    if lost:
        words = ", ".join(f"“{one_line(each.text)}” ({each.share:.0%})" for each in lost)
        into.note("X614", f"One number is right here; these earn nothing: {words}.", asked.span)


def _tolerance(key: Answer, asked: Asked, into: Gathering) -> Fraction:
    if not key.tolerance:
        return Fraction(0)
    value = _value(key.tolerance)
    if value is None or value < 0:
        told = shortened(key.tolerance, 40)
        message = f"Only {key.text} itself is right here, without the tolerance {told}."
        into.note("X614", message, asked.span)
        return Fraction(0)
    return value


def _value(text: str) -> Fraction | None:
    """Return the number that another program means, where it is one of those that we can mark."""
    plain = text.strip().replace(",", ".")
    if not is_number(plain) or len(plain) > 80:
        return None
    mantissa, _, power = plain.casefold().partition("e")
    if power and abs(int(power)) > 30:
        return None
    value = Fraction(f"{mantissa.rstrip('.') or 0}e{power or 0}")
    return value if number_readings(exact_text(value)) else None
