"""The answers that a learner gives to the prompts of an item, as a form sends them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from quizapp.domain.drills.posing import PosedItem
from quizapp.taking.given_order import PlacesField

NOTHING_MATCHED = _l("Give each of them an answer, or say that you don’t know.")


class AnswersField(PlacesField):
    """The option of each prompt, both by number on the page: `prompt-3=1` gives it the first."""

    NAME = re.compile(r"prompt-([1-9][0-9]?)")


def numbers_by_prompt(answers: Mapping[int, int]) -> tuple[int, ...]:
    """The options' numbers in the order of the prompts; 0, which is none, where one is missing."""
    return tuple(answers.get(prompt, 0) for prompt in range(1, max(answers, default=0) + 1))


def missing_answers(answers: Mapping[int, int], posed: PosedItem) -> str:
    """What is still to be answered, by its number on the page."""
    missing = [prompt.number for prompt in posed.prompts if prompt.number not in answers]
    if not answers or not missing:
        return str(NOTHING_MATCHED)
    said: str = ngettext(
        "Number %(numbers)s has no answer yet. Answer it as well, or say that you don’t know.",
        "Numbers %(numbers)s have no answer yet. Answer them as well, or say that you don’t know.",
        len(missing),
        numbers=", ".join(map(str, missing)),
    )
    return said
