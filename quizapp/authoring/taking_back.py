"""What was published is taken back in one press: the file is written as the editor does."""

from __future__ import annotations

from datetime import datetime

from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.history import revision_before, text_of_revision
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.errors import EditConflict, NotFound


def take_back(editor: FileEditor, revision_id: int, actor_id: int, now: datetime) -> None:
    """Put back what was in use before this revision, if it is still what the file says.

    Raises:
        NotFound: the bank has no such revision, or none before it.
        EditConflict: the file has been changed since.
        BankRefused: what was in use then is no good bank any more.
        BankFileTrouble: the file could not be read or written.
        Busy: the server has enough to work out already.
    """
    key, opened = editor.place.bank_id or "", editor.opened()
    text, before = text_of_revision(key, revision_id), revision_before(key, revision_id)
    if before is None:
        raise NotFound
    old = edited_text(text_of_revision(key, before))
    if opened.text == old:
        return
    if opened.text != edited_text(text):
        raise EditConflict(opened.text, opened.tag)
    editor.write(Draft(old, opened.tag, restores=before), actor_id, now)
