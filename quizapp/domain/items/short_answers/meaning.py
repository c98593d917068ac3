"""What typed words are read as: a right answer, a known wrong one, or none of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quizapp.domain.items.short_answers.distance import apart
from quizapp.domain.items.short_answers.forgiving import Forgiving
from quizapp.domain.items.short_answers.slips import forgivable_slips
from quizapp.domain.items.short_answers.spelling import LONGEST, joined, spellings


@dataclass(frozen=True)
class Wanted:
    """The answers that an item knows.

    Attributes:
        right: Those that count, the first one being the key.
        wrong: Those that are known to be wrong.
        elsewhere: Other answers of the bank that are like a right one; see `rivals`.
        forgiving: What may differ.
    """

    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    forgiving: Forgiving = field(default_factory=Forgiving)


@dataclass(frozen=True)
class Meaning:
    """The answer that was meant, as the item has it; None where it is none that the item knows.

    `slips` is how many had to be forgiven.
    """

    answer: str | None = None
    is_right: bool = False
    slips: int = 0


_NONE = Meaning()


def meaning(typed: str, wanted: Wanted) -> Meaning:
    """Read what was typed.

    The first of these that holds:

    1. It is a right answer but for what is forgiven (slips aside).
    2. It is a known wrong one, but for case, accents and articles.
    3. It is a right one but for plurals; or but for slips as well, and lies nearer to it than to
       any other answer of the item or the bank.
    4. It is a known wrong one but for slips.
    """
    if len(typed) > LONGEST or not spellings(typed, wanted.forgiving):
        return _NONE
    if same := _same(typed, wanted.right, wanted.forgiving):
        return Meaning(same, is_right=True)
    if same := _same(typed, wanted.wrong, wanted.forgiving.fully):
        return Meaning(same)
    found = _nearest(typed, wanted.right, wanted.forgiving)
    if found and (not found.slips or found.slips < _nearest_rival(typed, wanted)):
        return Meaning(found.answer, is_right=True, slips=found.slips)
    return _nearest(typed, wanted.wrong, wanted.forgiving.fully) or _NONE


def are_same(one: str, other: str, forgiving: Forgiving) -> bool:
    """Whether two texts are the same but for what is forgiven, plurals and slips aside."""
    return not joined(one, forgiving).isdisjoint(joined(other, forgiving))


def _same(typed: str, answers: Iterable[str], forgiving: Forgiving) -> str | None:
    return next((each for each in answers if are_same(typed, each, forgiving)), None)


def _nearest(typed: str, answers: Iterable[str], forgiving: Forgiving) -> Meaning | None:
    """Return the answer with the fewest slips; where none are forgiven, a plural at most."""
    most = 2 if forgiving.allows("slips") else 0
    counted = [(forgivable_slips(typed, each, forgiving), each) for each in answers]
    near = [(slips, each) for slips, each in counted if slips is not None and slips <= most]
    slips, answer = min(near, key=lambda pair: pair[0], default=(0, None))
    return Meaning(answer, slips=slips) if answer is not None else None


def _nearest_rival(typed: str, wanted: Wanted) -> int:
    rivals = (*wanted.wrong, *wanted.elsewhere)
    return min((_apart(typed, each, wanted.forgiving.fully) for each in rivals), default=LONGEST)


def _apart(one: str, other: str, forgiving: Forgiving) -> int:
    pairs = ((a, b) for a in joined(one, forgiving) for b in joined(other, forgiving))
    return min((apart(a, b) for a, b in pairs), default=LONGEST)
