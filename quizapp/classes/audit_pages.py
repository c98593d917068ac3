"""Who changed what: the audit trail of a class."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from quizapp.accounts.auditing import KIND_NAMES, DeedKind
from quizapp.classes import audit_trail
from quizapp.classes.audit_trail import TrailEntry, TrailFilter
from quizapp.classes.blueprint import bp
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.exchange.csv_table import csv_bytes
from quizapp.web import clock
from quizapp.web.downloads import attachment
from quizapp.web.edges import is_public_id, is_row_id


@bp.get("/teach/classrooms/<public_id:classroom_id>/audit")
@in_classroom
def view_audit(classroom: ClassFacts) -> str:
    """Show who did what, newest first, a page at a time."""
    wanted = _wanted()
    page = audit_trail.trail_page(classroom.id, wanted, _before())
    return render_template(
        "classes/view_audit.html",
        classroom=classroom,
        page=page,
        wanted=wanted,
        kinds=KIND_NAMES,
        is_first=_before() is None,
    )


@bp.get("/teach/classrooms/<public_id:classroom_id>/audit.csv")
@in_classroom
def export_audit(classroom: ClassFacts) -> Response:
    """Hand out the same as a table, all of it."""
    header = [_("When"), _("Who"), _("What"), _("About")]
    body = csv_bytes(header, map(_csv_row, audit_trail.whole_trail(classroom.id, _wanted())))
    name = f"audit-{clock.today().isoformat()}.csv"
    return attachment(body, "text/csv", name)


def _wanted() -> TrailFilter:
    kind, person = request.args.get("kind", ""), request.args.get("person", "")
    if kind and kind not in set(DeedKind):
        abort(400)
    return TrailFilter(DeedKind(kind) if kind else None, person if is_public_id(person) else None)


def _before() -> int | None:
    text = request.args.get("before", "")
    return int(text) if is_row_id(text) else None


def _csv_row(entry: TrailEntry) -> list[str]:
    return [
        entry.happened_at.astimezone(clock.zone()).isoformat(" ", "seconds")[:19],
        entry.actor or _("the command line"),
        entry.sentence,
        str(KIND_NAMES[entry.kind]),
    ]
