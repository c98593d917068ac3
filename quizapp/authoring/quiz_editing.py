"""One quiz of a bank's file, changed by the builder: from the file's text to the text to write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.authoring.editing import FileEditor
from quizapp.authoring.field_remarks import without_yaml
from quizapp.authoring.importing import bank_in
from quizapp.authoring.item_editing import free_id, merged_data
from quizapp.authoring.quiz_fields import quiz_as_written
from quizapp.domain.bank import Bank, Finding, Severity
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.bank.quiz_source import (
    SourceQuiz,
    find_source_quiz,
    source_quizzes,
    with_quiz,
)
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import NotFound
from quizapp.exchange.texts import slug

UNKNOWN = (
    "This quiz says something that the builder does not know. In the text of the file it can be"
    " changed, and nothing of it is lost."
)


def bank_at(editor: FileEditor, text: str) -> Bank:
    """The bank in the text of a file; the one in use where that says the same.

    Raises:
        CannotSpliceError: the text has errors.
    """
    published = editor.place.published
    if published is not None and edited_text(published.text) == text:
        return published.bank
    return bank_in(text)


def quiz_at(text: str, quiz_id: str) -> SourceQuiz:
    """The quiz of this id as it is written.

    Raises:
        NotFound: the file has none.
        CannotSpliceError: it says what no form can show, or the file cannot be read to its end.
    """
    quiz = find_source_quiz(text, quiz_id)
    if quiz is None:
        raise NotFound
    if not quiz.is_known:
        raise CannotSpliceError(UNKNOWN)
    return quiz


def mark_of(quiz: SourceQuiz, editor: FileEditor) -> str:
    """What a quiz said when it was opened, to notice if somebody else changes it meanwhile."""
    written = json.dumps(quiz.data, sort_keys=True, ensure_ascii=False)
    return editor.tag_of(written.encode(errors="replace"))


def text_with(text: str, after: Mapping[str, Any], quiz: SourceQuiz | None) -> str:
    """The text with a quiz changed, or with a new one, whose id is made of its title.

    Raises:
        CannotSpliceError: the file is written in a way that does not allow it.
    """
    if quiz is None:
        taken = {each.id for each in source_quizzes(text)}
        quiz_id = free_id(slug(str(after.get("title") or "quiz")), taken)
        return with_quiz(text, {"id": quiz_id, **after}, None)
    before = quiz_as_written(quiz.data).written()
    return with_quiz(text, merged_data(quiz.data, before, after), quiz.index)


def faults_in_words(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What keeps a file with this quiz from being used, for somebody who does not see the file."""
    errors = (each for each in findings if each.severity is Severity.ERROR)
    told = map(without_yaml, errors)
    return tuple(f"{each.message} {each.hint}".strip() for each in told)
