"""What is noted of answers that come in and have no place here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.texts import one_line

SHARE_SLACK = 0.001


def note_other_keys(keys: Sequence[Answer], asked: Asked, into: Gathering) -> None:
    """Note the keys beside the first."""
    if keys:
        words = ", ".join(f"“{one_line(answer.text)}”" for answer in keys)
        into.note("X613", f"There is one key; also right, and left out: {words}.", asked.span)


def note_partial_marks(wrong: Iterable[Answer], asked: Asked, into: Gathering) -> None:
    """Note the wrong answers that earn a part of the mark, or cost one."""
    partly = [answer for answer in wrong if abs(answer.share) > SHARE_SLACK]
    if partly:
        words = ", ".join(f"“{one_line(each.text)}” ({each.share:.0%})" for each in partly)
        into.note("X614", f"These earn nothing here: {words}.", asked.span)


def note_other_words(asked: Asked, kept: Answer, into: Gathering) -> None:
    """Note the answers beside the one of a gap."""
    others = [answer for answer in asked.answers if answer is not kept]
    if others:
        words = ", ".join(f"“{one_line(answer.text)}”" for answer in others)
        into.note("X613", f"A gap has one answer; left out: {words}.", asked.span)
    if kept.feedback:
        into.note("X613", f"A gap has no feedback; left out: “{kept.feedback}”.", asked.span)


def note_unmatched(answers: Sequence[Answer], asked: Asked, into: Gathering) -> None:
    """Note the answers that match nothing."""
    if answers:
        words = ", ".join(f"“{answer.partner or answer.text}”" for answer in answers)
        into.note("X613", f"Answers that match nothing were left out: {words}.", asked.span)
