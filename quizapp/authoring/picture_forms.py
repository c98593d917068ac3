"""The form for a new picture."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from quizapp.authoring.picture_uploads import NewPicture
from quizapp.domain.bank.limits import MOST_BYTES
from quizapp.domain.items.fields import MAX_TITLE_LENGTH
from quizapp.domain.shortening import shortened
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most


class PictureForm(FlaskForm):
    """A file, what is to be seen on it, and whose it is."""

    file = FileField(
        _l("Picture"),
        description=_l("PNG, JPEG, GIF or WebP, 2 MB at most. Choose it, or drop it here."),
        validators=[FileRequired(_l("Choose a picture."))],
        render_kw={"accept": "image/png,image/jpeg,image/gif,image/webp"},
    )
    alt = StringField(
        _l("What is to be seen on it"),
        description=_l(
            "For who cannot see it. Say as much as the picture shows, and not the answer."
        ),
        validators=[
            DataRequired(_l("Say in a sentence what is to be seen.")),
            at_most(MAX_TITLE_LENGTH),
        ],
    )
    credit = StringField(
        _l("Whose it is"),
        description=_l("For example: Own drawing. Or: Ana Silva, CC BY 4.0. It stands below it."),
        validators=[at_most(MAX_TITLE_LENGTH)],
    )
    item = SelectField(_l("Show it in"))

    def __init__(self, *args: Any, items: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item.choices = [
            SelectChoice("", _l("Nowhere yet")),
            *(SelectChoice(key, shortened(asked, 80)) for key, asked in items.items()),
        ]

    @cached_property
    def new(self) -> NewPicture:
        """What was sent; of a huge file only so much that it is seen to be too large."""
        data, name = _read(self.file)
        return NewPicture(
            data,
            name,
            " ".join((self.alt.data or "").split()),
            " ".join((self.credit.data or "").split()),
            self.item.data or "",
        )


class DroppedPictureForm(FlaskForm):
    """A picture that was dropped into the editor, and the text that it was dropped into."""

    file = FileField(validators=[FileRequired()])
    text = TextAreaField(validators=[InputRequired()])

    @cached_property
    def dropped(self) -> tuple[bytes, str]:
        """The content and the name of the file."""
        return _read(self.file)


def _read(field: FileField) -> tuple[bytes, str]:
    sent = field.data
    data = sent.stream.read(MOST_BYTES + 1)
    sent.close()
    return data, sent.filename or ""
