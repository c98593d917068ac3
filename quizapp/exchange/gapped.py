"""Texts with several gaps, each with its own answers, as cloze items.

A reader puts a mark where each gap is, turns the text into Markdown, and only then are the gaps'
words put in: what stands in a gap is an answer, and never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.items.gaps import gaps
from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import CASE_IN_A_GAP, FULL, add, distinct, options
from quizapp.exchange.labels import labels_said
from quizapp.exchange.texts import one_line

MARK = "\ue010"
"""Stands for a gap while the text around it is turned from one markup into another."""


@dataclass(frozen=True)
class Gap:
    """What may be put into one gap: chosen from, or typed."""

    answers: tuple[Answer, ...]
    is_choice: bool


def take_gapped(asked: Asked, gapped: Sequence[Gap], into: Gathering) -> None:
    """Make a cloze item of a question whose stem has a mark for each gap, in their order."""
    said = labels_said(asked, into)
    if "forgive" in said:
        into.drop(CASE_IN_A_GAP, asked.span)
    keys = [_key(gap, asked, into) for gap in gapped]
    if "" in keys:
        into.note(
            "X612", "Left out: a gap without an answer that earns the whole mark.", asked.span
        )
    elif asked.stem.count(MARK) != len(gapped) or "{{" in asked.stem:
        into.note("X612", "Left out: it is not clear where its gaps are.", asked.span)
    elif any(gaps(f"{{{{{key}}}}}") != (key,) for key in keys):
        into.note("X612", "Left out: an answer has braces that do not pair.", asked.span)
    else:
        own = _distractors(zip(keys, gapped, strict=True), asked, into)
        add(asked, said, into, "cloze", text=_filled_in(asked.stem, keys), distractors=own)


def _filled_in(stem: str, keys: Iterable[str]) -> str:
    first, *others = stem.split(MARK)
    return first + "".join(f"{{{{{key}}}}}{text}" for key, text in zip(keys, others, strict=True))


def _key(gap: Gap, asked: Asked, into: Gathering) -> str:
    """Return the word of a gap, noting what else was right."""
    right = [answer for answer in gap.answers if answer.share >= FULL]
    if not right:
        return ""
    others = [each for each in (right if gap.is_choice else gap.answers) if each is not right[0]]
    if others:
        words = ", ".join(f"“{one_line(answer.text)}”" for answer in others)
        into.note("X613", f"A gap has one answer; left out: {words}.", asked.span)
    if right[0].feedback:
        into.note("X613", f"A gap has no feedback for “{right[0].text}”.", asked.span)
    return right[0].text.strip()


def _distractors(
    filled: Iterable[tuple[str, Gap]], asked: Asked, into: Gathering
) -> dict[str, list[Any]]:
    """Return the wrong options of each gap; gaps of one word share theirs, which is noted."""
    own: dict[str, list[Answer]] = {}
    for key, gap in filled:
        wrong = [answer for answer in gap.answers if answer.share < FULL and gap.is_choice]
        if wrong and key in own and own[key] != wrong:
            into.note("X614", f"The gaps “{key}” have all their options together.", asked.span)
        if wrong:
            own[key] = [
                *own.get(key, ()),
                *(each for each in wrong if each not in own.get(key, ())),
            ]
    return {key: options(distinct(wrong, asked, into)) for key, wrong in own.items()}
