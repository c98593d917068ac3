"""The editor: a bank's text, its findings, the last look before publishing, and saving."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from quizapp.accounts.guards import known_person, teachers_only, who_asks
from quizapp.authoring.after_publishing import to_marks_that_differ
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft, FileEditor, checked
from quizapp.authoring.forms import BankForm
from quizapp.authoring.history import latest_publication
from quizapp.authoring.place_addresses import place_url
from quizapp.authoring.places import (
    around,
    current_editor,
    current_place,
    is_place_named,
)
from quizapp.authoring.review import conflict_page, review_page
from quizapp.authoring.told_versions import told_versions
from quizapp.authoring.trouble_pages import TROUBLES, Answer, troubles_told
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Finding, Reading, Severity
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.report import as_json, marked_line
from quizapp.domain.errors import BankFileTrouble, BankRefused, EditConflict
from quizapp.web import clock
from quizapp.web.extensions import limiter

MOST_FINDINGS = 100
_SEVERITIES = list(Severity)
CHECKS = "120 per minute"
NEXT_PAGES = {"items": "authoring.list_items", "pictures": "authoring.list_pictures"}
"""Where to go on after publishing; without one of these names, back to the text."""


@dataclass(frozen=True)
class ShownFinding:
    """A finding with the line that it stands in, and carets to stand below."""

    finding: Finding
    source: str
    carets: str


@bp.get("/teach/banks")
@teachers_only
def list_banks() -> str:
    """Show all banks of this server, also files that never held a good one."""
    return render_template("authoring/list_banks.html")


@bp.get("/teach/bank")
@bp.get("/teach/banks/<bank_key:bank_id>/text")
@teachers_only
@troubles_told
def edit_bank() -> Answer:
    """Show the text of a bank's file, to be edited."""
    if not is_place_named():
        return redirect(url_for("authoring.list_banks"), code=303)
    editor = current_editor()
    to_finding = request.args.get("at") == "finding"
    return edit_page(editor.place, editor.opened(), to_first_finding=to_finding)


@bp.post("/teach/bank")
@bp.post("/teach/banks/<bank_key:bank_id>/text")
@teachers_only
def send_bank() -> Answer:
    """Check a text, show what publishing it would change, or publish it."""
    editor, form = current_editor(), BankForm()
    draft, place = form.draft, editor.place
    if form.action.data not in {"review", "publish"}:
        return edit_page(place, draft, was_checked=True)
    try:
        if form.action.data == "publish":
            return _publish(editor, draft)
        return review_page(editor, draft)
    except EditConflict as conflict:
        return conflict_page(place, draft, conflict)
    except BankRefused:
        return edit_page(place, draft, to_first_finding=True), 422
    except BankFileTrouble as trouble:
        return edit_page(place, draft, trouble=trouble), 503


@bp.post("/teach/bank/check")
@bp.post("/teach/banks/<bank_key:bank_id>/check")
@limiter.limit(CHECKS, key_func=who_asks)
@teachers_only
def check_text() -> Response:
    """Hand out what is wrong with a text, as `quizapp check --format json` does."""
    place, form = current_place(), BankForm()
    return jsonify(as_json(checked(form.draft.text, place).findings, place.name))


def edit_page(
    place: BankPlace,
    draft: Draft,
    *,
    trouble: BankFileTrouble | None = None,
    was_checked: bool = False,
    to_first_finding: bool = False,
) -> str:
    """A draft in the editor, with what is to be said about it.

    Args:
        place: Where the bank is kept.
        draft: What stands in the text area.
        trouble: Why it could not be written.
        was_checked: Whether somebody asked for its findings, and wants to be told of none.
        to_first_finding: Whether the cursor goes there: it was to be published and could not, or
            whoever comes was told of an error.
    """
    reading = checked(draft.text, place)
    bank = reading.bank or place.accepted_bank(reading)
    return render_template(
        "authoring/edit_bank.html",
        **around(place),
        draft=draft,
        bank_to_be=bank,
        findings=_shown_findings(reading),
        finding_count=len(reading.findings),
        error_count=0 if bank else reading.error_count,
        was_checked=was_checked,
        to_first_finding=to_first_finding,
        trouble=trouble and TROUBLES[trouble.trouble],
        detail=trouble.detail if trouble else "",
        latest=latest_publication(place.bank_id),
        translations=told_versions(place),
    )


def _shown_findings(reading: Reading) -> list[ShownFinding]:
    """What to list of the findings: the worst first, and of very many only so many."""
    lines = Lines(reading.text)
    ranked = sorted(reading.findings, key=lambda finding: _SEVERITIES.index(finding.severity))
    return [
        ShownFinding(finding, *marked_line(lines[finding.span.line], finding.span))
        for finding in ranked[:MOST_FINDINGS]
    ]


def _publish(editor: FileEditor, draft: Draft) -> Answer:
    before = editor.place.published
    editor.write(draft, known_person().id, clock.now())
    flash(_("Published. New attempts use it; attempts that are running keep what they began with."))
    if to_decide := to_marks_that_differ(before, editor.place):
        return to_decide
    endpoint = NEXT_PAGES.get(draft.then or "", "authoring.edit_bank")
    return redirect(place_url(editor.place, endpoint), code=303)
