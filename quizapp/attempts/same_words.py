"""Challenges that say “I meant the same” of the same words: they are listed and decided as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizapp.domain.drills.posing import asked_question
from quizapp.domain.items.content import from_json
from quizapp.domain.items.short_answers import Forgiving, words_compared
from quizapp.models import Challenge
from quizapp.models.challenges import challenges_in
from quizapp.web.database import Reading

Typed = tuple[tuple[str, int], ...]
"""Texts as they were typed, each with how many learners typed it, the commonest first."""

Group = tuple[str, ...]
"""What challenges have in common that are one to a teacher."""


def group_of(challenge: Challenge) -> Group:
    """What a challenge has in common with those that are decided with it; its own id where none is.

    Those are of the same item, in the same state, and of words that differ in what the question
    forgives alone: if one of them counts, all do. Without its words, of a learner who was erased,
    it is by itself.
    """
    words = _compared(challenge) if challenge.is_meant_same else ""
    if not words:
        return (challenge.public_id,)
    return (challenge.bank_key, challenge.item_key, challenge.state, words)


def saying_the_same(session: Reading, classroom_id: int, challenge: Challenge) -> list[Challenge]:
    """The challenges by learners of the class that are decided with this one, and itself."""
    if not challenge.is_meant_same:
        return [challenge]
    of_item = challenges_in(classroom_id).where(
        Challenge.bank_key == challenge.bank_key,
        Challenge.item_key == challenge.item_key,
        Challenge.section_key.is_(None),
    )
    group = group_of(challenge)
    return [each for each in session.scalars(of_item) if group_of(each) == group]


def ways_typed(challenges: Iterable[Challenge]) -> Typed:
    """The texts, in the ways in which they were typed."""
    counts = Counter(each.words for each in challenges if each.words)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _compared(challenge: Challenge) -> str:
    item = challenge.attempt_item
    rule = asked_question(from_json(item.revision.content), item.arrangement).typed
    forgiving = Forgiving.of(rule.forgive, rule.language) if rule else Forgiving()
    return words_compared(challenge.words, forgiving)
