"""Responding to an attempt's items, and ending the attempt. Whatever is sent twice counts once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.assignments.held_keys import are_keys_held
from quizapp.attempts.scoring import finish
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.drills.confidence import Confidence
from quizapp.domain.drills.credit import credit
from quizapp.domain.drills.marking import MAX_MARK, is_worth_another_try, mark
from quizapp.domain.drills.posing import asked_question, given_response
from quizapp.domain.errors import (
    AlreadyAnswered,
    AttemptFinished,
    NotFound,
    OutOfTurn,
    TimeOver,
    UnusableChoice,
)
from quizapp.domain.items.content import ItemContent, Question, from_json
from quizapp.domain.memory import Moment
from quizapp.memory.remembering import remember_response
from quizapp.models import Response
from quizapp.models.attempt_places import NEXT_UNANSWERED
from quizapp.models.attempts_found import ITEM_RESPONDED_TO, ItemRespondedTo, LockedAttempt
from quizapp.taking.locked_attempts import is_turn, locked_attempt
from quizapp.web.database import Transaction, columns_of, write_transaction
from quizapp.web.inserted_rows import insert_last_row


@dataclass(frozen=True)
class GivenResponse:
    """What the learner sent: the numbers of the options as shown, or "I don't know".

    Of an order, the numbers of all options stand in the learner's order; of prompts, there is the
    number of an option for each. Where the answer is typed, it is `text`.
    It `is_second` if it comes from a page that asks for a second try, and says in which `version`
    that page has shown the item.
    """

    position: int
    numbers: tuple[int, ...]
    is_unknown: bool = False
    is_unsure: bool = False
    confidence: int | None = None
    is_second: bool = False
    version: str | None = None
    text: str = ""

    @property
    def has_doubt(self) -> bool:
        """Whether the learner said, in whatever way, that it may be wrong."""
        return self.is_unsure or self.confidence in {Confidence.GUESSING, Confidence.UNSURE}


@dataclass(frozen=True)
class Recorded:
    """How an attempt stands after a response.

    Attributes:
        is_finished: Whether it has ended.
        next_position: The item to go on with; None where all have a response.
        is_shown_at_once: Whether the item may be looked back on now.
        is_by_time: Whether its time has ended it.
    """

    is_finished: bool
    next_position: int | None
    is_shown_at_once: bool
    is_by_time: bool


def record_response(
    attempt_id: str, user_id: int, given: GivenResponse, moment: Moment
) -> Recorded:
    """Record and mark a response, or the second try at one.

    The same response sent again changes nothing. The last response finishes the attempt. The
    item's memory learns from the first try, in the same transaction. One that comes in the grace
    after the deadline is the last as well. Where the time is over, the attempt is ended, though
    the response is refused.

    Raises:
        NotFound: the attempt is not this user's, or has no such position.
        AlreadyAnswered: another response was recorded first.
        AttemptFinished: the attempt ended without a response to this item.
        TimeOver: it ended because its time is over.
        OutOfTurn: an item before it is to be answered first.
        UnusableChoice: the choice cannot be a response.
    """
    with write_transaction() as tx:
        attempt = locked_attempt(tx, attempt_id, user_id)
        if attempt.is_overdue(moment.now):
            attempt = _finished(tx, attempt, moment.now)
        is_shown = attempt.feedback_mode == FeedbackTime.AFTER_EACH and not are_keys_held(
            attempt, moment.now
        )
        refusal = _record(tx, attempt, given, moment, is_shown=is_shown)
        next_position = _next_unanswered(tx, attempt, given.position)
        if next_position is None or attempt.is_time_up(moment.now):
            attempt = _finished(tx, attempt, moment.now)
        after = Recorded(attempt.is_finished, next_position, is_shown, _is_by_time(attempt))
    if refusal is not None:
        raise refusal
    return after


def finish_attempt(
    attempt_id: str, user_id: int, moment: Moment, *, is_for_time: bool = False
) -> bool:
    """End the attempt now; items without a response count as nought. Twice is the same as once.

    A page that ends it because the time is up (`is_for_time`) may not know of time that a teacher
    has given since: then it goes on. Returns whether it was its time that ended it.

    Raises:
        NotFound: the attempt is not this user's.
    """
    with write_transaction() as tx:
        attempt = locked_attempt(tx, attempt_id, user_id)
        has_time = attempt.deadline_at is None or attempt.deadline_at > moment.now
        if not (is_for_time and has_time):
            attempt = _finished(tx, attempt, moment.now)
        return _is_by_time(attempt)


def _record(
    tx: Transaction, attempt: LockedAttempt, given: GivenResponse, moment: Moment, *, is_shown: bool
) -> AttemptFinished | None:
    """Record a response, unless it is there; returns why none is taken any more.

    Where its key is shown now, a response may be followed by a second try. One from a page that
    was opened before the first try was marked is none.
    """
    item = _item_at(tx, attempt, given.position)
    content = from_json(item.content)
    question = asked_question(content, item.arrangement)
    first = None if item.response_id is None else tx.get_one(Response, item.response_id)
    if first is not None and _is_same(first, question, item, given):
        return None
    if first is not None and not (first.awaits_second and given.is_second):
        raise AlreadyAnswered(attempt.public_id, given.position)
    if attempt.is_finished:
        return (TimeOver if _is_by_time(attempt) else AttemptFinished)(attempt.public_id)
    if not is_turn(tx, attempt, given.position):
        raise OutOfTurn(attempt.public_id)
    chosen = _chosen(question, item, given)
    if first is not None:
        _record_second(first, attempt, question, chosen)
        first.second_at = moment.now
        return None
    response = _response(attempt, item, given, chosen, content)
    response.responded_at = moment.now
    response.awaits_second = response.awaits_second and is_shown
    insert_last_row(tx, response)
    if not attempt.is_preview:
        remember_response(tx, attempt, item, content, response, moment, is_key_shown=is_shown)
    return None


def _response(
    attempt: LockedAttempt,
    item: ItemRespondedTo,
    given: GivenResponse,
    chosen: tuple[str, ...],
    content: ItemContent,
) -> Response:
    question = asked_question(content, item.arrangement)
    earned = mark(question, chosen)
    counted = credit(earned, None, is_hinted=item.is_hinted, rules=attempt.credit_rules)
    can_better = bool(chosen) and is_worth_another_try(question, len(item.option_order), earned)
    return Response(
        attempt_item_id=item.id,
        chosen=list(chosen),
        is_unknown=given.is_unknown,
        is_unsure=given.has_doubt,
        is_hinted=item.is_hinted,
        confidence=given.confidence if attempt.asks_confidence and chosen else None,
        mark=earned,
        max_mark=MAX_MARK,
        awaits_second=attempt.second_try is not None and can_better,
        credit=None if counted == earned else counted,
        version=given.version if content.language_in(given.version) else None,
    )


def _record_second(
    response: Response, attempt: LockedAttempt, question: Question, chosen: tuple[str, ...]
) -> None:
    """Record the second try; nothing chosen asks for the answer instead."""
    response.awaits_second = False
    response.second_chosen = list(chosen)
    response.credit = credit(
        response.mark,
        mark(question, chosen),
        is_hinted=response.is_hinted,
        rules=attempt.credit_rules,
    )


def _chosen(question: Question, item: ItemRespondedTo, given: GivenResponse) -> tuple[str, ...]:
    if given.is_unknown:
        return ()
    return given_response(question, item.arrangement, given.numbers, given.text)


def _is_same(
    first: Response, question: Question, item: ItemRespondedTo, given: GivenResponse
) -> bool:
    """Whether a try that is there is sent again; what cannot be one is another."""
    try:
        chosen = list(_chosen(question, item, given))
    except UnusableChoice:
        return False
    is_first_again = (first.chosen, first.is_unknown) == (chosen, given.is_unknown)
    return is_first_again or first.second_chosen == chosen


def _finished(tx: Transaction, attempt: LockedAttempt, now: datetime) -> LockedAttempt:
    """The attempt, ended now unless it was before."""
    ended_at = finish(tx, attempt, now)
    return attempt if ended_at is None else attempt._replace(finished_at=ended_at)


def _is_by_time(attempt: LockedAttempt) -> bool:
    return attempt.deadline_at is not None and attempt.finished_at == attempt.deadline_at


def _item_at(tx: Transaction, attempt: LockedAttempt, position: int) -> ItemRespondedTo:
    if not 1 <= position <= attempt.item_count:
        raise NotFound
    asked_about = {"attempt_id": attempt.id, "position": position}
    return ItemRespondedTo(*columns_of(tx, ITEM_RESPONDED_TO, asked_about).one())


def _next_unanswered(tx: Transaction, attempt: LockedAttempt, after: int) -> int | None:
    return columns_of(tx, NEXT_UNANSWERED, {"attempt_id": attempt.id, "after": after}).scalar()
