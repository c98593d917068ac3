"""How the words that a learner typed are read: which answer they mean, if any.

`spelling` makes texts comparable, `plurals` and `slips` say what else may differ, `meaning` puts
the three together. Nothing here knows of items, so that a rule can be tried on words alone.
"""

from quizapp.domain.items.short_answers.forgiving import (
    FORGIVABLE,
    USUALLY_FORGIVEN,
    Forgiven,
    Forgiving,
)
from quizapp.domain.items.short_answers.meaning import Meaning, Wanted, are_same, meaning
from quizapp.domain.items.short_answers.rivals import OtherAnswers, rivals
from quizapp.domain.items.short_answers.spelling import is_readable, plain_words, words_compared

__all__ = [
    "FORGIVABLE",
    "USUALLY_FORGIVEN",
    "Forgiven",
    "Forgiving",
    "Meaning",
    "OtherAnswers",
    "Wanted",
    "are_same",
    "is_readable",
    "meaning",
    "plain_words",
    "rivals",
    "words_compared",
]
