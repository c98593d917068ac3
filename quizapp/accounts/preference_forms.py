"""The forms for what people choose for themselves."""

from __future__ import annotations

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, RadioField
from wtforms.validators import NumberRange, ValidationError

from quizapp.models.people import (
    LEAST_MINUTES,
    MOST_MINUTES,
    Appearance,
    TextSize,
)
from quizapp.web.edges import cleaned
from quizapp.web.mail_addresses import is_mail_address
from quizapp.web.number_fields import WholeNumberField
from quizapp.web.select_choices import SelectChoice

PRESETS = {"2": _l("2 minutes"), "5": _l("5 minutes"), "10": _l("10 minutes")}
OWN = "own"


class MinutesForm(FlaskForm):
    """How long a day's practice may take: one of three lengths, or another number of minutes."""

    length = RadioField(
        _l("How long a day?"),
        description=_l(
            "You get the questions that help you most in this time. You may stop earlier, or go on."
        ),
        choices=[
            *(SelectChoice(value, label) for value, label in PRESETS.items()),
            SelectChoice(OWN, _l("Another time")),
        ],
    )
    own_minutes = WholeNumberField(
        _l("Minutes a day"),
        validators=[
            NumberRange(
                LEAST_MINUTES,
                MOST_MINUTES,
                message=_l(
                    "Give a whole number from %(least)s to %(most)s.",
                    least=LEAST_MINUTES,
                    most=MOST_MINUTES,
                ),
            )
        ],
        render_kw={"inputmode": "numeric"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.length.data in PRESETS:
            # What stands in the other field was not meant.
            self.own_minutes.process(None, int(self.length.data))

    @classmethod
    def of(cls, minutes: int) -> Self:
        """The form as somebody's minutes fill it in."""
        length = str(minutes) if str(minutes) in PRESETS else OWN
        return cls(formdata=None, length=length, own_minutes=minutes)

    @property
    def minutes(self) -> int:
        """The minutes that were chosen."""
        return int(self.own_minutes.data or LEAST_MINUTES)


class LooksForm(FlaskForm):
    """How large the text of pages is, and whether they are light or dark."""

    text_size = RadioField(
        _l("Text size"),
        choices=[
            SelectChoice(TextSize.NORMAL.value, _l("As this device has it")),
            SelectChoice(TextSize.LARGE.value, _l("Large")),
            SelectChoice(TextSize.LARGEST.value, _l("Very large")),
        ],
    )
    appearance = RadioField(
        _l("Light or dark"),
        choices=[
            SelectChoice(Appearance.AUTO.value, _l("As this device has it")),
            SelectChoice(Appearance.LIGHT.value, _l("Light")),
            SelectChoice(Appearance.DARK.value, _l("Dark")),
        ],
    )


class KeysForm(FlaskForm):
    """Whether single keys choose and rate."""

    uses_keys = BooleanField(
        _l("Use single keys in quizzes and cards"),
        description=_l(
            "1 to 9 choose, 1 to 4 rate, Space turns a card. Leave this off where you speak to the "
            "computer, or where a key is easily touched."
        ),
    )


class MailForm(FlaskForm):
    """Where reminders are sent as well."""

    email = EmailField(
        _l("E-mail address"),
        description=_l(
            "Optional. When your teacher reminds you of a quiz, it is sent here too; nothing else "
            "is. Only you see the address. Leave it empty to get no e-mail."
        ),
        filters=[cleaned],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )

    def validate_email(self, field: EmailField) -> None:
        """An address is one that e-mail can be sent to."""
        if field.data and not is_mail_address(field.data):
            raise ValidationError(
                _l("Enter an address such as lena@example.org, or leave it empty.")
            )
