"""Naive strategies, played over all questions of a bank.

Questions are played as they are posed. Of one that draws its wrong options from siblings the same
few draws are played each time, and what counts is their mean. Nothing else is left to chance: where
a strategy cannot choose between options, what counts is the expected value over them. Of a
question with several keys a strategy picks one option, and wins if that is a key.

A position wins by chance exactly where options are shuffled; it is played over the questions whose
options keep their order, or some of them their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from quizapp.domain.bank.audit.learning import learned_mixture
from quizapp.domain.bank.audit.looks import Draws, Look, looks
from quizapp.domain.bank.audit.memory import remembered
from quizapp.domain.bank.audit.mixing import best_mix, bet
from quizapp.domain.bank.audit.permuting import Bet, corrected_p
from quizapp.domain.bank.audit.strategies import STRATEGIES, THE_KIND, Scores
from quizapp.domain.bank.bank import Bank
from quizapp.domain.intervals import wilson_interval

MIN_QUESTIONS = 8
"""Below this many, no strategy is said to beat chance: it means little."""

MARGIN = 0.08
"""By so much of all questions a strategy has to be above chance to be worth a word."""

SIGNIFICANT = 0.05

POSITIONS = ("the first option", "the second option", "the third option", "the fourth option")
THE_MIX = "the best mix of two"
THE_LEARNED = "a mixture learned from other items"
THE_MEMORY = "the words of earlier answers"
"""Played over the quizzes that list their items, in their orders; an item may be in several."""

Scored = Sequence[Sequence[Mapping[str, Scores]]]
"""For each question, and each of its draws, what every strategy thinks of the options."""


@dataclass(frozen=True)
class Played:
    """A strategy's expected share of questions won, with Wilson's 95 % interval, and chance.

    `p` is how likely one of the strategies does as well by chance (see `permuting`).
    """

    strategy: str
    count: int
    share: float
    low: float
    high: float
    chance: float
    p: float

    @property
    def beats_chance(self) -> bool:
        """Whether it does, by more than luck and by enough to matter: what `--strict` fails on."""
        is_enough = self.share - self.chance >= MARGIN
        return self.count >= MIN_QUESTIONS and is_enough and self.p < SIGNIFICANT


def audit(bank: Bank) -> tuple[Played, ...]:
    """Play every strategy over the bank; then mixes of them, and a memory over quizzes."""
    asked = list(looks(bank))
    if not asked:
        return ()
    scored = [[{name: of(look) for name, of in STRATEGIES.items()} for look in d] for d in asked]
    played = [list(zip(*each, strict=True)) for each in zip(asked, scored, strict=True)]
    mixes = [
        _result(THE_MIX, *best_mix(played), asked),
        _result(THE_LEARNED, *learned_mixture(played), asked),
    ]
    return (*_by_position(asked), *_by_strategy(asked, scored), *mixes, *_by_memory(bank))


def _by_position(asked: Sequence[Draws]) -> Iterator[Played]:
    """Play positions over the questions in which a position can tell something."""
    told = [draws for draws in asked if not draws[0].is_shuffled or draws[0].last]
    if not told:
        return
    places = POSITIONS[: max(len(draws[0].options) for draws in told)]
    bets = {
        name: [[_bet_on_place(look, at) for look in draws] for draws in told]
        for at, name in enumerate(places)
    }
    p = _corrected_p(bets)
    for name in places:
        yield _played(name, bets[name], told, p[name])


def _by_strategy(asked: Sequence[Draws], scored: Scored) -> Iterator[Played]:
    bets = {name: list(_bets(name, asked, scored)) for name in STRATEGIES}
    p = _corrected_p(bets)
    for name in STRATEGIES:
        if not any(bet.variance for each in bets[name] for bet in each):
            continue  # it has no choice to make in this bank, and wins by chance
        on = [at for at, draws in enumerate(asked) if name != THE_KIND or draws[0].fits]
        if on:
            yield _played(name, [bets[name][at] for at in on], [asked[at] for at in on], p[name])


def _by_memory(bank: Bank) -> Iterator[Played]:
    """Yield what somebody wins who remembers the earlier answers of a quiz, and nothing else."""
    if (told := remembered(bank)) is not None:
        yield _row(THE_MEMORY, told.count, told.share, told.chance, told.p)


def _bets(name: str, asked: Sequence[Draws], scored: Scored) -> Iterator[list[Bet]]:
    """Yield for each question what a strategy wins of it, draw by draw."""
    for draws, scores in zip(asked, scored, strict=True):
        yield [bet(each[name], look.keys) for look, each in zip(draws, scores, strict=True)]


def _bet_on_place(look: Look, place: int) -> Bet:
    """What a place wins, or the last one of a shorter question; all that move win alike there."""
    count, pinned = len(look.options), len(look.last)
    place, moving = min(place, count - 1), count - pinned
    if not look.is_shuffled:
        return Bet([float(at == place) for at in range(count)], look.keys)
    moving_keys = len(look.keys) - sum(look.last)
    wins = [1 / moving if place < moving else 0.0] * moving
    wins += [float(place == moving + at) for at in range(pinned)]
    pinned_keys = [moving + at for at, is_key in enumerate(look.last) if is_key]
    return Bet(wins, [*range(moving_keys), *pinned_keys])


def _corrected_p(bets: Mapping[str, Sequence[Sequence[Bet]]]) -> dict[str, float]:
    """Return the p-values; of a question that draws its options, the first draw stands for it."""
    return corrected_p({name: [each[0] for each in of_all] for name, of_all in bets.items()})


def _played(
    strategy: str, bets: Sequence[Sequence[Bet]], asked: Sequence[Draws], p: float
) -> Played:
    won = [fmean([one.won for one in each]) for each in bets]
    return _result(strategy, won, p, asked)


def _result(strategy: str, won: Sequence[float], p: float, asked: Sequence[Draws]) -> Played:
    chance = fmean([draws[0].chance for draws in asked])
    return _row(strategy, len(asked), fmean(won), chance, p)


def _row(strategy: str, count: int, share: float, chance: float, p: float) -> Played:
    interval = wilson_interval(share, count)
    return Played(strategy, count, share, interval.low, interval.high, chance, p)
