"""What the pages of import and export send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the types

FORMATS = {
    "auto": _l("Find out by itself"),
    "gift": _l("GIFT (Moodle’s plain text)"),
    "moodle-xml": _l("Moodle XML"),
    "aiken": _l("Aiken"),
    "csv": _l("CSV table"),
    "xlsx": _l("Excel table"),
    "qti": _l("QTI package"),
    "apkg": _l("Anki package"),
    "yaml": _l("YAML or JSON, also another bank"),
}


class ImportForm(FlaskForm):
    """A file or a pasted text, and what becomes of its questions."""

    file = FileField(_l("File"), description=_l("12 MB at most."))
    text = TextAreaField(
        _l("Or its text, pasted"), render_kw={"rows": 8, "spellcheck": "false", "dir": "auto"}
    )
    source = SelectField(
        _l("Format"),
        choices=[SelectChoice(value, label) for value, label in FORMATS.items()],
        default="auto",
    )
    topic = SelectField(_l("Topic"), validate_choice=False)

    def __init__(self, *args: Any, topics: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic.choices = [
            SelectChoice("", _l("Their own, new ones are added")),
            *(SelectChoice(key, title) for key, title in topics.items()),
        ]

    @property
    def content(self) -> tuple[bytes, str]:
        """The bytes that were sent and what their file is called; the file goes before the text."""
        if self.file.data:
            return self.file.data.read(), self.file.data.filename or ""
        return (self.text.data or "").encode(errors="replace"), ""


class TakingForm(FlaskForm):
    """The questions that were looked at, and the ids of those to take."""

    carried = HiddenField()
    take = SelectMultipleField(validate_choice=False)
