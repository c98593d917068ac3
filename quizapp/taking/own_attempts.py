"""A learner's own attempt as its pages know it: where it stands, and what may be seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from sqlalchemy import Row

from quizapp.attempts.looking_back import item_look_back
from quizapp.attempts.own_challenges import Challenges, challenges_of
from quizapp.domain.assignments import FeedbackTime, closing_for_all, is_past_grace
from quizapp.domain.drills.credit import CreditRules, credit
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.places import Place, PlaceState, next_open, places_in, resumed_at
from quizapp.domain.drills.posing import PosedItem, posed_item
from quizapp.domain.drills.words import OWN, Words
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import from_json
from quizapp.models.attempts import AttemptKind, arrangement_of
from quizapp.models.held_keys import moment_asked
from quizapp.models.shown_attempts import ITEM_SHOWN, OWN_ATTEMPT_SHOWN
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


@dataclass(frozen=True)
class SetFor:
    """The assignment that an attempt was made under, and its class.

    `results_at` is when results that wait for the close are shown; None: not known yet.
    """

    assignment_id: str
    classroom_id: str
    time_zone: str
    results_at: datetime | None


@dataclass(frozen=True)
class OwnAttempt:
    """An attempt of whoever is asking.

    Attributes:
        id: The public id.
        row_id: The id of its row.
        user_id: Whose it is.
        bank_id: The bank of its quiz.
        quiz_id: Its quiz in that.
        quiz_title: What the quiz was called.
        kind: Why it was made.
        item_count: How many items it asks.
        places: How its items stand.
        is_sequential: Whether no item may be left open for later.
        asks_confidence: Whether each item asks how sure one is, in three steps.
        credit_rules: By what marks become credit.
        is_over: Whether it takes no more responses.
        is_held: Whether nothing but its posed items may be shown yet.
        feedback: When keys, feedback and marks are shown.
        deadline_at: When its time ends; None without a limit.
        set_for: The assignment, None for a quiz taken freely.
        now: The moment that all this is true at.
        words: In which words its items are shown, which whoever asks has chosen.
    """

    id: str
    row_id: int
    user_id: int
    bank_id: str
    quiz_id: str
    quiz_title: str
    kind: AttemptKind
    item_count: int
    places: tuple[Place, ...]
    is_sequential: bool
    asks_confidence: bool
    credit_rules: CreditRules
    is_over: bool
    is_held: bool
    feedback: FeedbackTime
    deadline_at: datetime | None
    set_for: SetFor | None
    now: datetime
    words: Words = OWN

    @property
    def is_practice(self) -> bool:
        """Whether it is practice, which never counts."""
        return self.kind in (AttemptKind.PRACTICE, AttemptKind.SESSION)

    @property
    def is_preview(self) -> bool:
        """Whether a teacher only looks at it."""
        return self.kind is AttemptKind.PREVIEW

    @property
    def is_of_session(self) -> bool:
        """Whether it is one question of the day's session."""
        return self.kind is AttemptKind.SESSION

    @property
    def is_counted(self) -> bool:
        """Whether it counts: it is neither practice nor a preview."""
        return self.kind is AttemptKind.QUIZ

    @property
    def next_position(self) -> int | None:
        """The item to go on with; None where all have a response, or it is over."""
        return None if self.is_over else resumed_at(self.places)

    def next_after(self, position: int) -> int | None:
        """The open item that comes after one, round at the end; None as for `next_position`."""
        return None if self.is_over else next_open(self.places, position)

    def can_skip(self, position: int) -> bool:
        """Whether an item may be left open: there is another one to go on with."""
        return not self.is_sequential and self.next_after(position) not in {None, position}

    def is_flagged(self, position: int) -> bool:
        """Whether the learner means to come back to an item."""
        return self.places[position - 1].state is PlaceState.FLAGGED

    def awaits_second(self, position: int) -> bool:
        """Whether an item waits for a second try."""
        return Place(position, PlaceState.SECOND) in self.places

    @property
    def shows_answers(self) -> bool:
        """Whether an item may be looked back on as soon as it has a response."""
        return self.feedback is FeedbackTime.AFTER_EACH and not self.is_held

    def count_of(self, *states: PlaceState) -> int:
        """How many items stand so."""
        return sum(place.state in states for place in self.places)

    @property
    def is_last(self) -> bool:
        """Whether no item is left to go on with."""
        return self.next_position is None

    @property
    def seconds_left(self) -> int | None:
        """How long it may still take; None without a limit."""
        if self.deadline_at is None:
            return None
        return max(0, ceil((self.deadline_at - self.now).total_seconds()))

    @property
    def is_time_up(self) -> bool:
        """Whether its time is up, though what is on its way is still taken."""
        return not self.is_over and self.seconds_left == 0

    @property
    def previewed(self) -> SetFor | None:
        """The assignment that a teacher looks at as learners see it; None for learners."""
        return self.set_for if self.kind is AttemptKind.PREVIEW else None


def own_attempt_of(attempt_id: str, user_id: int, now: datetime) -> OwnAttempt:
    """The attempt of this public id, if it is this user's. One query.

    Raises:
        NotFound: it is not.
    """
    asked_about = {"attempt_id": attempt_id, "user_id": user_id, **moment_asked(now)}
    row = columns_of(db.session, OWN_ATTEMPT_SHOWN, asked_about).one_or_none()
    if row is None:
        raise NotFound
    return OwnAttempt(
        id=row.public_id,
        row_id=row.id,
        user_id=user_id,
        bank_id=row.bank_key,
        quiz_id=row.quiz_key,
        quiz_title=row.quiz_title,
        kind=AttemptKind(row.kind),
        item_count=row.item_count,
        places=places_in(row.places),
        is_sequential=row.is_sequential,
        asks_confidence=row.asks_confidence,
        credit_rules=CreditRules.of(row.second_try, row.with_hint),
        is_over=row.finished_at is not None or is_past_grace(row.deadline_at, now),
        is_held=row.is_held,
        feedback=FeedbackTime(row.feedback_mode),
        deadline_at=row.deadline_at,
        set_for=_set_for(row),
        now=now,
    )


def item_shown(attempt: OwnAttempt, position: int) -> PosedItem | LookBack | None:
    """One item as its learner may see it now: posed, again for a second try, looked back on.

    It is not seen at all, None, where a response is there, or the attempt is over, and the key has
    to wait; and where it is not its turn.

    Raises:
        NotFound: the attempt has no such position.
    """
    item = _item_at(attempt, position)
    if attempt.is_over:
        return None if attempt.is_held else item_look_back(item.id, attempt.words)
    if item.response_id is None or item.awaits_second:
        if attempt.is_sequential and position != attempt.next_position:
            return None
        return _posed(attempt, item, position)
    return item_look_back(item.id, attempt.words) if attempt.shows_answers else None


def item_posed(attempt: OwnAttempt, position: int) -> PosedItem:
    """One item as it is asked.

    Raises:
        NotFound: the attempt has no such position.
    """
    return _posed(attempt, _item_at(attempt, position), position)


def item_ahead(attempt: OwnAttempt, position: int) -> PosedItem | None:
    """The item that comes after one, as it is asked; None where none is left, or no time."""
    ahead = attempt.next_after(position)
    if ahead is None or attempt.is_time_up:
        return None
    return item_posed(attempt, ahead)


def own_challenges_of(attempt: OwnAttempt) -> Challenges:
    """What its learner has challenged in it, and whether more can be challenged."""
    return challenges_of(attempt.row_id, attempt.user_id, is_counted=attempt.is_counted)


def _set_for(row: Row[*tuple[Any, ...]]) -> SetFor | None:
    if row.assignment_id is None:
        return None
    return SetFor(
        assignment_id=row.assignment_id,
        classroom_id=row.classroom_id,
        time_zone=row.time_zone,
        results_at=closing_for_all(row.closes_at, row.latest_closing),
    )


def _item_at(attempt: OwnAttempt, position: int) -> Row[*tuple[Any, ...]]:
    if not 1 <= position <= attempt.item_count:
        raise NotFound
    asked_about = {"attempt_id": attempt.row_id, "position": position}
    return columns_of(db.session, ITEM_SHOWN, asked_about).one()


def _posed(attempt: OwnAttempt, item: Row[*tuple[Any, ...]], position: int) -> PosedItem:
    return posed_item(
        from_json(item.content),
        arrangement_of(item.question, item.option_order, item.prompt_order),
        position=position,
        total=attempt.item_count,
        with_hint=item.is_hinted,
        tried=item.chosen or (),
        second_share=_second_share(attempt, item),
        words=attempt.words,
    )


def _second_share(attempt: OwnAttempt, item: Row[*tuple[Any, ...]]) -> float | None:
    """What being right at the second try counts, less what the hint takes off."""
    if not item.awaits_second:
        return None
    return credit(0.0, MAX_MARK, is_hinted=item.was_hinted, rules=attempt.credit_rules)
