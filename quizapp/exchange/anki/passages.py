"""A passage to mark as a note: the question with the passage below it, and what is right behind."""

from __future__ import annotations

from quizapp.domain.items import PlaceItem
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.parts import TextPart, parts
from quizapp.exchange.anki.collection import Note
from quizapp.exchange.anki.fields import options_html, written_options
from quizapp.exchange.asked import Answer
from quizapp.exchange.texts import html_of

_OPEN, _CLOSE = "<blockquote>", "</blockquote>"


def passage_sides(item: PlaceItem) -> tuple[str, str, str]:
    """Return front, back and options; these are the parts with feedback."""
    found = parts(item.text)
    told = [part for part in found if item.feedback_on(part)]
    passage = " ".join(f'<span class="option">{html_of(part.text)}</span>' for part in found)
    front = f"{html_of(item.stem)}{_OPEN}{passage}{_CLOSE}"
    back = options_html(OptionForm(text=part.text) for part in item.right)
    return front, back, options_html(_told(item, part) for part in told)


def without_passage(front: str) -> str:
    """Return the question of a front that has a passage below it."""
    return front.rpartition(_OPEN)[0] or front


def passage_answers(note: Note) -> tuple[list[Answer], list[Answer]]:
    """Return the parts of a note's passage with their feedback, and those that are right."""
    below = note.fields["Front"].rpartition(_OPEN)[2]
    said = {answer.text: answer.feedback for _, answer in written_options(note.fields["Options"])}
    right = {answer.text for _, answer in written_options(note.fields["Back"])}
    texts = [answer.text for _, answer in written_options(below)]
    answers = [Answer(text, feedback=said.get(text, "")) for text in texts]
    return answers, [answer for answer in answers if answer.text in right]


def _told(item: PlaceItem, part: TextPart) -> OptionForm:
    return OptionForm(text=part.text, feedback=item.feedback_on(part))
