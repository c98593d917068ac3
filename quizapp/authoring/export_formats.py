"""The files that a bank can be handed out as, and what each of them cannot say."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True)
class ExportFile:
    """A format: its name, for whom it is, and how its file is called."""

    name: LazyString
    use: LazyString
    suffix: str
    mimetype: str


FILES = {
    "csv": ExportFile(_l("CSV table"), _l("For any spreadsheet."), "csv", "text/csv"),
    "xlsx": ExportFile(
        _l("Excel table"),
        _l("For Excel and LibreOffice."),
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "moodle-xml": ExportFile(
        _l("Moodle XML"),
        _l("For Moodle; it says more than GIFT."),
        "xml",
        "application/xml",
    ),
    "gift": ExportFile(
        _l("GIFT"), _l("For Moodle and others, as plain text."), "gift", "text/plain"
    ),
    "qti": ExportFile(
        _l("QTI 2.1"), _l("For learning platforms of many makers."), "zip", "application/zip"
    ),
    "qti12": ExportFile(_l("QTI 1.2"), _l("For Canvas."), "zip", "application/zip"),
    "apkg": ExportFile(
        _l("Anki package"), _l("Cards for Anki."), "apkg", "application/octet-stream"
    ),
    "zip": ExportFile(
        _l("Whole question file"),
        _l(
            "Article, quizzes, questions, pictures and translations in one file. Unpack it into a"
            " folder of another Quizapp."
        ),
        "zip",
        "application/zip",
    ),
    "aiken": ExportFile(_l("Aiken"), _l("The plainest form of choices."), "txt", "text/plain"),
    "yaml": ExportFile(
        _l("Plain YAML"),
        _l("A list of questions, for scripts."),
        "yaml",
        "application/yaml",
    ),
}

LEFT_OUT = {
    "csv": _l("Leaves out which warnings are allowed."),
    "xlsx": _l("Leaves out which warnings are allowed."),
    "moodle-xml": _l(
        "Leaves out quotes, notes, allowed warnings, the questions on cards, which answers stay"
        " last, and which terms are never shown together."
    ),
    "gift": _l(
        "Leaves out questions to be put in order, hints, quotes, notes, allowed warnings, the"
        " questions on cards, the order of answers, and which terms are never shown together."
    ),
    "qti": _l(
        "Leaves out hints, quotes, notes, allowed warnings, the questions on cards, and which"
        " terms are never shown together."
    ),
    "qti12": _l(
        "Leaves out questions to be put in order, matched or sorted, hints, quotes, notes, allowed"
        " warnings, the questions on cards, and which terms are never shown together."
    ),
    "apkg": _l(
        "Leaves out quotes, notes, allowed warnings, the order of answers, which terms are never"
        " shown together, and questions that are for quizzes alone. Where a card has its own"
        " question, that one is asked."
    ),
    "zip": _l(
        "Leaves out nothing. Whoever imports it in the browser takes only the questions and their"
        " pictures from it."
    ),
    "aiken": _l(
        "Leaves out topics, feedback, formatting, questions to be put in order, matched or sorted,"
        " and questions with several right answers."
    ),
    "yaml": _l(
        "Leaves out questions to be matched or sorted, quotes, notes, allowed warnings, feedback"
        " on statements, the questions on cards, and which terms are never shown together."
    ),
}
