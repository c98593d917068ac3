"""The form of a response, as it comes in with every answer."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from quizapp.domain.drills.confidence import Confidence
from quizapp.domain.items.fields import MAX_ID_LENGTH
from quizapp.domain.items.written_numbers import MOST_TYPED
from quizapp.taking.given_parts import numbers_by_place, numbers_by_prompt, numbers_of_parts
from quizapp.taking.responding import GivenResponse
from quizapp.web.edges import flowing
from quizapp.web.number_fields import whole_number

HIGHEST = 10_000
_NOT_TICKED = frozenset({"", "false"})


@dataclass(frozen=True)
class ResponseForm:
    """The response to one item: numbers of options as shown, or "I don't know".

    No page shows it with the widgets and sentences of WTForms, which would be made ready with each
    answer and thrown away, so it is read by hand.

    Attributes:
        choice: Of an order, the options stand in the learner's order.
        places: Or each option of an order has its place, by number.
        answers: Each prompt has an option, by number.
        given: The response as it is recorded.
    """

    choice: tuple[int, ...]
    places: dict[int, int]
    answers: dict[int, int]
    given: GivenResponse


def read_response(fields: MultiDict[str, str]) -> ResponseForm | None:
    """The form, from the fields that were sent; None where no page of ours can have sent them."""
    try:
        return _read(fields)
    except ValueError:
        return None


def _read(fields: MultiDict[str, str]) -> ResponseForm:
    choice = tuple(map(int, fields.getlist("choice")))
    places = numbers_of_parts("place", fields)
    answers = numbers_of_parts("prompt", fields)
    given = GivenResponse(
        position=_number_within(fields.get("position", ""), 1, HIGHEST),
        numbers=choice or numbers_by_place(places) or numbers_by_prompt(answers),
        is_unknown=_is_ticked(fields, "dont_know"),
        is_unsure=_is_ticked(fields, "unsure"),
        confidence=_confidence(fields.get("confidence", "").strip()),
        is_second=_is_ticked(fields, "second"),
        version=_id(fields.get("version", "")),
        text=flowing(fields.get("typed"))[: MOST_TYPED + 1],
    )
    return ResponseForm(choice, places, answers, given)


def _number_within(typed: str, least: int, most: int) -> int:
    number = whole_number(typed.strip())
    if not least <= number <= most:
        raise ValueError
    return number


def _confidence(typed: str) -> int | None:
    return _number_within(typed, min(Confidence), max(Confidence)) if typed else None


def _id(text: str) -> str | None:
    if len(text) > MAX_ID_LENGTH:
        raise ValueError
    return text or None


def _is_ticked(fields: MultiDict[str, str], name: str) -> bool:
    return fields.get(name, "") not in _NOT_TICKED
