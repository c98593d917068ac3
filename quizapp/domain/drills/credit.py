"""What a response counts in the score, where a quiz has second tries or takes off for hints."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.bank import Quiz


@dataclass(frozen=True)
class CreditRules:
    """By what a quiz turns marks into credit. All are shares of the mark, from 0 to 1.

    Attributes:
        second_try: What a right second try earns; None where there is none.
        with_hint: What is left of the mark where the hint was looked at before the first try.
    """

    second_try: float | None = None
    with_hint: float = 1.0

    @classmethod
    def of(cls, second_try: float | None, with_hint: float | None) -> CreditRules:
        """The rules as they are recorded, where None stands for no rule."""
        return cls(second_try, 1.0 if with_hint is None else with_hint)


def second_try_of(quiz: Quiz, feedback: str, *, is_of_pair: bool = False) -> float | None:
    """What a right second try earns in attempts at the quiz, None where there is none.

    Only where answers are shown after each item is it known in time that the first was wrong. A
    pre- or post-test has none: it compares what was known at first.
    """
    is_told_in_time = feedback == FeedbackTime.AFTER_EACH
    return quiz.second_try if is_told_in_time and not is_of_pair else None


def credit(mark: float, second_mark: float | None, *, is_hinted: bool, rules: CreditRules) -> float:
    """The credit for a response: the better of both tries, less what the hint takes off.

    Where a quiz has no such rules, it is the mark. A second try never lowers it.

    Args:
        mark: Of the first try. Memory and item analysis go by it alone.
        second_mark: Of the second try; None where none was made.
        is_hinted: Whether the hint was looked at before the first try. On a second try it is free.
        rules: Those of the attempt.
    """
    second = (rules.second_try or 0.0) * (second_mark or 0.0)
    return max(mark, second) * (rules.with_hint if is_hinted else 1.0)
