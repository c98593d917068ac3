"""What the figures of an item allow to be said, and nothing more.

A verdict is a kind with its facts, and `SENTENCES` has the words for each kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import NormalDist

from quizapp.domain.intervals import Interval, correlation_interval
from quizapp.domain.item_analysis.distractors import OptionUse, stronger_half
from quizapp.domain.item_analysis.reasons import FEWEST, Figure, Reason
from quizapp.domain.item_analysis.tallies import TalliedItem, third_size

DOUBT = 0.05
"""How often a coin alone may make a distractor beat the key among the stronger half."""

_LEEWAY = 1e-9

MANY_TOSSES = 1000
"""Beyond so many the normal curve is as good and much faster."""

KNOWN_FROM, KNOWN_SURELY = 0.9, 0.8
"""Nearly everyone: the facility, and the lower end of its interval, are at least this."""

KNOWERS = 0.1
"""No better than guessing: of those who would not guess right, so many at most know it."""


UNEVEN = 0.05
"""How often options may go unchosen by chance alone, were all wrong ones as attractive."""


class VerdictKind(StrEnum):
    """What can be said of an item, the gravest first."""

    CHECK_KEY = "check-key"
    WORSE_HERE = "worse-here"
    BELOW_GUESSING = "below-guessing"
    GUESSING = "guessing"
    MISCONCEPTION = "misconception"
    HARDLY_KNOWN = "hardly-known"
    UNCHOSEN = "unchosen"
    WELL_KNOWN = "well-known"
    TOO_FEW = "too-few"


GRAVITY: dict[VerdictKind, int] = {kind: place for place, kind in enumerate(VerdictKind)}
"""The place of each kind among all, from 0 for the gravest: lists are ordered by it."""

LEAST_GRAVE = len(GRAVITY)
"""The place of what nothing is said of."""


_l = str
"""Marks a text that the interface translates: texts are collected by this name."""

SENTENCES: dict[VerdictKind, str] = {
    VerdictKind.TOO_FEW: _l("Too few to say: %(people)s; most remarks begin at %(fewest)s."),
    VerdictKind.CHECK_KEY: _l(
        "The strongest third (%(people)s) chose %(rival)s (%(share)s) more often than the key "
        "%(key)s (%(other)s): check the key."
    ),
    VerdictKind.WORSE_HERE: _l(
        "Learners who do well elsewhere do worse here (item-rest correlation %(r)s, %(people)s): "
        "look for a second reading of the question."
    ),
    VerdictKind.BELOW_GUESSING: _l(
        "Fewer are right (%(share)s, %(people)s) than by guessing (%(other)s): a shared "
        "misconception, or a wrong key."
    ),
    VerdictKind.GUESSING: _l(
        "No better than guessing: %(share)s are right (%(people)s), and guessing gives %(other)s."
    ),
    VerdictKind.MISCONCEPTION: _l(
        "Fewer are right (%(share)s, %(people)s) than by guessing (%(other)s), and those who are "
        "do well elsewhere: many share a misconception."
    ),
    VerdictKind.HARDLY_KNOWN: _l("Hardly anyone knows this (%(share)s, %(people)s)."),
    VerdictKind.WELL_KNOWN: _l("Nearly everyone knows this (%(share)s, %(people)s)."),
    VerdictKind.UNCHOSEN: _l("Nobody chose %(options)s (%(people)s)."),
}
"""What verdicts say; the interface says it in the reader's language, with the texts of options."""


@dataclass(frozen=True)
class Verdict:
    """One thing that can be said.

    Attributes:
        kind: Which.
        n: How many learners it rests on.
        of: Of how many, where it rests on a part of them.
        options: The options it is about, if it is about options.
        share: The share, or correlation, that it rests on.
        other: What that is compared with: the key's share, or chance.
    """

    kind: VerdictKind
    n: int
    options: tuple[str, ...] = ()
    share: float | None = None
    other: float | None = None
    of: int | None = None


@dataclass(frozen=True)
class Evidence:
    """What verdicts rest on: an item and those of its figures that they look at."""

    item: TalliedItem
    facility: Figure
    facility_interval: Interval | None
    item_rest: Figure
    options: Sequence[OptionUse]

    @cached_property
    def discrimination(self) -> Interval | None:
        """The interval of the item-rest correlation; None where it says nothing."""
        if isinstance(self.item_rest, Reason):
            return None
        return correlation_interval(self.item_rest, self.item.beside_others.n)

    @property
    def discriminates(self) -> bool:
        """Whether the item surely tells who knows the rest: the whole interval is above 0."""
        return self.discrimination is not None and self.discrimination.low > 0


def verdicts(evidence: Evidence) -> tuple[Verdict, ...]:
    """What can be said of an item, gravest first.

    Below `FEWEST` learners only a wrong key is suspected: that rule weighs its own numbers. Where
    it is silent, one verdict says that there are too few.
    """
    on_key = tuple(_on_key(evidence))
    if evidence.item.n < FEWEST:
        return on_key or (Verdict(VerdictKind.TOO_FEW, evidence.item.n),)
    said = (
        *on_key,
        *_on_discrimination(evidence),
        *_on_facility(evidence),
        *_on_options(evidence),
    )
    return tuple(sorted(said, key=lambda verdict: GRAVITY[verdict.kind]))


