"""What stands beside the form of a question: how learners see it, and the quizzes it can join."""

from __future__ import annotations

from quizapp.authoring.previewing import NoPreview, Preview, preview
from quizapp.banks.picture_files import pictures_beside
from quizapp.banks.places import BankPlace
from quizapp.domain.bank.item_source import find_source_item
from quizapp.domain.bank.quiz_source import SourceQuiz, source_quizzes


def item_preview(place: BankPlace, text: str, item_id: str) -> Preview | NoPreview | None:
    """An item of a text as learners would meet it; None where there is none yet."""
    item = find_source_item(text, item_id) if item_id else None
    if item is None:
        return None
    bank = place.published.bank if place.published else None
    return preview(text, item.line, bank, pictures_beside(place.path))


def quizzes_with_lists(text: str) -> tuple[SourceQuiz, ...]:
    """The quizzes of a text that list their questions, so that one more can join them."""
    return tuple(quiz for quiz in source_quizzes(text) if quiz.item_ids and quiz.is_known)
