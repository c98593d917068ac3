"""What texts that people type may be: how long, and that a name can be read."""

from __future__ import annotations

import unicodedata

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import Length, ValidationError


def at_most(most: int) -> Length:
    """No more characters than so many; the field may be left empty."""
    return Length(max=most, message=_l("Use at most %(most)s characters.", most=most))


def is_readable(name: str) -> bool:
    """Whether a name can be read: it has a letter or a digit of any script."""
    return any(unicodedata.category(each)[0] in "LN" for each in name)


def readable(_form: Form, field: Field) -> None:
    """Refuse a name that has nothing but signs."""
    if field.data and not is_readable(field.data):
        raise ValidationError(_l("Use at least one letter or digit."))
