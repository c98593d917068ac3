"""From items of a bank to questions as other programs have them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

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
    TrueFalseItem,
)
from quizapp.domain.items.content import option_id
from quizapp.domain.items.gaps import GAP, blanked, gaps
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.asked import GAP_MARK, Answer, Asked, Kind
from quizapp.exchange.labels import labels_of, order_labels
from quizapp.exchange.numeric import number_question
from quizapp.exchange.paired import paired_answers
from quizapp.exchange.passages import passage_losses, passage_question
from quizapp.exchange.results import Loss
from quizapp.exchange.short_answers import answers_of

_EXTRAS = (
    *(key for key in ItemForm.model_fields if key not in {"id", "type", "topic"}),
    *("front", "credit", "kind", "not_beside", "tolerance", "unit"),
)
_ORDER = ("order", "pin")
_LABELLED = ("level", "drills", "credit", "kind", *_ORDER)


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
        "hints": (item.hint,) if item.hint else (),
        "explanation": item.explanation or "",
    }
    named = tuple(
        replace(
            asked,
            item_id=_part_id(item.id, number, len(parts)),
            labels=(*labels_of(item), *order_labels(asked, carried)),
            **shared,  # type: ignore[arg-type]  # shared holds its fields
        )
        for number, asked in enumerate(parts, start=1)
    )
    losses = [*lost_extras(item, {*_LABELLED, *carried}), *passage_losses(item)]
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
        for key in (*_EXTRAS, *_ORDER)
        if key in fields
        and getattr(item, key) != fields[key].get_default(call_default_factory=True)
    ]


def pinned_last(asked: Asked) -> Asked:
    """Return the question with the answers that stay last behind all others."""
    pinned = [asked.answers[place - 1] for place in asked.pinned]
    others = [answer for answer in asked.answers if answer not in pinned]
    places = tuple(range(len(others) + 1, len(asked.answers) + 1))
    return replace(asked, answers=(*others, *pinned), pinned=places)


def order_losses(item: ItemForm, target: str, *, keeps_order: bool) -> Iterator[Loss]:
    """Tell where the other program will show options in another order."""
    if isinstance(item, PlaceItem) and not keeps_order:
        yield Loss("X622", item.id, f"{target} may shuffle the sentences of `{item.id}`.")
    if not isinstance(item, ChoiceItem | MultipleItem):
        return
    if item.options and not keeps_order:
        yield Loss("X622", item.id, f"{target} may shuffle the options of `{item.id}` (`order`).")
    if item.pin is not None:
        message = f"{target} keeps no single option of `{item.id}` last (`pin`)."
        yield Loss("X622", item.id, message)


def parts_left_out(item: ItemForm, why: str) -> Iterator[Loss]:
    """Tell that an item to be put in order, matched or sorted was left out, and why."""
    if isinstance(item, OrderItem | MatchItem | SortItem):
        yield Loss("X621", item.id, f"`{item.id}` was left out: {why}")


def bank_losses(bank: Bank) -> tuple[Loss, ...]:
    """Tell what no format of questions has a place for: the article, and the quizzes."""
    count = len(bank.quizzes)
    quizzes = f" and {count} {'quiz' if count == 1 else 'quizzes'}" if count else ""
    return (Loss("X624", None, f"The article{quizzes} of “{bank.title}” stay behind."),)


def _questions(item: ItemForm) -> Iterator[Asked]:
    if isinstance(item, ChoiceItem):
        yield _ordered(item, "one", 1.0, 0.0)
    elif isinstance(item, MultipleItem):
        share = 1 / len(item.keys)
        yield _ordered(item, "many", share, -share)
    elif isinstance(item, TrueFalseItem):
        yield Asked("truth", item.stem, tuple(_truths(item)))
    elif isinstance(item, ClozeItem):
        yield from (_gap_question(item, gap) for gap in gaps(item.text))
    elif isinstance(item, TermItem):
        kind: Kind = "one" if item.distractors else "words"
        yield Asked(kind, item.definition, (Answer(item.term, 1.0), *_answers(item.distractors)))
    elif isinstance(item, PlaceItem):
        yield passage_question(item)
    elif isinstance(item, ShortItem):
        yield Asked("words", item.stem, tuple(answers_of(item)))
    else:
        yield from _with_parts(item)


def _with_parts(item: ItemForm) -> Iterator[Asked]:
    if isinstance(item, OrderItem):
        yield Asked("order", item.stem, tuple(Answer(entry, 1.0) for entry in item.sequence))
    elif isinstance(item, MatchItem | SortItem):
        yield Asked("pairs", item.stem, tuple(paired_answers(item)))
    elif isinstance(item, NumberItem):
        yield number_question(item)


def _ordered(item: ChoiceItem | MultipleItem, kind: Kind, right: float, wrong: float) -> Asked:
    """Return the question with its answers as they are listed, and what is said of their order."""
    if item.options:
        listed = tuple(_answer(each, right if each.is_key else wrong) for each in item.options)
        return Asked(kind, item.stem, listed, is_ordered=True)
    answers = (*_answers(item.right, right), *_answers(item.distractors, wrong))
    return Asked(kind, item.stem, answers, pinned=tuple(_pinned(item, answers)))


def _pinned(item: ChoiceItem | MultipleItem, answers: Sequence[Answer]) -> Iterator[int]:
    places = {option_id(answer.text): place for place, answer in enumerate(answers, start=1)}
    for text in item.pin.last if item.pin is not None else ():
        yield places[option_id(text)]


def _answer(form: OptionForm, share: float) -> Answer:
    return Answer(form.text, share, form.feedback or "")


def _answers(forms: Sequence[OptionForm], share: float = 0.0) -> tuple[Answer, ...]:
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
        (Answer(gap, 1.0), *_answers(own)),
        after=blanked(after, gap) if after.strip() else "",
    )


def _part_id(item_id: str, number: int, count: int) -> str:
    return item_id if count == 1 else f"{item_id[:60]}-{number}"
