"""What a question has come to in a lesson, and so what to do with it next."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.lessons.discussion import Moved
from quizapp.domain.lessons.votes import FEWEST_ADVISED, GO_ON_ABOVE, VoteCount


class Outcome(StrEnum):
    """What the last vote on a question says."""

    TOO_FEW = "too-few"
    UNDERSTOOD = "understood"
    LED_ASTRAY = "led-astray"
    """More left the right answer than came to it."""
    UNSETTLED = "unsettled"


def outcome(last: VoteCount, moved: Moved | None) -> Outcome:
    """What a question has come to, by its last vote and what was moved before it."""
    if last.n < FEWEST_ADVISED:
        return Outcome.TOO_FEW
    if moved is not None and moved.became_wrong > moved.became_right:
        return Outcome.LED_ASTRAY
    return Outcome.UNDERSTOOD if last.right / last.n > GO_ON_ABOVE else Outcome.UNSETTLED
