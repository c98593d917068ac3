"""Which question and option of an item's older content is which of its newer content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from quizapp.domain.items.content import Option, Question
from quizapp.domain.items.gaps import kind

SHARED_WORDS = 0.5
"""Two texts that share more than this of the shorter one's words say the same in other words."""

SLIP = 85
"""Likeness in percent (rapidfuzz.fuzz.ratio) from which on they differ by a typing error."""

_SHORT = 3
_EDGES = ".,;:!?…\"'“”‘’«»()[]*_"


def question_counterparts(old: Sequence[Question], new: Sequence[Question]) -> dict[int, int]:
    """Map the numbers of the old questions that are still asked to their numbers now.

    Several questions, those of a text with gaps, are told apart by their keys, then by their
    stems. If that leaves one on each side, they are the same.
    """
    pairs: dict[int, int] = {}
    for is_same in (_have_same_keys, _have_same_stem):
        for at, question in enumerate(old):
            counterpart = next((to for to in _free(new, pairs) if is_same(question, new[to])), None)
            if at not in pairs and counterpart is not None:
                pairs[at] = counterpart
    left, free = [at for at in range(len(old)) if at not in pairs], _free(new, pairs)
    return pairs | ({left[0]: free[0]} if len(left) == len(free) == 1 else {})


def option_counterparts(old: Question, new: Question) -> dict[str, str]:
    """Map the ids of the old options that are still there to their ids now.

    An option is itself as long as its id is there. Otherwise it has been reworded if exactly one
    new option of its role, key or not, reads like it (see `is_rewording`), and the other way
    round. Of options drawn from siblings only the key is the item's own. Answers that are typed
    are read by their letters and figures: each in other words is another.
    """
    shared = {option.id for option in old.options} & {option.id for option in new.options}
    become = {identity: identity for identity in shared}
    if old.is_typed or new.is_typed:
        return become
    for is_key in (True, False):
        become |= rewordings(_texts(old, new, is_key=is_key), _texts(new, old, is_key=is_key))
    return become


def prompt_counterparts(old: Question, new: Question) -> dict[str, str]:
    """Map the ids of the old prompts that are still there, or reworded, to their ids now."""
    before, after = ({each.id: each.text for each in of.prompts} for of in (old, new))
    went = {identity: text for identity, text in before.items() if identity not in after}
    came = {identity: text for identity, text in after.items() if identity not in before}
    return {identity: identity for identity in before if identity in after} | rewordings(went, came)


def rewordings(went: Mapping[str, str], came: Mapping[str, str]) -> dict[str, str]:
    """Map the ids of texts that went to those that came in their place, said in other words."""
    if not went or not came:
        return {}
    alike = [(a, b) for a in went for b in came if is_rewording(went[a], came[b])]
    lost, became = Counter(a for a, _ in alike), Counter(b for _, b in alike)
    return {a: b for a, b in alike if lost[a] == became[b] == 1}


def own_options(question: Question) -> tuple[Option, ...]:
    """Return the options that stand in the item itself, without those of its siblings."""
    if is_drawn(question):
        return tuple(option for option in question.options if option.is_key)
    return question.options


def is_drawn(question: Question) -> bool:
    """Whether the wrong options are drawn from sibling items."""
    return question.shown is not None


def is_rewording(old: str, new: str) -> bool:
    """Whether two texts say the same in other words, as far as a machine can tell.

    They have the same numbers and dates, and share more than half of the words of the shorter
    one, or differ by a typing error. Words of up to three letters count only where one of the
    two has no others. A “not” that came in is not noticed: whoever made the edit has to look.
    """
    from rapidfuzz import fuzz  # only where an item has been edited

    before, after = _words(old), _words(new)
    if _figures(before) != _figures(after):
        return False
    fewer, more = sorted(_told_apart(before, after), key=len)
    return len(fewer & more) > SHARED_WORDS * len(fewer) or fuzz.ratio(old, new) >= SLIP


def figures_in(text: str) -> tuple[str, ...]:
    """Return the numbers, months and years of a text, which no rewording changes."""
    return tuple(_figures(_words(text)))


def _texts(question: Question, other: Question, *, is_key: bool) -> dict[str, str]:
    """Return those texts of the question that the other one does not have, by their ids."""
    others = {option.id for option in other.options}
    own = (option for option in own_options(question) if option.is_key is is_key)
    return {option.id: option.text for option in own if option.id not in others}


def _free(new: Sequence[Question], pairs: Mapping[int, int]) -> list[int]:
    return [to for to in range(len(new)) if to not in pairs.values()]


def _have_same_keys(old: Question, new: Question) -> bool:
    return _key_ids(old) == _key_ids(new)


def _have_same_stem(old: Question, new: Question) -> bool:
    return old.stem == new.stem


def _key_ids(question: Question) -> set[str]:
    return {option.id for option in question.options if option.is_key}


def _words(text: str) -> list[str]:
    return [word for part in text.split() if (word := part.strip(_EDGES))]


def _told_apart(*texts: Sequence[str]) -> list[set[str]]:
    """Return the words of each text that tell it from others: the long ones, if all have some."""
    folded = [{word.casefold() for word in words} for words in texts]
    long = [{word for word in words if len(word) > _SHORT} for words in folded]
    return long if all(long) else folded


def _figures(words: Sequence[str]) -> list[str]:
    """Return the numbers, months and years, which no rewording changes."""
    return sorted(word.casefold() for word in words if kind(word) in ("number", "date"))
