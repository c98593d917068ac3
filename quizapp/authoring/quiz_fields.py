"""The form of a quiz, and how a quiz of a bank fills it in.

What is wrong with a quiz is told by the checks of the bank itself; here only what a teacher would
stumble over is said in words of the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired

from quizapp.authoring.item_fields import line_field, text_field
from quizapp.domain.bank.yaml_text import Bare
from quizapp.domain.items.fields import MAX_TITLE_LENGTH
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most

LISTED, DRAWN, BY_TOPIC = "listed", "drawn", "by-topic"
PICK = "pick-"
SHARES = ("25 %", "50 %", "75 %")
PLAIN = {
    "feedback": "after-each",
    "order": "shuffled",
    "navigation": "free",
    "confidence": "one-step",
}
"""Settings with what they are where the file says nothing."""


class QuizFields(FlaskForm):
    """A quiz: what it is called, which questions it asks, and how."""

    title = line_field(_l("Name of the quiz"))
    intro = text_field(_l("Words before it"), _l("Learners read them before they begin."))
    content_note = text_field(
        _l("A warning about its content"), _l("Such as violence, so that nobody is caught by it.")
    )
    way = SelectField(
        _l("Which questions"),
        choices=[
            SelectChoice(LISTED, _l("Those I choose here")),
            SelectChoice(DRAWN, _l("A number of them, at random")),
            SelectChoice(BY_TOPIC, _l("A number of each topic, at random")),
        ],
        default=LISTED,
    )
    item = SelectMultipleField(validate_choice=False)
    count = line_field(_l("How many questions"), inputmode="numeric", size=4)
    order = RadioField(
        _l("Order"),
        choices=[
            SelectChoice("shuffled", _l("Random for each learner")),
            SelectChoice("as-listed", _l("This order")),
        ],
        default="shuffled",
    )
    feedback = RadioField(
        _l("Answers are shown"),
        choices=[
            SelectChoice("after-each", _l("After each question")),
            SelectChoice("at-end", _l("At the end")),
        ],
        default="after-each",
    )
    navigation = RadioField(
        _l("Going back"),
        choices=[
            SelectChoice("free", _l("A question can be left open for later")),
            SelectChoice("sequential", _l("One after the other, none is left open")),
        ],
        default="free",
    )
    confidence = RadioField(
        _l("How sure"),
        choices=[
            SelectChoice("one-step", _l("Only “I don’t know” is offered")),
            SelectChoice("three-steps", _l("Ask how sure one is, in three steps")),
        ],
        default="one-step",
    )
    second_try = SelectField(_l("A second try counts"), validate_choice=False)
    with_hint = SelectField(_l("After a hint an answer counts"), validate_choice=False)
    mark = HiddenField()

    def __init__(self, *args: Any, picks: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.picks = {topic: count for topic, count in picks.items() if count.strip("0 ")}
        self.title.validators = [
            DataRequired(_l("Give the quiz a name.")),
            at_most(MAX_TITLE_LENGTH),
        ]
        self.second_try.choices = _shares(self.second_try.data, _l("There is none"))
        self.with_hint.choices = _shares(self.with_hint.data, _l("In full"))

    def is_asking(self) -> bool:
        """Whether the quiz asks anything; where it does not, that is said at its field."""
        if any(self._asked().values()):
            return True
        self.way.errors = [*self.way.errors, _l("Choose one question at least.")]
        return False

    def written(self) -> dict[str, Any]:
        """All that the form says of the quiz, as it stands in a bank; what is usual is left out."""
        settings = {key: self[key].data for key in PLAIN}
        said = {
            "title": self.title.data,
            "intro": self.intro.data,
            "content_note": self.content_note.data,
            **{key: value for key, value in settings.items() if value != PLAIN[key]},
            "second_try": Bare(self.second_try.data or ""),
            "with_hint": Bare(self.with_hint.data or ""),
            **self._asked(),
        }
        return {key: value for key, value in said.items() if value}

    def _asked(self) -> dict[str, Any]:
        if self.way.data == LISTED:
            return {"items": list(self.item.data or ())}
        if self.way.data == DRAWN:
            return {"pick": _figure(self.count.data or "")}
        return {"pick": {topic: _figure(count) for topic, count in self.picks.items()}}


def sent_quiz() -> QuizFields:
    """The form as it was sent."""
    names = (name for name in request.form if name.startswith(PICK))
    return QuizFields(picks={name.removeprefix(PICK): request.form[name].strip() for name in names})


def quiz_as_written(data: Mapping[str, Any]) -> QuizFields:
    """The form of a quiz as the file has it; of nothing, that of a new one."""
    pick = data.get("pick")
    picks = pick if isinstance(pick, dict) else {}
    return QuizFields(formdata=None, data=_filled_in(data), picks=picks)


def _filled_in(data: Mapping[str, Any]) -> dict[str, Any]:
    pick = data.get("pick")
    way = LISTED if pick is None else BY_TOPIC if isinstance(pick, dict) else DRAWN
    texts = ("title", "intro", "content_note", "second_try", "with_hint")
    return {
        **{name: data.get(name) or "" for name in texts},
        **{name: data.get(name) or usual for name, usual in PLAIN.items()},
        "way": way,
        "item": list(data.get("items") or ()),
        "count": pick if way == DRAWN else "",
    }


def _figure(typed: str) -> str:
    """A count as a file has it; what is none is a text there, and the checks say so in words."""
    return Bare(typed) if typed.isascii() and typed.isdecimal() else typed


def _shares(own: str | None, none: Any) -> list[Any]:
    """Shares of a mark to choose from, with the one that the file has."""
    known = dict.fromkeys([*SHARES, *([own] if own else [])])
    return [SelectChoice("", none), *(SelectChoice(share, share) for share in known)]
