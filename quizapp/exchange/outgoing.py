"""From items of a bank to questions as other programs have them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.bank import Bank
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MultipleItem,
    TermItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import GAP, blanked, gaps
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.asked import GAP_MARK, Answer, Asked, Kind
from quizapp.exchange.labels import labels_of
from quizapp.exchange.results import Loss

_EXTRAS = (
    *(key for key in ItemForm.model_fields if key not in {"id", "type", "topic"}),
    *("front", "credit", "kind", "not_beside"),
)
_LABELLED = ("level", "drills", "credit", "kind")


@dataclass(frozen=True)
class Outgoing:
    """The questions that an item becomes, and what they do not say."""

    questions: tuple[Asked, ...]
    losses: tuple[Loss, ...]


def outgoing(item: ItemForm, bank: Bank, carried: Collection[str] = ()) -> Outgoing:
    """Return an item as questions with labels; `carried` are the extras that the format has.

    A term asks for the word that is defined, among its distractors if it has any; a text with
    several gaps asks once for each.
    """
    parts = tuple(_questions(item))
    shared = {
        "topic": bank.topics[item.topic],
        "labels": labels_of(item),
        "hints": (item.hint,) if item.hint else (),
        "explanation": item.explanation or "",
    }
    named = tuple(
        replace(asked, item_id=_part_id(item.id, number, len(parts)), **shared)  # type: ignore[arg-type]  # shared holds its fields
        for number, asked in enumerate(parts, start=1)
    )
    losses = list(lost_extras(item, {*_LABELLED, *carried}))
    if len(parts) > 1:
        message = f"`{item.id}` has {len(parts)} gaps and became {len(parts)} questions."
        losses.append(Loss("X623", item.id, message))
    return Outgoing(named, tuple(losses))


def lost_extras(item: ItemForm, carried: Collection[str]) -> Iterator[Loss]:
    """Tell which keys of an item are written and will not be carried."""
    lost = [key for key in written_extras(item) if key not in carried]
    if lost:
        keys = ", ".join(f"`{key}`" for key in lost)
        yield Loss("X622", item.id, f"Of `{item.id}` this is left out: {keys}.")


def written_extras(item: ItemForm) -> list[str]:
    """Return the keys beside those of the question itself that an item makes use of."""
    fields = type(item).model_fields
    return [
        key
        for key in _EXTRAS
        if key in fields
        and getattr(item, key) != fields[key].get_default(call_default_factory=True)
    ]


def bank_losses(bank: Bank) -> tuple[Loss, ...]:
    """Tell what no format of questions has a place for: the article, and the quizzes."""
    count = len(bank.quizzes)
    quizzes = f" and {count} {'quiz' if count == 1 else 'quizzes'}" if count else ""
    return (Loss("X624", None, f"The article{quizzes} of “{bank.title}” stay behind."),)


def _questions(item: ItemForm) -> Iterator[Asked]:
    if isinstance(item, ChoiceItem):
        yield Asked("one", item.stem, (_answer(item.key, 1.0), *_wrong(item.distractors)))
    elif isinstance(item, MultipleItem):
        share = 1 / len(item.keys)
        keys = tuple(_answer(key, share) for key in item.keys)
        yield Asked("many", item.stem, (*keys, *_wrong(item.distractors, -share)))
    elif isinstance(item, TrueFalseItem):
        yield Asked("truth", item.stem, tuple(_truths(item)))
    elif isinstance(item, ClozeItem):
        yield from (_gap_question(item, gap) for gap in gaps(item.text))
    elif isinstance(item, TermItem):
        kind: Kind = "one" if item.distractors else "words"
        yield Asked(kind, item.definition, (Answer(item.term, 1.0), *_wrong(item.distractors)))


def _answer(form: OptionForm, share: float) -> Answer:
    return Answer(form.text, share, form.feedback or "")


def _wrong(forms: tuple[OptionForm, ...], share: float = 0.0) -> tuple[Answer, ...]:
    return tuple(_answer(form, share) for form in forms)


def _truths(item: TrueFalseItem) -> Iterator[Answer]:
    for truth in (True, False):
        is_key = truth is item.key
        feedback = "" if is_key else item.feedback or ""
        yield Answer(str(truth).lower(), float(is_key), feedback)


def _gap_question(item: ClozeItem, gap: str) -> Asked:
    """Return the question for one gap, cut there; where it stands again there is a blank."""
    place = next(match for match in GAP.finditer(item.text) if match[1].strip() == gap)
    before, after = item.text[: place.start()], item.text[place.end() :]
    own = item.distractors.get(gap, ())
    return Asked(
        "one" if own else "words",
        blanked(before, gap) if after.strip() else f"{blanked(before, gap)}{GAP_MARK}{after}",
        (Answer(gap, 1.0), *_wrong(own)),
        after=blanked(after, gap) if after.strip() else "",
    )


def _part_id(item_id: str, number: int, count: int) -> str:
    return item_id if count == 1 else f"{item_id[:60]}-{number}"
