"""What a form sends of an answer in parts: a place for each entry, or an answer for each prompt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from quizapp.domain.drills.posing import PosedItem

_NUMBER = re.compile(r"[1-9][0-9]?")

PLACE_MISSING = _l("Give each of them a place, or say that you don’t know.")
PLACE_TWICE = _l(
    "Two of them have the same place. Give each a place of its own, or say that you don’t know."
)
NOTHING_MATCHED = _l("Give each of them an answer, or say that you don’t know.")


def numbers_of_parts(called: str, fields: Mapping[str, str]) -> dict[int, int]:
    """The number for each part of what is asked, by the part's own number on the page.

    Of the parts called "place", `place-3=1` gives the third the number 1. One without a number is
    left out.
    """
    named = (name.rpartition("-") for name in fields)
    return {
        int(part): int(fields[f"{called}-{part}"])
        for kind, _, part in named
        if kind == called
        and _NUMBER.fullmatch(part)
        and _NUMBER.fullmatch(fields[f"{called}-{part}"])
    }


def numbers_by_place(places: Mapping[int, int]) -> tuple[int, ...]:
    """The numbers of the options in the order of their places; none if two share a place."""
    if _is_place_shared(places):
        return ()
    return tuple(sorted(places, key=lambda number: places[number]))


def numbers_by_prompt(answers: Mapping[int, int]) -> tuple[int, ...]:
    """The options' numbers in the order of the prompts; 0, which is none, where one is missing."""
    return tuple(answers.get(prompt, 0) for prompt in range(1, max(answers, default=0) + 1))


def missing_places(places: Mapping[int, int]) -> LazyString:
    """Why these places make no order."""
    return PLACE_TWICE if _is_place_shared(places) else PLACE_MISSING


def missing_answers(answers: Mapping[int, int], posed: PosedItem) -> LazyString | str:
    """What is still to be answered, by its number on the page."""
    missing = [prompt.number for prompt in posed.prompts if prompt.number not in answers]
    if not answers or not missing:
        return NOTHING_MATCHED
    said: str = ngettext(
        "Number %(numbers)s has no answer yet. Answer it as well, or say that you don’t know.",
        "Numbers %(numbers)s have no answer yet. Answer them as well, or say that you don’t know.",
        len(missing),
        numbers=", ".join(map(str, missing)),
    )
    return said


def _is_place_shared(places: Mapping[int, int]) -> bool:
    return len(set(places.values())) < len(places)
