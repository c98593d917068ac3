"""Single quizzes of a bank's text: listed, changed, added and deleted.

As with items, a quiz is plain data here, as it is written: what a form does not show stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from quizapp.domain.bank.nodes import entries_at
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.schema import QuizForm
from quizapp.domain.bank.splicing import CannotSpliceError, bank_data, bank_root, spliced

FIELDS = tuple(QuizForm.model_fields)


@dataclass(frozen=True)
class SourceQuiz:
    """A quiz as it is written, its place in the list, and its first line in the file."""

    index: int
    line: int
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id; "" if it has none that could be one."""
        return _word(self.data.get("id"))

    @property
    def title(self) -> str:
        """What learners read above it."""
        return _word(self.data.get("title"))

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of the items that it lists."""
        listed = self.data.get("items")
        return tuple(map(_word, listed)) if isinstance(listed, list) else ()

    @property
    def is_known(self) -> bool:
        """Whether the format knows all that it says, so that a form can show all of it."""
        try:
            form = QuizForm.model_validate(dict(self.data))
        except ValidationError:
            return False
        return (form.items is None) != (form.pick is None)


def source_quizzes(text: str) -> tuple[SourceQuiz, ...]:
    """Return the quizzes of a bank's text in their order.

    Raises:
        CannotSpliceError: The text cannot be read to its end.

    """
    lines = Lines(text)
    return tuple(
        SourceQuiz(index, lines.number(node.start), node.data)
        for index, node in enumerate(entries_at(bank_root(text), "quizzes"))
        if isinstance(node.data, dict)
    )


def find_source_quiz(text: str, quiz_id: str) -> SourceQuiz | None:
    """Return the first quiz of this id."""
    return next((quiz for quiz in source_quizzes(text) if quiz.id == quiz_id), None)


def with_quiz(text: str, quiz: Mapping[str, Any], index: int | None) -> str:
    """Return the text with a quiz in place of the one at an index, or after the last one.

    Raises:
        CannotSpliceError: The text is written in a way that does not allow it.

    """
    data = bank_data(text)
    quizzes = _listed(data)
    at = len(quizzes) if index is None else index
    changed = [*quizzes[:at], dict(_in_order(quiz)), *quizzes[at + 1 :]]
    return spliced(text, {**data, "quizzes": changed})


def without_quiz(text: str, index: int) -> str:
    """Return the text without the quiz at an index; its items stay.

    Raises:
        CannotSpliceError: The text is written in a way that does not allow it.

    """
    data = bank_data(text)
    quizzes = _listed(data)
    left = [*quizzes[:index], *quizzes[index + 1 :]]
    others = {key: value for key, value in data.items() if key != "quizzes"}
    return spliced(text, {**data, "quizzes": left} if left else others)


def with_items_in_quiz(text: str, quiz_id: str, item_ids: tuple[str, ...]) -> str:
    """Return the text with items at the end of the list of a quiz, but for those it has.

    Raises:
        CannotSpliceError: There is no such quiz, or it draws its items and lists none.

    """
    quiz = find_source_quiz(text, quiz_id)
    if quiz is None or not quiz.item_ids:
        raise CannotSpliceError("This quiz has no list that a question could be added to.")
    added = [each for each in item_ids if each not in quiz.item_ids]
    return with_quiz(text, {**quiz.data, "items": [*quiz.data["items"], *added]}, quiz.index)


def _in_order(quiz: Mapping[str, Any]) -> list[tuple[str, Any]]:
    order = {key: at for at, key in enumerate(FIELDS)}
    return sorted(quiz.items(), key=lambda pair: order.get(pair[0], len(order)))


def _listed(data: Mapping[str, Any]) -> list[Any]:
    """Return the entries of the list, and refuse what is no list and would be lost."""
    written = data.get("quizzes")
    if written is None:
        return []
    if not isinstance(written, list):
        raise CannotSpliceError("The quizzes of this file are no list that one could be added to.")
    return written


def _word(written: Any) -> str:
    return written if isinstance(written, str) else ""
