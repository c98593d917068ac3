"""Which of a question's options are shown, where it has more than a learner sees."""

from __future__ import annotations

import random

from quizapp.domain.items.content import Option, Question
from quizapp.domain.items.together import kept_apart, largest_together


def drawn_options(question: Question, rng: random.Random) -> tuple[Option, ...]:
    """Return the keys and so many distractors as are shown, none beside one it is kept from."""
    if question.shown is None or question.shown >= len(question.options):
        return question.options
    keys = [option for option in question.options if option.is_key]
    distractors = [option for option in question.options if not option.is_key]
    count = question.shown - len(keys)
    if question.apart:
        return (*keys, *_apart(question, distractors, count, rng))
    return (*keys, *rng.sample(distractors, count))


def _apart(
    question: Question, distractors: list[Option], count: int, rng: random.Random
) -> list[Option]:
    """Draw distractors none of which is to be kept apart from another.

    A question is only made where so many go together; of one that another version made and where
    they do not, as many are shown as do.
    """
    by_id = {option.id: option for option in rng.sample(distractors, len(distractors))}
    together = largest_together(tuple(by_id), count, kept_apart(question.apart))
    return [by_id[option_id] for option_id in together]
