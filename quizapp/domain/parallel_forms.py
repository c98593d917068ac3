"""A quiz's items dealt into two forms that share none: one for before, one for after.

The algorithm, for items of which each has a topic, a level and perhaps a facility known from
earlier learners:

1. Mix the items by the seed, then put them in order of facility, those without one last.
2. Make pairs of neighbours within each topic and level; of what is left over, within each topic;
   of what is then left over, across topics. Of an odd number, one item stays out.
3. Take the pairs in order of the gap between their facilities, the widest first. The easier item
   of each goes to the form whose facilities sum to less so far; where that does not decide, a
   coin thrown by the seed does.

So the forms have as many items each, and of each topic, and of each topic and level, as many or one
more. Their sums of facility differ by no more than the widest gap within a pair.

After the matched random subtests of Gulliksen (1950), Theory of Mental Tests; see van der Linden
and Boekkooi-Timminga (1988), Applied Psychological Measurement 12, 201-209.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.giveaways.ordering import least_given_away
from quizapp.domain.drills.choosing import askable_items, pools
from quizapp.domain.errors import NothingToAsk, TooFewItems

FEWEST_ITEMS = 3
"""Of a form. A score of fewer says next to nothing about one learner."""

FORMS = ("A", "B")


@dataclass(frozen=True)
class FormItem:
    """An item as it is dealt; `facility` is None where too few have answered it."""

    id: str
    topic: str
    level: str
    facility: float | None = None


@dataclass(frozen=True)
class Forms:
    """The items of the two forms, in the order of the bank."""

    a: tuple[str, ...]
    b: tuple[str, ...]

    def of(self, letter: str) -> tuple[str, ...]:
        """The items of form "A" or "B"."""
        return self.a if letter == FORMS[0] else self.b


def other_form(letter: str) -> str:
    """The form that a learner has not had yet."""
    return FORMS[1] if letter == FORMS[0] else FORMS[0]


def forms_of_quiz(bank: Bank, quiz: Quiz, facilities: Mapping[str, float], seed: int) -> Forms:
    """Deal the items of a quiz into two forms: the same seed always gives the same forms.

    A quiz that lists its items has half of them on each form. One that picks has as many on each
    form as it picks, of each topic that it picks from, as far as the bank reaches.

    Args:
        bank: The bank the quiz belongs to.
        quiz: The quiz.
        facilities: The facility, from 0 to 1, of the items of which it is known.
        seed: What the dice begin from.

    Raises:
        NothingToAsk: no item of the quiz is left.
        TooFewItems: a form would have fewer than `FEWEST_ITEMS`.
    """
    drawn = _drawn(bank, quiz, random.Random(f"{seed}:items"))  # noqa: S311  reproducible
    if not drawn:
        raise NothingToAsk
    if len(drawn) < 2 * FEWEST_ITEMS:
        raise TooFewItems(wanted=FEWEST_ITEMS, forms=len(FORMS))
    items = [bank.items[item_id] for item_id in drawn]
    return parallel_forms(
        [FormItem(item.id, item.topic, item.level, facilities.get(item.id)) for item in items],
        seed,
    )


def parallel_forms(items: Sequence[FormItem], seed: int) -> Forms:
    """Deal items into two forms of the same length, as alike as they can be made."""
    dice = random.Random(f"{seed}:forms")  # noqa: S311  reproducible
    order = {item.id: at for at, item in enumerate(items)}
    sides = _dealt(_pairs(_easiest_first(items, dice)), dice)
    a, b = (tuple(sorted((item.id for item in side), key=order.__getitem__)) for side in sides)
    return Forms(a, b)


def items_of_form(bank: Bank, item_ids: Iterable[str], seed: int) -> tuple[str, ...]:
    """The items of a form that the bank can still ask, in the order of the attempt of this seed."""
    askable = set(askable_items(bank))
    ids = [item_id for item_id in item_ids if item_id in askable]
    random.Random(seed).shuffle(ids)  # noqa: S311  reproducible
    return least_given_away(bank, ids)


def first_form(pair_seed: int, taken: Mapping[str, int]) -> str:
    """The form that the next learner has first: that of the smaller half, else by a coin.

    Halves so filled never differ by more than one, and nobody can choose theirs by waiting.

    Args:
        pair_seed: The seed of the pair.
        taken: How many learners have had each form first.
    """
    a, b = (taken.get(letter, 0) for letter in FORMS)
    if a != b:
        return FORMS[0] if a < b else FORMS[1]
    return random.Random(f"{pair_seed}:half {a + b}").choice(FORMS)  # noqa: S311  reproducible


def _drawn(bank: Bank, quiz: Quiz, dice: random.Random) -> list[str]:
    """Twice as many items as one attempt asks, from each pool; all that a quiz lists."""
    drawn: list[str] = []
    for pool, count in pools(bank, quiz):
        wanted = len(pool) if quiz.item_ids is not None else min(2 * count, len(pool))
        chosen = set(dice.sample(list(pool), wanted))
        drawn += [item_id for item_id in pool if item_id in chosen]
    return drawn


_Pair = tuple[FormItem, FormItem]


def _easiest_first(items: Sequence[FormItem], dice: random.Random) -> list[FormItem]:
    mixed = dice.sample(list(items), len(items))
    return sorted(mixed, key=lambda item: -1.0 if item.facility is None else item.facility)[::-1]


def _pairs(items: list[FormItem]) -> list[_Pair]:
    """Neighbours within topic and level, then within topic, then whatever is left."""
    pairs: list[_Pair] = []
    left = list(items)
    place = {item.id: at for at, item in enumerate(items)}
    likeness: tuple[Callable[[FormItem], Hashable], ...] = (
        lambda item: (item.topic, item.level),
        lambda item: item.topic,
        lambda _: None,
    )
    for alike in likeness:
        groups: dict[Hashable, list[FormItem]] = {}
        for item in left:
            groups.setdefault(alike(item), []).append(item)
        left = []
        for group in groups.values():
            pairs += zip(group[::2], group[1::2], strict=False)
            left += group[-1:] if len(group) % 2 else []
        left.sort(key=lambda item: place[item.id])
    return pairs


def _gap(pair: _Pair) -> float:
    """By how much the first of a pair is easier; nothing where either's facility is not known."""
    easier, other = pair
    if easier.facility is None or other.facility is None:
        return 0.0
    return easier.facility - other.facility


def _dealt(pairs: list[_Pair], dice: random.Random) -> tuple[list[FormItem], list[FormItem]]:
    a: list[FormItem] = []
    b: list[FormItem] = []
    lead = 0.0  # by how much the facilities of form A sum to more
    for pair in sorted(pairs, key=_gap, reverse=True):
        gap = _gap(pair)
        to_a = dice.random() < 0.5 if lead == 0 or gap == 0 else lead < 0
        first, second = pair if to_a else pair[::-1]
        a.append(first)
        b.append(second)
        lead += gap if to_a else -gap
    return a, b
