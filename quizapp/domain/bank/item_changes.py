"""What changed within an item, field by field, as its teacher wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.bank.word_runs import Run, word_runs
from quizapp.domain.items import ItemForm
from quizapp.domain.items.content import option_id
from quizapp.domain.items.counterparts import rewordings
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.ordering import PinForm

UNSEEN = frozenset({"id", "level", "author_note", "allow", "options", "order"})
"""Fields that learners never meet, and the id, which names the item and is no part of it.

Options are compared by their roles, and their order on its own.
"""

BESIDE = frozenset(
    {"feedback", "order", "pin", "topic", "hint", "explanation", "cites", "drills", "front"}
)
"""Fields that stand beside the question; their changes are told last."""

BETWEEN = " · "


@dataclass(frozen=True)
class Change:
    """A part of an item that changed; `old` is None if it came, `new` is None if it went.

    The field is the key of the file, `feedback` for that of an option, or `order` for options
    that stand in another order; there None is an order that is shuffled. For a gap of a cloze it
    is `distractors: gap`.
    """

    field: str
    old: str | None
    new: str | None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Both versions in one, word by word."""
        return word_runs(self.old, self.new)


@dataclass
class _Written:
    """An item taken apart: its plain fields as text, and its lists of texts and of options."""

    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[str, str]] = field(default_factory=dict)
    feedback: dict[str, dict[str, str]] = field(default_factory=dict)
    order: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: object) -> None:
        """Put a field in its place, whichever type of item it belongs to."""
        if isinstance(value, Mapping):
            if name == "boxes":  # one may be empty, and their order says something
                self.lists[name] = {option_id(box): box for box in value}
            for key, each in value.items():
                self.add(f"{name}: {key}", each)
        elif options := _options(value):
            self._add_options(name, options)
        elif isinstance(value, PinForm):
            self.lists[name] = {option_id(text): text for text in value.last}
        elif isinstance(value, tuple) and name != "drills":
            self.lists[name] = {option_id(text): text for text in value}
        elif value is not None:
            self.texts[name] = _as_text(value)

    def _add_options(self, name: str, options: Sequence[OptionForm]) -> None:
        self.lists[name] = {option_id(each.text): each.text for each in options}
        self.feedback[name] = {option_id(each.text): each.feedback or "" for each in options}


def item_changes(old: ItemForm | None, new: ItemForm | None) -> tuple[Change, ...]:
    """Return what is different, the question before what stands beside it.

    None is an item that is not there.
    """
    before, after = _written(old), _written(new)
    _follow_gap(before, after)
    changes = [*_changed_texts(before.texts, after.texts), *_changed_lists(before, after)]
    if before.order or after.order:
        changes = [each for each in changes if each.field != "order"]
        changes += _changed_order(before.order, after.order)
    return tuple(sorted(changes, key=lambda change: change.field.partition(":")[0] in BESIDE))


def _written(item: ItemForm | None) -> _Written:
    written = _Written()
    for name in type(item).model_fields if item is not None else ():
        if name not in UNSEEN:
            written.add(name, getattr(item, name))
    options: Sequence[OptionForm] = getattr(item, "options", ())
    written.order = {option_id(each.text): each.text for each in options}
    return written


def _options(value: object) -> tuple[OptionForm, ...]:
    """Return the options that a field holds: one, several or none."""
    values = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in values if isinstance(each, OptionForm))


def _follow_gap(old: _Written, new: _Written) -> None:
    """Take the options of the one gap that went for those of the one that came."""
    went = [name for name in old.feedback if name not in new.feedback]
    came = [name for name in new.feedback if name not in old.feedback]
    if len(went) == len(came) == 1 and ":" in went[0] and ":" in came[0]:
        for fields in (old.lists, old.feedback):
            fields[came[0]] = fields.pop(went[0])


def _as_text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _changed_texts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Change(name, old.get(name), new.get(name))


def _changed_lists(old: _Written, new: _Written) -> Iterator[Change]:
    for name in dict.fromkeys([*old.lists, *new.lists]):
        before, after = old.lists.get(name, {}), new.lists.get(name, {})
        become = _become(before, after)
        for identity, text in before.items():
            to = after.get(become.get(identity, ""))
            if to != text:
                yield Change(name, text, to)
        came = [identity for identity in after if identity not in become.values()]
        yield from (Change(name, None, after[identity]) for identity in came)
        if become.keys() == before.keys() and not came and [*become.values()] != [*after]:
            field = "sequence" if name == "sequence" else "order"
            yield Change(field, BETWEEN.join(before.values()), BETWEEN.join(after.values()))
        yield from _changed_feedback(old.feedback.get(name, {}), new.feedback.get(name, {}), become)


def _changed_order(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Compare two fixed orders by the options that both have, or one with none."""
    shared = old.keys() & new.keys() if old and new else old.keys() | new.keys()
    before, after = ([identity for identity in order if identity in shared] for order in (old, new))
    if before != after:
        yield Change(
            "order", BETWEEN.join(old.values()) or None, BETWEEN.join(new.values()) or None
        )


def _become(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Map what was in a list to what stands there for it now; one for one, whatever it says."""
    went = {identity: text for identity, text in before.items() if identity not in after}
    came = {identity: text for identity, text in after.items() if identity not in before}
    become = dict(zip(went, came, strict=True)) if len(went) == len(came) == 1 else {}
    become |= rewordings(went, came)
    same = {identity: identity for identity in before if identity in after}
    return {identity: (same | become)[identity] for identity in before if identity in same | become}


def _changed_feedback(
    old: Mapping[str, str], new: Mapping[str, str], become: Mapping[str, str]
) -> Iterator[Change]:
    for identity, to in become.items():
        before, after = old.get(identity, ""), new.get(to, "")
        if before != after:
            yield Change("feedback", before or None, after or None)
