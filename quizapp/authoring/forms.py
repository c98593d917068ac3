"""What the pages of the editor send, but for the forms of single questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    Form,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.authoring.editing import Draft
from quizapp.authoring.paper_file import PARTS
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.items.short import LONGEST_ANSWER
from quizapp.domain.paper import HIGHEST_SEED, MOST_FORMS, Items
from quizapp.web.edges import cleaned
from quizapp.web.number_fields import WholeNumberField
from quizapp.web.select_choices import SelectChoice

FORMATS = {
    "auto": _l("Find out by itself"),
    "gift": _l("GIFT (Moodle’s plain text)"),
    "moodle-xml": _l("Moodle XML"),
    "aiken": _l("Aiken"),
    "csv": _l("CSV table"),
    "xlsx": _l("Excel table"),
    "ods": _l("OpenDocument table (LibreOffice)"),
    "docx": _l("Word document"),
    "text": _l("Numbered questions as plain text"),
    "markdown": _l("Numbered questions or checklists in Markdown"),
    "pairs": _l("Terms and definitions with a tab between (Quizlet)"),
    "cards": _l("Cards in notes (hashcards, Obsidian)"),
    "qti": _l("QTI package (Canvas and others)"),
    "apkg": _l("Anki package"),
    "zip": _l("Question file with its pictures (ZIP)"),
    "anki-text": _l("Anki notes as text"),
    "yaml": _l("YAML or JSON, also another question file"),
}


class BankForm(FlaskForm):
    """A draft as it stands in the editor, and what to do with it."""

    text = TextAreaField(_l("Text of the file"))
    tag = HiddenField()
    action = HiddenField()
    restores = WholeNumberField(validators=[Optional()])
    then = HiddenField()

    @property
    def draft(self) -> Draft:
        """What was typed, with plain newlines, whatever the browser sent."""
        text = edited_text(self.text.data or "")
        return Draft(text, self.tag.data or "", self.restores.data, self.then.data)


class TagForm(FlaskForm):
    """The tag of the file that something is to be put in place of."""

    tag = HiddenField()


class PreviewForm(FlaskForm):
    """The text as it stands in the editor, and the line of the cursor."""

    text = TextAreaField(validators=[InputRequired()])
    line = WholeNumberField(validators=[InputRequired(), NumberRange(1, LIMITS.bytes)])


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
    quiz = HiddenField()


class PaperChoices(Form):
    """What to print of a quiz; read from the address, so that it can be kept and sent."""

    forms = WholeNumberField(
        _l("Forms"),
        description=_l("Parallel forms, so that neighbours cannot copy."),
        default=1,
        validators=[
            InputRequired(_l("Say how many forms.")),
            NumberRange(1, MOST_FORMS),
        ],
    )
    seed = WholeNumberField(
        _l("Draw"),
        description=_l("The same number gives the same sheets again."),
        default=1,
        validators=[
            InputRequired(_l("Give a number.")),
            NumberRange(0, HIGHEST_SEED),
        ],
    )
    items = SelectField(
        _l("Questions"),
        choices=[
            SelectChoice("same", _l("The same on every form, in another order")),
            SelectChoice("different", _l("Different on every form, as many of each topic")),
        ],
        default="same",
    )
    parts = SelectMultipleField(
        _l("Print"),
        choices=[
            SelectChoice("questions", _l("Questions")),
            SelectChoice("sheet", _l("Answer sheets")),
            SelectChoice("key", _l("Keys, for teachers")),
        ],
        default=list(PARTS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    version = SelectField(_l("In which words"), default="")

    def offer(self, versions: Mapping[str, str]) -> None:
        """Offer the versions of the bank, by their ids."""
        self.version.choices = [SelectChoice(key, name) for key, name in versions.items()]

    @property
    def chosen_items(self) -> Items:
        """Whether the forms share their items, as the domain takes it."""
        return "different" if self.items.data == "different" else "same"


class OtherKeyForm(FlaskForm):
    """The id of an option that is to be the key; `seen` is the one that the page showed as such."""

    option = HiddenField(validators=[DataRequired(), Length(max=64)])
    seen = HiddenField(validators=[Optional(), Length(max=64)])


class UndoForm(FlaskForm):
    """Where to go on after what was published was taken back."""

    then = HiddenField()


class AcceptedAnswerForm(FlaskForm):
    """An answer that learners meant, as it joins those that count."""

    answer = StringField(
        filters=[cleaned],
        validators=[
            DataRequired(_l("Write the answer that counts from now on.")),
            Length(max=LONGEST_ANSWER, message=_l("Use at most %(max)d characters.")),
        ],
    )

    @property
    def told(self) -> str:
        """What is wrong with it."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
