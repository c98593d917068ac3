"""Published in one press; the page that comes next has the way back."""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person
from quizapp.authoring import history
from quizapp.authoring.after_publishing import to_marks_that_differ
from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.place_addresses import place_url
from quizapp.authoring.review import conflict_page, review_page
from quizapp.authoring.trouble_pages import Answer
from quizapp.domain.bank import read_bank
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.bank.words_alone import are_words_alone
from quizapp.domain.errors import BankFileTrouble, EditConflict
from quizapp.web import clock

AFTER = {
    "items": "authoring.list_items",
    "quizzes": "authoring.list_quizzes",
    "text": "authoring.edit_bank",
}
"""Where to go on, by the names that forms have for it, also after it was taken back."""


def publish_at_once(editor: FileEditor, draft: Draft) -> Answer:
    """Publish a draft without a look before it, and lead to a page with the way back.

    Raises: as `FileEditor.write`.
    """
    before, last = editor.place.published, history.latest_publication(editor.place.bank_id)
    editor.write(draft, known_person().id, clock.now())
    if to_decide := to_marks_that_differ(before, editor.place):
        return to_decide
    latest = history.latest_publication(editor.place.bank_id)
    endpoint = AFTER.get(draft.then or "", "authoring.edit_bank")
    is_new = latest is not None and (last is None or latest.revision_id != last.revision_id)
    known = {"published": latest.revision_id} if latest and is_new else {}
    return redirect(place_url(editor.place, endpoint, **known), code=303)


def publish_or_review(editor: FileEditor, draft: Draft) -> Answer:
    """Publish a draft at once where it changes words alone; otherwise show first what it changes.

    Raises: as `review_page`, and as `FileEditor.write`.
    """
    published = editor.place.published
    if published is None or draft.text == edited_text(published.text):
        return review_page(editor, draft)
    bank = editor.place.accepted_bank(read_bank(draft.text.encode()))
    if bank is None or not are_words_alone(published.bank, bank):
        return review_page(editor, draft)
    try:
        answer = publish_at_once(editor, draft)
    except EditConflict as conflict:
        return conflict_page(editor.place, draft, conflict)
    flash(_("Published. Learners read the new words from now on; no mark and no card changes."))
    return answer


def way_back(editor: FileEditor) -> int | None:
    """The revision that the address says was just published, if it can be taken back.

    None if it is not the last, if there was none before it, or if the file says something else by
    now: that would be lost.
    """
    revision_id = request.args.get("published", type=int)
    latest = history.latest_publication(editor.place.bank_id)
    if revision_id is None or latest is None or latest.revision_id != revision_id:
        return None
    bank_id = str(editor.place.bank_id)
    try:
        text = editor.opened().text
    except BankFileTrouble:
        return None
    is_in_file = text == edited_text(history.text_of_revision(bank_id, revision_id))
    has_one_before = history.revision_before(bank_id, revision_id) is not None
    return revision_id if is_in_file and has_one_before else None
