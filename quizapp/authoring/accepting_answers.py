"""What learners meant by their own words joins the variants of a question in the bank's file.

The text is changed as a form changes it, so that comments and all else stay, and published at once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.item_editing import item_at
from quizapp.domain.bank.diagnostics import Finding, Severity
from quizapp.domain.bank.item_findings import item_findings
from quizapp.domain.bank.item_source import SourceItem, with_item
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import BankRefused
from quizapp.domain.items.content import option_words


def accept_answer(
    editor: FileEditor, item_id: str, answer: str, actor_id: int, now: datetime
) -> None:
    """Add an answer to those that count, and publish. One that is there already is left so.

    Raises:
        NotFound: the file has no such item.
        CannotSpliceError: it is no short answer, or the file is written so that it cannot be added.
        BankRefused: with it the question has a fault; nothing is written.
        EditConflict: somebody else has written the file this very moment.
        BankFileTrouble: the file could not be read or written.
        Busy: the server has enough to work out already.
    """
    opened = editor.opened()
    item = item_at(opened.text, item_id)
    accepted = _accepted(item)
    if option_words(answer) in map(option_words, (str(item.data.get("key", "")), *accepted)):
        return
    written = {**item.data, "accept": [*accepted, answer]}
    text = with_item(opened.text, written, item.index, {})
    if findings := _errors(text, item):
        raise BankRefused(findings)
    editor.write(Draft(text, opened.tag), actor_id, now)


def _accepted(item: SourceItem) -> list[str]:
    if item.type != "short":
        raise CannotSpliceError("The question is no longer one whose answer is typed in words.")
    accepted: Any = item.data.get("accept") or []
    return list(accepted) if isinstance(accepted, list) else [accepted]


def _errors(text: str, item: SourceItem) -> tuple[Finding, ...]:
    found = item_findings(text, item.index)
    return tuple(one for _, one in found.by_path if one.severity is Severity.ERROR)
