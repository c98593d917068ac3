"""Short answers on their way out and in: what counts, what is told as wrong, what is forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quizapp.domain.items import ItemForm, ShortItem
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.short import LONGEST_ANSWER
from quizapp.domain.items.short_answers import FORGIVABLE, USUALLY_FORGIVEN, is_readable
from quizapp.domain.items.written_numbers import number_readings
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.results import Loss
from quizapp.exchange.texts import one_line

EXACTLY = "exactly"
"""Stands where nothing is forgiven."""

COUNTS = "✓"
"""Stands before a variant in a list that has wrong answers as well."""

_FULL = 0.999


def answers_of(item: ShortItem) -> Iterator[Answer]:
    """Yield what counts, the key first, then what is told as wrong."""
    yield from (Answer(text, 1.0) for text in item.right)
    yield from (Answer(text, 0.0, told) for text, told in item.feedback.items())


def told_wrong(item: ShortItem) -> list[OptionForm]:
    """Return the known wrong answers as options."""
    return [OptionForm(text=text, feedback=told) for text, told in item.feedback.items()]


def forgiving_said(item: ItemForm, between: str = "+") -> str | None:
    """Return what a short answer forgives, in one word; None if it is the usual."""
    if not isinstance(item, ShortItem) or set(item.forgive) == set(USUALLY_FORGIVEN):
        return None
    return between.join(each for each in FORGIVABLE if each in item.forgive) or EXACTLY


def forgiven(said: str, between: str = "+") -> list[str]:
    """Read that back."""
    return [] if said == EXACTLY else said.split(between)


def is_forgiving(said: str) -> bool:
    """Whether a word says what is forgiven."""
    return said == EXACTLY or set(said.split("+")) <= set(FORGIVABLE)


def minds_case(asked: Asked) -> bool:
    """Whether capitals matter by the labels; other programs know nothing else to forgive."""
    said = [label.partition(":")[2] for label in asked.labels if label.startswith("forgive:")]
    return bool(said) and "case" not in said[0].split("+")


def with_case_minded(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the labels of a question in which capitals count; what they say themselves holds."""
    if any(label.startswith("forgive:") for label in labels):
        return labels
    others = "+".join(each for each in USUALLY_FORGIVEN if each != "case")
    return (*labels, f"forgive:{others}")


def forgiving_losses(item: ItemForm, target: str, does: str) -> Iterator[Loss]:
    """Tell what another program forgives where an answer is typed."""
    if isinstance(item, ShortItem):
        message = f"{target} {does} where `{item.id}` is typed: name more that counts (`accept`)."
        yield Loss("X623", item.id, message)


def has_short_answer(asked: Asked) -> bool:
    """Whether the first answer that counts is one that a learner could type, and no number."""
    right = next((each.text for each in asked.answers if each.share >= _FULL), "")
    is_short = len(right.strip()) <= LONGEST_ANSWER and is_readable(right)
    return is_short and not number_readings(right)


def short_fields(asked: Asked, said: Mapping[str, Any], into: Gathering) -> dict[str, Any]:
    """Return the fields of a short answer; what has no place in it is noted."""
    right = [answer for answer in asked.answers if answer.share >= _FULL]
    wrong = [answer for answer in asked.answers if answer.share < _FULL]
    _note_left(asked, into, right, wrong)
    said_right = list(dict.fromkeys(one_line(each.text) for each in right))
    texts = list(filter(is_readable, said_right)) or said_right[:1]  # the item says what is wrong
    told = {one_line(each.text): each.feedback for each in wrong if each.feedback.strip()}
    others = {text: words for text, words in told.items() if text not in texts}
    return {
        "stem": asked.stem,
        "key": texts[0],
        "accept": texts[1:],
        **({"forgive": forgiven(said["forgive"])} if "forgive" in said else {}),
        "feedback": others,
    }


def _note_left(
    asked: Asked, into: Gathering, right: Iterable[Answer], wrong: Sequence[Answer]
) -> None:
    if partly := [each for each in wrong if each.share > 0]:
        words = ", ".join(f"“{one_line(each.text)}” ({each.share:.0%})" for each in partly)
        into.note("X614", f"These earn nothing here: {words}.", asked.span)
    silent = [each for each in wrong if not each.feedback.strip() and each not in partly]
    if silent:
        words = ", ".join(f"“{one_line(each.text)}”" for each in silent)
        into.note("X613", f"Wrong answers without feedback were left out: {words}.", asked.span)
    for answer in right:
        if answer.feedback:
            message = f"Right answers have no feedback; left out: “{answer.feedback}”."
            into.note("X613", message, asked.span)
