"""The pages of the editor, for every view that has a text to write into a bank's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.accounts.guards import known_person
from quizapp.authoring import editing
from quizapp.authoring.bank_history import latest_publication
from quizapp.authoring.edit_effects import effects
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank import Bank, Finding, Reading, Severity
from quizapp.domain.bank.differences import difference
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.report import marked_line
from quizapp.domain.errors import BankFileTrouble, EditConflict, FileTrouble, NotFound

MOST_FINDINGS = 100
_SEVERITIES = list(Severity)

Page = tuple[str, int]

TROUBLES: dict[FileTrouble, LazyString] = {
    FileTrouble.MISSING: _l("The file is not there any more."),
    FileTrouble.NO_FOLDER: _l("The folder of the file is not there any more."),
    FileTrouble.NOT_ALLOWED: _l(
        "The server is not allowed to. It needs the right to read and write the file and its "
        "folder."
    ),
    FileTrouble.DISK_FULL: _l("The server’s disk is full."),
    FileTrouble.NOT_TEXT: _l("The file is not UTF-8 text, so it cannot be shown here."),
    FileTrouble.TOO_LARGE: _l("The file is larger than 4 MB, too large to be edited here."),
    FileTrouble.BUSY: _l("Somebody else is saving it at this moment. Try again."),
    FileTrouble.OTHER: _l("The system gave an error."),
}


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the line that it stands in, and carets to stand below."""

    finding: Finding
    source: str
    carets: str


def current_place() -> BankPlace:
    """The place that this request is about; a file that never held a good bank goes by its name.

    Raises:
        NotFound: there is no such place, or there are several and none was named.
        NoBank: there is no place at all.
    """
    name = request.args.get("file")
    shelf = bank_shelf()
    if name is None or "bank_id" in g:
        return shelf.place(g.get("bank_id"))
    place = next((place for place in shelf.places if place.name == name), None)
    if place is None:
        raise NotFound
    return place


def place_url(place: BankPlace, endpoint: str, **values: Any) -> str:
    """The address of a page about this place, which names it where there are several."""
    if len(bank_shelf().places) > 1:
        values = {"bank_id": None, **_name_of(place), **values}
    return url_for(endpoint, **values)


def _name_of(place: BankPlace) -> dict[str, str]:
    if place.bank_id is None or bank_shelf().place(place.bank_id) is not place:
        return {"file": place.name}
    return {"bank_id": place.bank_id}


def around(place: BankPlace) -> dict[str, Any]:
    """What every page about a place needs: the place, and how to lead to others about it."""

    def here(endpoint: str, **more: Any) -> str:
        return place_url(place, endpoint, **more)

    return {"place": place, "here": here}


def shown_findings(findings: tuple[Finding, ...], text: str) -> list[ShownFinding]:
    """What to list of the findings: the worst first, and of very many only so many."""
    lines = Lines(text)
    ranked = sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    return [
        ShownFinding(finding, *marked_line(lines[finding.span.line], finding.span))
        for finding in ranked[:MOST_FINDINGS]
    ]


def edit_page(
    place: BankPlace,
    text: str,
    tag: str,
    reading: Reading | None = None,
    *,
    trouble: BankFileTrouble | None = None,
    was_checked: bool = False,
    restores: int | None = None,
) -> str:
    """The text in its editor, with what is to be said about it.

    Args:
        place: Where the bank is kept.
        text: What stands in the text area.
        tag: The tag of the file that the text is to replace.
        reading: What came of reading the text, where that is known already.
        trouble: Why it could not be written.
        was_checked: Whether somebody asked for its findings, and wants to be told of none.
        restores: The revision that the text was taken from.
    """
    reading = reading or editing.checked(text)
    bank = reading.bank or place.accepted_bank(reading)
    return render_template(
        "authoring/edit_bank.html",
        **around(place),
        text=text,
        tag=tag,
        restores=restores,
        bank_to_be=bank,
        findings=shown_findings(reading.findings, reading.text),
        finding_count=len(reading.findings),
        error_count=0 if bank else error_count(reading.findings),
        was_checked=was_checked,
        trouble=trouble and TROUBLES[trouble.trouble],
        detail=trouble.detail if trouble else "",
        latest=latest_publication(place.bank_id) if place.bank_id else None,
    )


def review_page(
    place: BankPlace,
    text: str,
    tag: str,
    reading: Reading,
    bank: Bank,
    restores: int | None = None,
    then: str | None = None,
) -> str:
    """What publishing the text would change, before anything is changed.

    Args:
        place: Where the bank is kept.
        text: What is to be published.
        tag: The tag of the file that the text is to replace.
        reading: What came of reading the text.
        bank: The bank that would be used, perhaps with items held back.
        restores: The revision that the text was taken from.
        then: Where to go on afterwards.
    """
    old = place.published
    return render_template(
        "authoring/review_bank.html",
        **around(place),
        text=text,
        tag=tag,
        restores=restores,
        is_first=old is None,
        then=then,
        is_other_bank=bool(old and old.bank.id != bank.id),
        bank_to_be=bank,
        effects=_effects(old.bank if old else None, bank),
        twin=_twin(place, bank),
        difference=difference(edited_text(old.text) if old else "", text),
        warning_count=len(reading.findings) - error_count(reading.findings),
    )


def conflict_page(
    place: BankPlace, text: str, conflict: EditConflict, restores: int | None = None
) -> Page:
    """Both texts and how they differ, when somebody else was faster. Nothing has been written."""
    page = render_template(
        "authoring/conflict.html",
        **around(place),
        text=text,
        theirs=conflict.theirs,
        tag=conflict.tag,
        restores=restores,
        difference=difference(conflict.theirs, text),
        latest=latest_publication(place.bank_id) if place.bank_id else None,
    )
    return page, 409


def trouble_page(place: BankPlace, trouble: BankFileTrouble) -> Page:
    """Why the file cannot be opened, and what there is instead."""
    page = render_template(
        "authoring/trouble.html",
        **around(place),
        trouble=TROUBLES[trouble.trouble],
        detail=trouble.detail,
        latest=latest_publication(place.bank_id) if place.bank_id else None,
        tag=_tag_or_none(place),
    )
    return page, 503


def error_count(findings: tuple[Finding, ...]) -> int:
    """How many of the findings keep the text from being used."""
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _effects(old: Bank | None, new: Bank) -> tuple[Any, ...]:
    return effects(old, new, with_names=True, seen_by=known_person().id) if old else ()


def _twin(place: BankPlace, bank: Bank) -> str | None:
    """The name of another file that has a bank with the same id."""
    names = (
        other.name
        for other in bank_shelf().places
        if other is not place and other.bank_id == bank.id
    )
    return next(names, None)


def _tag_or_none(place: BankPlace) -> str | None:
    """The tag of a file that is no text and can be replaced as a whole."""
    try:
        return editing.tag_of_file(place)
    except BankFileTrouble:
        return None
