"""A key corrected in one press: the file is written as the editor does."""

from __future__ import annotations

from datetime import datetime

from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.item_editing import item_at
from quizapp.domain.bank.diagnostics import Finding, Severity
from quizapp.domain.bank.item_findings import item_findings
from quizapp.domain.bank.item_source import SourceItem, with_item
from quizapp.domain.bank.other_keys import with_other_key
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import BankRefused, EditConflict


class FileAtFault(BankRefused):
    """The question would be good with its new key, but something else in the file is not."""


def make_key(
    editor: FileEditor, item_id: str, option_id: str, seen: str, actor_id: int, now: datetime
) -> bool:
    """Make an option the key of its question, and publish; whether that was still to be done.

    Comments and layout of the file stay.

    Args:
        editor: The bank's file.
        item_id: The question.
        option_id: What is to be right.
        seen: The id of the key on the page that this was decided on, "" if it does not matter.
        actor_id: Who decides.
        now: When.

    Raises:
        NotFound: the file has no such question.
        CannotSpliceError: it has no such option, or the file is written so that it cannot be done.
        EditConflict: the key is another one by now, or somebody else is writing the file.
        BankRefused: with it the question has a fault; nothing is written.
        FileAtFault: with it the file has one, but not in this question; nothing is written.
        BankFileTrouble: the file could not be read or written.
        Busy: the server has enough to work out already.
    """
    opened = editor.opened()
    item = item_at(opened.text, item_id)
    written = with_other_key(item, option_id)
    if written is None:
        raise CannotSpliceError("The question has no such answer that could be made its key.")
    if written == item.data:
        return False
    if seen and with_other_key(item, seen) != item.data:
        raise EditConflict(opened.text, opened.tag)
    text = with_item(opened.text, written, item.index, {})
    if findings := _errors(text, item):
        raise BankRefused(findings)
    try:
        editor.write(Draft(text, opened.tag), actor_id, now)
    except BankRefused as refused:
        raise FileAtFault(refused.findings) from refused
    return True


def _errors(text: str, item: SourceItem) -> tuple[Finding, ...]:
    found = item_findings(text, item.index)
    return tuple(one for _, one in found.by_path if one.severity is Severity.ERROR)
