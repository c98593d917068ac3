"""The article so small that it stands beside the rest: a row a part, a box a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from quizapp.domain.class_map import Firmness, PassageRecall

WIDEST = 3


class BoxState(StrEnum):
    """What a box says without its figure: the steps of the map, taken together."""

    GOOD = "good"
    SHAKY = "shaky"
    WEAK = "weak"
    UNMET = "unmet"
    UNASKED = "unasked"


STATES = {
    Firmness.FIRM: BoxState.GOOD,
    Firmness.GOOD: BoxState.GOOD,
    Firmness.SHAKY: BoxState.SHAKY,
    Firmness.WEAK: BoxState.WEAK,
    Firmness.VERY_WEAK: BoxState.WEAK,
    Firmness.UNMET: BoxState.UNMET,
    Firmness.UNASKED: BoxState.UNASKED,
}


@dataclass(frozen=True)
class Box:
    """A paragraph; `width` is from 1 to `WIDEST`, by how long its text is."""

    point: PassageRecall
    width: int
    state: BoxState


@dataclass(frozen=True)
class Part:
    """A part of the article with its paragraphs."""

    heading: str
    boxes: tuple[Box, ...]


def small_map(points: Sequence[PassageRecall]) -> list[Part]:
    """The paragraphs of an article, which come in reading order, by part."""
    longest = max((_length(point) for point in points), default=0)
    parts = groupby(points, key=lambda point: point.passage and point.passage.section_id)
    return [_part([_box(point, longest) for point in of_part]) for _, of_part in parts]


def _part(boxes: list[Box]) -> Part:
    return Part(boxes[0].point.heading, tuple(boxes))


def _box(point: PassageRecall, longest: int) -> Box:
    width = -(-WIDEST * _length(point) // max(1, longest))
    return Box(point, max(1, width), STATES[point.firmness])


def _length(point: PassageRecall) -> int:
    return len(point.passage.text) if point.passage else 0