def gravity(said: Iterable[Verdict]) -> int:
    """The place of the gravest of what is said, from 0; `LEAST_GRAVE` if nothing is."""
    return min((GRAVITY[verdict.kind] for verdict in said), default=LEAST_GRAVE)


def _on_key(evidence: Evidence) -> Iterator[Verdict]:
    """Yield whether a distractor beats the key among the strongest third.

    So few learners could do so by chance. It is said only if the distractor wins among the
    stronger half as well, by more than a coin would; and not of a key that those who know the rest
    surely choose more often than others do.
    """
    item, keys = evidence.item, evidence.item.keys
    if not (keys and item.chooses_one) or evidence.discriminates:
        return
    strongest = _strongest_third(evidence.options)
    key = sum(strongest.get(option, 0.0) for option in keys)
    rivals = [option for option in strongest if option not in keys]
    rival = max(rivals, key=lambda option: strongest[option], default=None)
    if rival is None or strongest[rival] <= key:
        return
    if _coin(*_duel(item, rival)) <= DOUBT:
        options = (rival, *sorted(keys))
        n = item.beside_others.n
        yield Verdict(VerdictKind.CHECK_KEY, third_size(n), options, strongest[rival], key, of=n)


def _strongest_third(options: Sequence[OptionUse]) -> dict[str, float]:
    """The share of the strongest third that chose each option."""
    return {use.option: use.by_third.strongest for use in options if use.by_third}


def _duel(item: TalliedItem, rival: str) -> tuple[int, int]:
    """How many of the stronger half chose the rival, and how many a key.

    Where only a part of some learners belongs to that half, it counts for the key alone.
    """
    half = stronger_half(item)
    wins = math.floor(half.get(rival, 0.0) + _LEEWAY)
    return wins, math.ceil(sum(half.get(option, 0.0) for option in item.keys) - _LEEWAY)


def _coin(wins: int, losses: int) -> float:
    """The chance that a fair coin gives at least so many wins: the one-sided sign test.

    Source: Arbuthnott (1710), Philosophical Transactions 27, 186-190.
    """
    tosses = wins + losses
    if tosses > MANY_TOSSES:
        return NormalDist().cdf((losses - wins + 1) / math.sqrt(tosses))
    return sum(math.comb(tosses, k) for k in range(wins, tosses + 1)) / (1 << tosses)


def _on_discrimination(evidence: Evidence) -> Iterator[Verdict]:
    """The whole interval of the item-rest correlation lies below 0."""
    r, n = evidence.item_rest, evidence.item.beside_others.n
    if isinstance(r, Reason) or n < FEWEST:
        return
    if evidence.discrimination and evidence.discrimination.high < 0:
        yield Verdict(VerdictKind.WORSE_HERE, n, share=r)


def _on_facility(evidence: Evidence) -> Iterator[Verdict]:
    share, interval = evidence.facility, evidence.facility_interval
    if isinstance(share, Reason) or interval is None:
        return
    chance = evidence.item.chance
    kind = _beside_guessing(share, interval, chance, discriminates=evidence.discriminates)
    kind = kind or _known(share, interval)
    if kind:
        yield Verdict(kind, evidence.item.n, share=share, other=chance)


def _beside_guessing(
    share: float, interval: Interval, chance: float | None, *, discriminates: bool
) -> VerdictKind | None:
    """What a facility says beside chance; who guesses does not do well elsewhere as well."""
    if chance is None or chance >= 1:
        return None
    if interval.high < chance:
        return VerdictKind.MISCONCEPTION if discriminates else VerdictKind.BELOW_GUESSING
    is_near = interval.low <= chance and (share - chance) / (1 - chance) <= KNOWERS
    return VerdictKind.GUESSING if is_near and not discriminates else None


def _known(share: float, interval: Interval) -> VerdictKind | None:
    if share >= KNOWN_FROM and interval.low >= KNOWN_SURELY:
        return VerdictKind.WELL_KNOWN
    if share <= 1 - KNOWN_FROM and interval.high <= 1 - KNOWN_SURELY:
        return VerdictKind.HARDLY_KNOWN
    return None


def _on_options(evidence: Evidence) -> Iterator[Verdict]:
    """Yield the distractors that nobody chose, if enough learners were wrong to choose them."""
    distractors = [use for use in evidence.options if not use.is_key]
    unchosen = tuple(use.option for use in distractors if use.count == 0)
    wrong = sum(use.count for use in distractors)
    if unchosen and _unchosen_by_chance(len(unchosen), len(distractors), wrong) <= UNEVEN:
        yield Verdict(VerdictKind.UNCHOSEN, evidence.item.n, unchosen)


def _unchosen_by_chance(unchosen: int, distractors: int, wrong: int) -> float:
    """The chance, at most, that so many distractors go unchosen though all attract alike.

    Each way of leaving so many out is counted by itself (Boole's inequality). Nothing is known of
    distractors where nobody was wrong.
    """
    left = (distractors - unchosen) / distractors
    return math.comb(distractors, unchosen) * left**wrong if wrong else 1.0
