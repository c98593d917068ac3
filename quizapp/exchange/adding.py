"""Items added of what other programs ask: what all kinds of question share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Draft, Gathering
from quizapp.exchange.texts import one_line

FULL = 0.999
"""From this share of the mark on an answer earns all of it."""


def options(answers: Iterable[Answer]) -> list[Any]:
    """Return answers as options are written in a bank: text, or a pair of text and feedback."""
    return [option(answer) for answer in answers]


def option(answer: Answer) -> Any:
    """Return one answer as an option is written."""
    return {answer.text: answer.feedback} if answer.feedback.strip() else answer.text


def add(asked: Asked, said: dict[str, Any], into: Gathering, type_name: str, **fields: Any) -> None:
    """Add an item with what all kinds of question share."""
    kept = ("level", "drills", "kind") if type_name == "term" else ("level", "drills")
    carried: dict[str, Any] = {key: said[key] for key in kept if key in said}
    shared = {"explanation": asked.explanation, "hint": next(iter(asked.hints), "")}
    draft = Draft(
        type=type_name,
        fields={**fields, **shared, **carried},
        span=asked.span,
        item_id=asked.item_id,
        name=asked.name,
        topic_id=said.get("topic", ""),
        topic=asked.topic,
    )
    into.add(draft)


def distinct(answers: Iterable[Answer], asked: Asked, into: Gathering) -> list[Answer]:
    """Return the answers without empty ones and those that say the same as another."""
    given = list(answers)
    kept: dict[str, Answer] = {}
    for answer in sorted(given, key=lambda each: each.share < FULL):
        words = one_line(answer.text)
        if not words or words in kept:
            said = f"the option “{words}” stands twice" if words else "an option is empty"
            into.note("X613", f"Left out: {said}.", asked.span)
        else:
            kept[words] = answer
    chosen = {id(answer) for answer in kept.values()}
    return [answer for answer in given if id(answer) in chosen]
