"""A question as most programs have it: the form between their files and the bank's items.

A format's reader makes these, and `incoming` turns them into items; `outgoing` makes them of
items, and a format's writer puts them down. All texts in them are Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizapp.domain.bank.positions import Span
from quizapp.exchange.results import START

Kind = Literal["one", "many", "truth", "words", "pairs", "order", "number"]

GAP_MARK = "_____"
"""Where the gap is in the stem of a question with text after its gap."""


@dataclass(frozen=True)
class Answer:
    """A choice, with the share of the mark it earns (1.0 is all of it), or a word to be typed.

    Of pairs, `text` is the side that is given and `partner` the side to be found. Of a number,
    `tolerance` is how far from it is still right.
    """

    text: str
    share: float = 0.0
    feedback: str = ""
    partner: str = ""
    tolerance: str = ""


@dataclass(frozen=True)
class Answers:
    """The kind of question, and its answers."""

    kind: Kind
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Asked:
    """One question.

    Kinds: one right answer of several, many of several, truth ("true" and "false"), words to be
    typed, pairs to be matched, an order: the answers as they are to be put, a number to be typed,
    which counts `unit`. `after` is what follows the gap, where the stem is cut by one. `is_ordered`
    are answers that are shown as they stand; `pinned` the places, from 1, of those that stay last.
    """

    kind: Kind
    stem: str
    answers: tuple[Answer, ...]
    after: str = ""
    name: str = ""
    item_id: str = ""
    topic: str = ""
    hints: tuple[str, ...] = ()
    explanation: str = ""
    labels: tuple[str, ...] = ()
    is_ordered: bool = False
    pinned: tuple[int, ...] = ()
    unit: str = ""
    span: Span = START
