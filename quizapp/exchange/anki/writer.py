"""Anki out: a package of notes that a second import brings up to date.

Ids of note types are fixed, of decks and notes they follow from the ids of bank, topic and item.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MatchItem,
    MultipleItem,
    NumberItem,
    OrderItem,
    PlaceItem,
    ShortItem,
    SortItem,
    TermItem,
)
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.anki.fields import (
    CARD_MODEL,
    CLOZE_MODEL,
    FIELDS,
    TERM_MODEL,
    TYPED_MODEL,
    cloze_html,
    options_html,
)
from quizapp.exchange.anki.passages import passage_sides
from quizapp.exchange.labels import labels_of
from quizapp.exchange.numeric import known_number_losses
from quizapp.exchange.outgoing import bank_losses, lost_extras
from quizapp.exchange.paired import parting_losses, written_pairs
from quizapp.exchange.pictures_out import NO_FILES
from quizapp.exchange.results import Exported, Loss
from quizapp.exchange.short_answers import COUNTS, forgiving_losses, told_wrong
from quizapp.exchange.texts import html_of, one_line

_CARRIED = {"explanation", "front", "hint", "level", "drills", "credit", "kind"}
_CSS = (
    ".card { font-family: sans-serif; font-size: 20px; text-align: left; }"
    " .feedback { color: #555; font-style: italic; }"
)
_MORE = "{{#Options}}<ul>{{Options}}</ul>{{/Options}}<p>{{Explanation}}</p>"
_HINT = "{{#Hint}}<p>{{hint:Hint}}</p>{{/Hint}}"
_CARD = {
    "name": "Card",
    "qfmt": "{{Front}}" + _HINT,
    "afmt": "{{FrontSide}}<hr id=answer>{{Back}}" + _MORE,
}
_TURNED = {
    "name": "Turned",
    "qfmt": "{{Back}}" + _HINT,
    "afmt": "{{FrontSide}}<hr id=answer>{{Front}}" + _MORE,
}
_TYPED = {
    "name": "Typed",
    "qfmt": "{{Front}}" + _HINT + "{{type:Back}}",
    "afmt": "{{Front}}<hr id=answer>{{type:Back}}" + _MORE,
}
_CLOZE = {
    "name": "Cloze",
    "qfmt": "{{cloze:Front}}" + _HINT,
    "afmt": "{{cloze:Front}}" + _MORE,
}


def write_apkg(bank: Bank, at: float, files: Mapping[str, bytes] = NO_FILES) -> Exported:
    """Write a bank's items as a package of notes, in a deck for each topic.

    Args:
        bank: The bank.
        at: The time in seconds; Anki brings a note up to date if the package is newer.
        files: The pictures that items name.

    """
    import genanki  # slow to import, and only needed here

    models = _models(genanki)
    decks = {
        topic: genanki.Deck(_deck_id(bank.id, topic), f"{_name(bank.title)}::{_name(title)}")
        for topic, title in bank.topics.items()
    }
    losses: list[Loss] = list(bank_losses(bank))
    for item in bank.items.values():
        losses += _losses(item)
        if "card" in item.drills:
            note = genanki.Note(
                model=models[_model_id(item)],
                fields=list(_fields(item)),
                tags=[*labels_of(item), *_type_label(item)],
                guid=genanki.guid_for(bank.id, item.id),
            )
            decks[item.topic].add_note(note)
    stream = io.BytesIO()
    with TemporaryDirectory() as folder:
        paths = [_put(Path(folder) / name, content) for name, content in sorted(files.items())]
        filled = [deck for deck in decks.values() if deck.notes]
        genanki.Package(filled, paths).write_to_file(stream, at)
    return Exported(stream.getvalue(), tuple(losses))


def _put(path: Path, content: bytes) -> str:
    """Write a file where genanki takes it from."""
    path.write_bytes(content)
    return str(path)


def _models(genanki: Any) -> dict[int, Any]:
    fields = [{"name": name} for name in FIELDS]
    made = [
        genanki.Model(CARD_MODEL, "Quizapp card", fields, [_CARD], _CSS),
        genanki.Model(TERM_MODEL, "Quizapp term", fields, [_CARD, _TURNED], _CSS),
        genanki.Model(TYPED_MODEL, "Quizapp typed", fields, [_TYPED], _CSS),
        genanki.Model(
            CLOZE_MODEL, "Quizapp cloze", fields, [_CLOZE], _CSS, model_type=genanki.Model.CLOZE
        ),
    ]
    return {model.model_id: model for model in made}


def _losses(item: ItemForm) -> Iterator[Loss]:
    if "card" not in item.drills:
        yield Loss("X621", item.id, f"`{item.id}` is kept to quizzes (`drills`), so it is no card.")
        return
    yield from lost_extras(item, _CARRIED)
    yield from parting_losses(item)
    yield from forgiving_losses(item, "Anki", "compares letter by letter, and you rate yourself,")
    if isinstance(item, ChoiceItem | MultipleItem):
        message = f"Anki asks `{item.id}` without options; they are shown with the answer."
        yield Loss("X623", item.id, message)
    elif isinstance(item, OrderItem | MatchItem | SortItem):
        what = "the right order" if isinstance(item, OrderItem) else "what belongs together"
        message = f"Anki shows the question of `{item.id}` alone; {what} is on the back."
        yield Loss("X623", item.id, message)
    elif isinstance(item, NumberItem):
        message = f"Anki compares nothing that is typed: `{item.id}` is a card like any other."
        yield Loss("X623", item.id, message)
        yield from known_number_losses(item)
    if getattr(item, "front", None):
        message = f"Anki asks `{item.id}` by its `front`; its `stem` is left out."
        yield Loss("X622", item.id, message)


def _model_id(item: ItemForm) -> int:
    models = {"term": TERM_MODEL, "cloze": CLOZE_MODEL, "short": TYPED_MODEL}
    return models.get(item.type, CARD_MODEL)


def _type_label(item: ItemForm) -> Iterator[str]:
    if item.type in {"multiple", "true-false"}:
        yield f"type:{item.type}"


def _fields(item: ItemForm) -> Iterator[str]:
    yield from _sides(item)
    yield html_of(item.explanation or "")
    yield html_of(item.hint or "")
    yield item.id


def _sides(item: ItemForm) -> tuple[str, str, str]:
    """Return front, back and options."""
    if isinstance(item, ChoiceItem | MultipleItem):
        front = html_of(item.front or item.stem)
        return front, options_html(item.right), options_html(item.distractors)
    if isinstance(item, OrderItem):
        entries = options_html(map(_option, item.sequence))
        return html_of(item.front or item.stem), f"<ol>{entries}</ol>", ""
    if isinstance(item, MatchItem | SortItem):
        return _pair_sides(item)
    if isinstance(item, ClozeItem):
        own = (options_html(forms, gap) for gap, forms in item.distractors.items())
        return cloze_html(item.text), "", "".join(own)
    if isinstance(item, TermItem):
        return html_of(item.term), html_of(item.definition), options_html(item.distractors)
    if isinstance(item, PlaceItem):
        return passage_sides(item)
    if isinstance(item, ShortItem):
        others = options_html(map(_option, item.accept), COUNTS) + options_html(told_wrong(item))
        return html_of(item.front or item.stem), html_of(item.key), others
    face, feedback = item.faces()[0], getattr(item, "feedback", None)
    told = feedback if isinstance(feedback, str) else ""
    return html_of(face.front), html_of(face.back), html_of(told)


def _pair_sides(item: MatchItem | SortItem) -> tuple[str, str, str]:
    pairs, others = (options_html(map(_option, texts)) for texts in written_pairs(item))
    return html_of(item.front or item.stem), pairs, others


def _option(text: str) -> OptionForm:
    return OptionForm(text=text)


def _deck_id(bank_id: str, topic: str) -> int:
    """Return a deck's id, which follows from what it holds: 31 bits, as Anki's own are."""
    digest = hashlib.sha256(f"{bank_id}\n{topic}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)


def _name(title: str) -> str:
    return one_line(title).replace("::", ":")
