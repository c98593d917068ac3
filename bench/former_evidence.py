"""What a quiz response said about memory before the engine; a baseline."""

from __future__ import annotations

from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.memory.ratings import Rating


def quiz_rating(
    earned: float,
    *,
    is_unsure: bool,
    is_hinted: bool,
    quizzed_today: bool,
    key_seen_today: bool,
) -> Rating | None:
    """The rating that a quiz response gives to the item's memory, None when it says nothing.

    * One graded update per item and day from quizzes.
    * Wrong, partly right or "I don't know": again.
    * Right after the key was seen the same day is no recall.
    * Right with a hint or without confidence: hard. Right: good. Never easy by itself.

    Args:
        earned: The mark, from 0 to `MAX_MARK`.
        is_unsure: The learner said so with the response.
        is_hinted: The hint was shown before the response.
        quizzed_today: A quiz response already updated this memory on this learning day.
        key_seen_today: The learner saw the key on this learning day, in a quiz or on a card.
    """
    if quizzed_today:
        return None
    if earned < MAX_MARK:
        return Rating.AGAIN
    if key_seen_today:
        return None
    return Rating.HARD if is_unsure or is_hinted else Rating.GOOD
