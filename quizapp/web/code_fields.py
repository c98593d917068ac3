"""A field for a code that somebody reads from a board or a slip and types."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import StringField
from wtforms.validators import Length

from quizapp.web.edges import cleaned


def code_field(label: LazyString, missing: LazyString, *, autocomplete: str) -> StringField:
    """The field; `missing` says which code to enter where there is none."""
    return StringField(
        label,
        description=_l("8 letters and digits. Capitals, spaces and dashes do not matter."),
        filters=[cleaned],
        validators=[Length(min=1, max=64, message=missing)],
        render_kw={
            "autocomplete": autocomplete,
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )
