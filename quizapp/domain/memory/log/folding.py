"""One learner's rows of one item, folded into a memory: row by row, or all anew, the same code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from quizapp.domain.memory.guesses import Guess
from quizapp.domain.memory.log.rows import Answered, AskedIn, ItemRow, KeySeen, Rated
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import (
    FULL,
    Evidence,
    MemoryState,
    known_chance,
    learnt,
    of_card,
    recall_before,
)

_SAYS_NOTHING = frozenset({AskedIn.VOTE_AFTER_DISCUSSION, AskedIn.PREVIEW})


@dataclass(frozen=True, slots=True)
class Track:
    """What the rows of one learner and item come to.

    Attributes:
        state: The memory, None for an item that nothing is known of.
        asked_on: The last learning day on which the item was asked.
        quizzed_on: The last on which a checked answer counted.
        key_seen_on: The last on which the key was seen.
        known: The chance, from 0 to 1, that the last answer that counted was known.
        count: How many answers counted.
        has_hidden_miss: Whether a wrong answer waits for the key to be seen: nothing of the item
            was known, and a miss that nobody tells of teaches nothing.
    """

    state: MemoryState | None = None
    asked_on: date | None = None
    quizzed_on: date | None = None
    key_seen_on: date | None = None
    known: float | None = None
    count: int = 0
    has_hidden_miss: bool = False

    @property
    def last_asked(self) -> date | None:
        """The last learning day on which it was asked, or a memory of it began."""
        if self.state is None or self.asked_on is None:
            return self.asked_on if self.state is None else self.state.day
        return max(self.asked_on, self.state.day)


NOTHING = Track()


@dataclass(frozen=True, slots=True)
class Update:
    """An answer that changed a memory, with what was expected of it.

    Attributes:
        learner: Whose.
        item: Of what.
        day: The learning day.
        before: The memory before it, None for a first answer.
        known: The chance, from 0 to 1, that it was known.
        guess_chance: Of full marks without knowledge.
        is_full: Whether it had full marks; of a card, whether it was not rated Again.
    """

    learner: str
    item: str
    day: date
    before: MemoryState | None
    known: float
    guess_chance: float
    is_full: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A track after one more row, and the update of its memory, if there was one."""

    track: Track
    update: Update | None = None


def step(track: Track, row: ItemRow) -> Step:
    """The track after one more row, which comes after all that it was made of."""
    if isinstance(row, Rated):
        seen = replace(track, asked_on=row.day, key_seen_on=row.day)
        return _counted(seen, row, of_card(row.rating))
    if isinstance(row, KeySeen):
        return _key_seen(track, row)
    if isinstance(row, Answered):
        return _answered(track, row)
    return Step(track)


def folded(rows: Iterable[ItemRow]) -> Track:
    """The track of all live rows of one learner and item, in their order."""
    track = NOTHING
    for row in rows:
        track = step(track, row).track
    return track


def _answered(track: Track, row: Answered) -> Step:
    """The first try counts, once a day, and not after the key was seen."""
    if row.asked_in in _SAYS_NOTHING or row.number > 1:
        return Step(track)
    if row.day in (track.quizzed_on, track.key_seen_on):
        return Step(replace(track, asked_on=row.day))
    quizzed = replace(track, asked_on=row.day, quizzed_on=row.day)
    evidence = Evidence(row.rating, row.mark, row.guess)
    if row.is_key_held and track.state is None and known_chance(evidence, 1.0) <= 0:
        return Step(replace(quizzed, has_hidden_miss=True))
    return _counted(quizzed, row, evidence)


def _key_seen(track: Track, row: KeySeen) -> Step:
    """Seeing the key is no answer, but it makes a miss that waited for it a miss."""
    seen = replace(track, key_seen_on=row.day)
    if not track.has_hidden_miss:
        return Step(seen)
    return _counted(seen, row, Evidence(Rating.GOOD, 0.0, Guess(0.0, 0.0)))


def _counted(track: Track, row: ItemRow, evidence: Evidence) -> Step:
    """A hidden miss ends with the next answer that counts, which is newer than it."""
    before = track.state
    day = row.day if before is None else max(row.day, before.day)
    known = known_chance(evidence, recall_before(before, day))
    after = replace(
        track,
        state=learnt(before, evidence, day),
        known=known,
        count=track.count + 1,
        has_hidden_miss=False,
    )
    update = Update(
        learner=row.learner,
        item=row.item,
        day=day,
        before=before,
        known=known,
        guess_chance=evidence.guess.chance,
        is_full=evidence.mark >= FULL,
    )
    return Step(after, update)
