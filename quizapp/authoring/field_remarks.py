"""What stands beside the fields of an item's form: findings, and where a quote was found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from quizapp.authoring.item_fields import ItemFields
from quizapp.authoring.ordered_fields import OrderedFields
from quizapp.authoring.part_fields import PartFields
from quizapp.domain.bank import Article, Finding
from quizapp.domain.bank.citations import Places, quote
from quizapp.domain.bank.item_findings import ItemFindings
from quizapp.domain.bank.nodes import Path
from quizapp.domain.items.content import Quote

NOWHERE = ""
NEARBY = 60
"""Characters of the passage that are shown on each side of a quote."""

_PLACES = {"W517": "explanation"}
"""What is about a field that is not there; the file can only mark something else."""

_HINTS = {
    "B201": _l("Fill it in."),
    "B220": _l("Write wrong answers for it, add more questions of its kind, or ask it as a card."),
    "B235": _l("Write wrong answers for it, add terms of its kind, or choose another kind."),
    "B241": _l("Give each right answer its place, or have the answers shuffled."),
    "B242": _l(
        "Fill in the right and the wrong answers above, each in its own field."
        " Add those that are missing there."
    ),
    "B243": _l(
        "Tick “Always shown last” where it belongs. If the order is fixed, take those ticks away."
    ),
    "B253": _l("Name the sentence by its first words, exactly as they stand in the passage."),
    "B311": _l("Take the mark from it below."),
    "B312": _l("Write another wrong answer, or allow the two side by side below."),
    "B258": _l("Take it out of the wrong answers, or forgive less above."),
    "W541": _l("Say in the question how exact the answer is to be, or let what is near count."),
    "W542": _l("Take it out of the question, or leave the unit empty."),
    "W546": _l("Ask for it with a question of the type “Number to type”."),
    "W507": _l(
        "If several answers are right, add a question of that type."
        " Otherwise write another wrong answer."
    ),
    "W513": _l("Choose a fixed order, and put the answers from the smallest to the largest."),
    "W518": _l("Say in its feedback why it is wrong."),
    "W530": _l("Give its card a question of its own, or ask it in quizzes alone."),
    "W531": _l("Add a quote that says it as well."),
    "W535": _l("Tick “Always shown last” for it. If the order is fixed, put it last."),
    "W536": _l("Copy the words from the article."),
}
"""In place of hints that tell how to write YAML."""

_KEY_FIRST = re.compile(r"^`[a-z_]+`(?= )")

_NAMES = {
    "id": "item_id",
    "type": NOWHERE,
    "allow": NOWHERE,
    "options": "order",
    "pin": "order",
}


def told_by_field(form: ItemFields, findings: ItemFindings) -> dict[str, list[Finding]]:
    """The findings by the name of their field in the page; under "" those of none."""
    told: dict[str, list[Finding]] = {}
    for path, finding in findings.by_path:
        name = _PLACES.get(finding.code) or _name(form, path)
        said = without_yaml(finding)
        told.setdefault(name, []).append(_beside_its_field(said) if name else said)
    return told


def _beside_its_field(finding: Finding) -> Finding:
    """The finding where its field is in sight: nobody there knows the key of the file."""
    if finding.code == "B201":
        return replace(finding, message=str(_l("This is empty.")))
    return replace(finding, message=_KEY_FIRST.sub(str(_l("This")), finding.message))


def without_yaml(finding: Finding) -> Finding:
    """The finding for somebody who does not see the file."""
    return replace(finding, hint=hint_without_yaml(finding.code, finding.hint))


def hint_without_yaml(code: str, hint: str) -> str:
    """The hint for somebody who does not see the file."""
    return str(_HINTS.get(code, hint))


def quotes_found(form: ItemFields, article: Article) -> dict[str, Quote]:
    """Where in the article the quotes of a form were found, by the name of their field."""
    places = Places.of(article.passages)
    quotes: dict[str, Quote] = {}
    for row in form.cites:
        phrase = row.data or ""
        passages = places.citing(phrase) if phrase else []
        if len(passages) == 1:
            quotes[row.name] = _shortened(quote(article, passages[0], phrase))
    return quotes


def _shortened(whole: Quote) -> Quote:
    """A quote with a few words round it."""
    before, after = whole.before, whole.after
    if len(before) > NEARBY:
        before = f"… {before[-NEARBY:].partition(' ')[2]}"
    if len(after) > NEARBY:
        after = f"{after[:NEARBY].rpartition(' ')[0]} …"
    return replace(whole, before=before, after=after)


def _name(form: ItemFields, path: Path) -> str:
    key = str(path[0]) if path else ""
    if key == "distractors" and form.KIND == "cloze":
        return _gap_name(form, path)
    if key == "options" and isinstance(form, OrderedFields) and len(path) > 1:
        return _listed_name(form.listed_names(), path[1])
    name = _NAMES.get(key, key)
    if isinstance(form, PartFields) and key == form.GROUP and len(path) > 1:
        return _part_name(form, path[1])
    if name not in form:
        return NOWHERE
    return _row_name(form, name, path[1] if len(path) > 1 else None)


def _row_name(form: ItemFields, name: str, number: object) -> str:
    """The name of a row of the field, or of the field itself where no row is meant."""
    if name == "cites":
        rows: list[object] = [row.data for row in form.cites]
        return _row(name, rows, number if isinstance(number, int) else 0)
    if not isinstance(number, int) or not hasattr(form[name], "entries"):
        return name
    return _row(name, [row.form.written() for row in form[name]], number)


def _listed_name(names: Sequence[str], number: object) -> str:
    """The name of the row that stands at this place of the fixed order."""
    if isinstance(number, int) and number < len(names):
        return names[number]
    return "order"


def _gap_name(form: ItemFields, path: Path) -> str:
    for at, gap in enumerate(form["gaps"]):
        if len(path) > 1 and gap.form.gap.data == path[1]:
            name = f"gaps-{at}-distractors"
            rows = [row.form.written() for row in gap.form.distractors]
            return _row(name, rows, path[2]) if len(path) > 2 and isinstance(path[2], int) else name
    return "text"


def _part_name(form: PartFields, part: object) -> str:
    """The name of the row that has this name in its group, or of the group itself."""
    for at, row in enumerate(form[form.GROUP]):
        if row.form.name.data == part:
            return f"{form.GROUP}-{at}"
    return form.GROUP


def _row(name: str, rows: Sequence[object], number: int) -> str:
    """The name of the row that is this number among those that say something."""
    filled = [at for at, row in enumerate(rows) if row]
    return f"{name}-{filled[number]}" if number < len(filled) else name
