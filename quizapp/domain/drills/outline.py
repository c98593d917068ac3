"""What a quiz asks of whoever takes it, as a teacher wants to know it before it is set."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import item_count, pools
from quizapp.domain.drills.marking import MAX_MARK


@dataclass(frozen=True)
class QuizOutline:
    """How long a quiz is, in which order it asks, and what of the article it is about.

    Attributes:
        item_ids: All that it may ask; `is_drawn` says that each learner is asked some of them.
        covered: Passages of the article that one of these items cites, of `passages` in all.
    """

    questions: int
    points: float
    is_shuffled: bool
    is_drawn: bool
    item_ids: tuple[str, ...]
    covered: int
    passages: int


def quiz_outline(bank: Bank, quiz: Quiz) -> QuizOutline:
    """The outline of a quiz as the bank has it now."""
    drawn = pools(bank, quiz)
    count = item_count(bank, quiz)
    item_ids = tuple(dict.fromkeys(item_id for pool, _ in drawn for item_id in pool))
    cited = {quote.passage_id for each in item_ids for quote in bank.content_of(each).quotes}
    passages = {passage.id for passage in bank.article.passages}
    return QuizOutline(
        questions=count,
        points=count * MAX_MARK,
        is_shuffled=quiz.order == "shuffled",
        is_drawn=any(many < len(pool) for pool, many in drawn),
        item_ids=item_ids,
        covered=len(cited & passages),
        passages=len(passages),
    )
