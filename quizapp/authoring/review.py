"""The last look before publishing, to which every way of changing a bank leads."""

from __future__ import annotations

from flask import render_template

from quizapp.accounts.guards import known_person
from quizapp.authoring.edit_effects import effects
from quizapp.authoring.editing import Draft, FileEditor, checked
from quizapp.authoring.history import latest_publication
from quizapp.authoring.places import around
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank import Bank
from quizapp.domain.bank.differences import difference
from quizapp.domain.bank.item_words import item_names
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.errors import BankRefused, EditConflict

Page = tuple[str, int]


def review_page(editor: FileEditor, draft: Draft) -> str | Page:
    """What publishing a draft would change; both texts if the file has changed meanwhile.

    Raises:
        BankRefused: the text has errors.
        BankFileTrouble: the file cannot be read.
    """
    try:
        editor.refuse_conflict(draft)
    except EditConflict as conflict:
        return conflict_page(editor.place, draft, conflict)
    place, old = editor.place, editor.place.published
    reading = checked(draft.text, editor.place)
    bank = place.accepted_bank(reading.with_translations(place.file.files))
    if bank is None:
        raise BankRefused(reading.findings)
    return render_template(
        "authoring/review_bank.html",
        **around(place),
        draft=draft,
        is_first=old is None,
        is_other_bank=bool(old and old.bank.id != bank.id),
        bank_to_be=bank,
        effects=effects(old.bank, bank, with_names=True, seen_by=known_person().id) if old else (),
        other_pictures=_other_pictures(old.bank, bank) if old else (),
        twin=_twin(place, bank),
        difference=difference(edited_text(old.text) if old else "", draft.text),
        names={**(item_names(old.bank) if old else {}), **item_names(bank)},
        warning_count=len(reading.findings) - reading.error_count,
    )


def conflict_page(place: BankPlace, draft: Draft, conflict: EditConflict) -> Page:
    """Both texts and how they differ, when somebody else was faster. Nothing has been written."""
    page = render_template(
        "authoring/conflict.html",
        **around(place),
        draft=draft,
        theirs=conflict.theirs,
        tag=conflict.tag,
        difference=difference(conflict.theirs, draft.text),
        latest=latest_publication(place.bank_id),
    )
    return page, 409


def _other_pictures(old: Bank, new: Bank) -> list[str]:
    """The files in use that hold another picture now; no text tells so."""
    before = {each.file: each.facts for each in old.pictures.values()}
    pictures = new.pictures.values()
    return sorted(
        {each.file for each in pictures if before.get(each.file, each.facts) != each.facts}
    )


def _twin(place: BankPlace, bank: Bank) -> str | None:
    """The name of another file that has a bank with the same id."""
    names = (
        other.name
        for other in bank_shelf().places
        if other is not place and other.bank_id == bank.id
    )
    return next(names, None)
