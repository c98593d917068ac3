"""Which field of a form a finding is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from quizapp.authoring.item_forms import ItemFields
from quizapp.domain.bank import Finding
from quizapp.domain.bank.item_findings import ItemFindings
from quizapp.domain.bank.nodes import Path

NOWHERE = ""
_PLACES = {"W517": "explanation"}
"""What is about a field that is not there; the file can only mark something else."""

_HINTS = {
    "B201": _l("Fill it in."),
    "B220": _l("Write wrong answers for it, add more questions of its kind, or ask it as a card."),
    "W518": _l("Say in its feedback why it is wrong."),
}
"""In place of hints that tell how to write YAML."""

_NAMES = {"id": "item_id", "type": NOWHERE, "allow": NOWHERE}


def told_by_field(form: ItemFields, findings: ItemFindings) -> dict[str, list[Finding]]:
    """The findings by the name of their field in the page; under "" those of none."""
    told: dict[str, list[Finding]] = {}
    for path, finding in findings.by_path:
        name = _PLACES.get(finding.code) or _name(form, path)
        told.setdefault(name, []).append(without_yaml(finding))
    return told


def without_yaml(finding: Finding) -> Finding:
    """The finding for somebody who does not see the file."""
    hint = _HINTS.get(finding.code)
    return replace(finding, hint=str(hint)) if hint else finding


def _name(form: ItemFields, path: Path) -> str:
    key = str(path[0]) if path else ""
    if key == "distractors" and form.KIND == "cloze":
        return _gap_name(form, path)
    name = _NAMES.get(key, key)
    if name not in form:
        return NOWHERE
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else None
    if name == "cites":
        return _row(name, [row.data for row in form.cites], number or 0)
    if number is None or not hasattr(form[name], "entries"):
        return name
    return _row(name, [row.form.written() for row in form[name]], number)


def _gap_name(form: ItemFields, path: Path) -> str:
    for at, gap in enumerate(form["gaps"]):
        if len(path) > 1 and gap.form.gap.data == path[1]:
            name = f"gaps-{at}-distractors"
            rows = [row.form.written() for row in gap.form.distractors]
            return _row(name, rows, path[2]) if len(path) > 2 and isinstance(path[2], int) else name
    return "text"


def _row(name: str, rows: Sequence[object], number: int) -> str:
    """The name of the row that is this number among those that say something."""
    filled = [at for at, row in enumerate(rows) if row]
    return f"{name}-{filled[number]}" if number < len(filled) else name
