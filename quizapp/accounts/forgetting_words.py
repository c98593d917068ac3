"""Forgetting what somebody typed into questions: it may be anything, their name included."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.drills.posing import asked_question
from quizapp.domain.drills.remarking import successor
from quizapp.domain.drills.typed import without_words
from quizapp.domain.items.content import Question, from_json
from quizapp.models import AttemptItem
from quizapp.models.typed_responses import typed_responses_of
from quizapp.web.database import Transaction


def forget_words(tx: Transaction, user_id: int) -> None:
    """Take the words out of all that the learner typed, but for answers that the question knows.

    Marks stay, and follow from what is left: words that go were wrong by all that marked them.
    """
    for response in tx.scalars(typed_responses_of(user_id)):
        questions = tuple(_questions(response.attempt_item))
        if not questions:
            continue
        response.chosen = list(without_words(questions, response.chosen))
        if response.second_chosen is not None:
            response.second_chosen = list(without_words(questions, response.second_chosen))


def _questions(item: AttemptItem) -> Iterator[Question]:
    """Yield the question that was to be typed, and what it read as in each regrade since."""
    asked = from_json(item.revision.content)
    if not asked_question(asked, item.arrangement).is_typed:
        return
    yield asked_question(asked, item.arrangement)
    for row in item.regraded_marks:
        revision = row.regrade.item_revision
        later = successor(asked, from_json(revision.content), item.question) if revision else None
        if later is not None:
            yield later.question
