"""One verdict on a question: what a teacher reads first, with the numbers it rests on.

`verdicts.py` lists all that the figures allow to be said. This picks the one thing that does most
harm if it stays, in the order of `Judgement`:

* Wrong key: the strongest third prefers another answer to the key, and among the stronger half it
  wins by more than a coin would (`verdicts.py` has the rule; item-writing guides tell teachers to
  look for it: Haladyna 2004, Developing and Validating Multiple-Choice Test Items, chapter 9).
  The rule weighs its own numbers, so it speaks in small classes as well (docs/statistics.md).
* Two right answers: the strongest third splits between the key and one other answer, and the better
  learners are, the more of them choose that other one. A wrong answer loses strong learners;
  one that gains them has something to be said for it. Or those who do well elsewhere do worse here.
* Shared mistake: fewer are right than by guessing, and the key is not what is wrong with it.
* Guessed: no better than guessing.
* Weak wrong answer: nobody chose it, though enough were wrong to choose it (a distractor that does
  no work: Haladyna and Downing 1993, Educational and Psychological Measurement 53, 999-1010).
* Fine: nothing of these.
* Too few to say: under 10 answers nothing is said at all. Under 20 hardly anything but a wrong key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.intervals import correlation_interval
from quizapp.domain.item_analysis.distractors import OptionUse
from quizapp.domain.item_analysis.item_figures import ItemFigures
from quizapp.domain.item_analysis.reasons import FEWEST
from quizapp.domain.item_analysis.verdicts import Verdict, VerdictKind

FEWEST_TO_JUDGE = 10
"""Below so many answers a share may be off by 30 points, and nothing is said."""

SPLIT = 1 / 3
"""So much of the strongest third chose the other answer, where there may be two right ones."""

GAIN = 0.2
"""By so much the other answer has more among the strongest third than among the weakest."""


class Judgement(StrEnum):
    """What is said of a question, the most harmful first."""

    WRONG_KEY = "wrong-key"
    TWO_RIGHT = "two-right"
    SHARED_MISTAKE = "shared-mistake"
    GUESSED = "guessed"
    WEAK_OPTION = "weak-option"
    FINE = "fine"
    TOO_FEW = "too-few"


HARM: Mapping[Judgement, int] = {kind: place for place, kind in enumerate(Judgement)}
"""The place of each among all, from 0 for the most harmful: lists are ordered by it."""

TO_LOOK_AT = frozenset(Judgement) - {Judgement.FINE, Judgement.TOO_FEW}
"""What is reason to look at a question."""


@dataclass(frozen=True)
class Verdicted:
    """The verdict on a question, and what it rests on.

    Attributes:
        judgement: Which.
        n: How many answers.
        share: The share that is right; None without answers.
        chance: The share that guessing would get right, where it was compared with that.
        rival: The other answer that it is about, None if it is about none.
        keys: The right ones.
        rival_count: How many chose the other answer.
        key_count: How many chose a right one.
        strongest_rival: The share of the strongest third that chose the other answer.
        strongest_key: The share of the strongest third that chose a right one.
        unchosen: The wrong answers that nobody chose.
        is_worse_here: Whether those who do well elsewhere do worse here.
    """

    judgement: Judgement
    n: int
    share: float | None = None
    chance: float | None = None
    rival: str | None = None
    keys: tuple[str, ...] = ()
    rival_count: int = 0
    key_count: int = 0
    strongest_rival: float | None = None
    strongest_key: float | None = None
    unchosen: tuple[str, ...] = ()
    is_worse_here: bool = False

    @property
    def is_key_safe(self) -> bool:
        """Whether the strongest third prefers the key to every other answer."""
        return (self.strongest_key or 0.0) > (self.strongest_rival or 0.0)


def verdict(figures: ItemFigures) -> Verdicted:
    """The one verdict on a question by its figures, all of answers marked in one way."""
    said = {each.kind: each for each in figures.verdicts}
    judgement = _judgement(figures, said)
    beside_chance = said.get(VerdictKind.BELOW_GUESSING) or said.get(VerdictKind.MISCONCEPTION)
    beside_chance = beside_chance or said.get(VerdictKind.GUESSING)
    unchosen = said.get(VerdictKind.UNCHOSEN)
    key, rival = _key(figures.options), strongest_rival(figures.options)
    return Verdicted(
        judgement=judgement,
        n=figures.n,
        share=figures.facility,
        chance=beside_chance.other if beside_chance else None,
        rival=rival.option if rival else None,
        keys=tuple(use.option for use in figures.options if use.is_key),
        rival_count=rival.count if rival else 0,
        key_count=sum(use.count for use in figures.options if use.is_key),
        strongest_rival=rival.by_third.strongest if rival and rival.by_third else None,
        strongest_key=key,
        unchosen=unchosen.options if unchosen else (),
        is_worse_here=VerdictKind.WORSE_HERE in said,
    )


def gravest(verdicted: Iterable[Verdicted]) -> Verdicted:
    """The most harmful of several verdicts, such as those on the gaps of one text."""
    return min(verdicted, key=lambda each: HARM[each.judgement])


def strongest_rival(options: Iterable[OptionUse]) -> OptionUse | None:
    """The wrong answer that most of the strongest third chose; of equal ones the commoner."""
    rivals = [use for use in options if not use.is_key and use.count]
    return max(rivals, key=lambda use: (_strongest(use), use.count), default=None)


def _judgement(figures: ItemFigures, said: Mapping[VerdictKind, Verdict]) -> Judgement:
    if figures.n < FEWEST_TO_JUDGE:
        return Judgement.TOO_FEW
    if VerdictKind.CHECK_KEY in said:
        return Judgement.WRONG_KEY
    if VerdictKind.WORSE_HERE in said or _is_split(figures):
        return Judgement.TWO_RIGHT
    for kind, judgement in _BY_KIND.items():
        if kind in said:
            return judgement
    return Judgement.FINE


_BY_KIND: Mapping[VerdictKind, Judgement] = {
    VerdictKind.BELOW_GUESSING: Judgement.SHARED_MISTAKE,
    VerdictKind.MISCONCEPTION: Judgement.SHARED_MISTAKE,
    VerdictKind.GUESSING: Judgement.GUESSED,
    VerdictKind.UNCHOSEN: Judgement.WEAK_OPTION,
}


def _is_split(figures: ItemFigures) -> bool:
    """Whether another answer gains strong learners, and the key does not tell them from others."""
    rival = strongest_rival(figures.options)
    if figures.n < FEWEST or rival is None or rival.by_third is None or _discriminates(figures):
        return False
    gained = rival.by_third.strongest - rival.by_third.weakest
    return rival.by_third.strongest >= SPLIT and gained >= GAIN


def _discriminates(figures: ItemFigures) -> bool:
    if figures.item_rest is None:
        return False
    interval = correlation_interval(figures.item_rest, figures.item_rest_n)
    return interval is not None and interval.low > 0


def _key(options: Iterable[OptionUse]) -> float | None:
    """The share of the strongest third that chose a key."""
    keys = [use.by_third.strongest for use in options if use.is_key and use.by_third]
    return sum(keys) if keys else None


def _strongest(use: OptionUse) -> float:
    return use.by_third.strongest if use.by_third else 0.0
