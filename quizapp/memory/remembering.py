"""The one memory per learner and item: fed by quizzes and cards, a row of the log at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from quizapp.domain.days import start_of_day
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.posing import asked_question
from quizapp.domain.items.content import ItemContent
from quizapp.domain.memory import Moment
from quizapp.domain.memory.due_days import recorded_day
from quizapp.domain.memory.guesses import guess_at
from quizapp.domain.memory.log.folding import step
from quizapp.domain.memory.updates import rating_if_known
from quizapp.memory.forms import checked_form
from quizapp.memory.log_rows import Effect, item_row, note_effect
from quizapp.memory.predicting import note_prediction
from quizapp.memory.retracting import fold_anew
from quizapp.memory.terms import LearningTerms, terms_of
from quizapp.models import Card, Response, Review
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import ItemRespondedTo, LockedAttempt
from quizapp.models.base import new_public_id
from quizapp.models.before_answers import BEFORE_ANSWER
from quizapp.models.held_keys import KEYS_HELD, moment_asked
from quizapp.models.keys_seen import KEYS_SEEN_SINCE
from quizapp.models.memory import CARD_ANSWERED, ReviewSource
from quizapp.web.compiled_statements import COMPILED_ONCE
from quizapp.web.database import Transaction, columns_of
from quizapp.web.inserted_rows import insert_last_row, insert_row

BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a card without any row stands in time, until it has its first."""


class CardOf(NamedTuple):
    """Whose card, and of which item of which bank."""

    user_id: int
    bank_key: str
    item_key: str


def remember_response(
    tx: Transaction,
    attempt: LockedAttempt,
    item: ItemRespondedTo,
    content: ItemContent,
    response: Response,
    moment: Moment,
    *,
    is_key_shown: bool,
) -> None:
    """Let a response to an item of this content feed its memory, as far as it says anything.

    Where `is_key_shown` with it, nobody has to ask whether the key is held back.
    """
    of = CardOf(attempt.user_id, attempt.bank_key, item.item_key)
    terms = terms_of(tx, of.user_id, moment)
    before = before_answer(tx, of, attempt, response)
    card = tx.scalar(CARD_ANSWERED, of._asdict(), execution_options=COMPILED_ONCE)
    card = card or new_card(of, terms, before)
    if has_seen_key(tx, card, of, terms):
        add_row(tx, card, Review(source=ReviewSource.KEY), terms, before.last_day)
    guess = guess_at(asked_question(content, item.arrangement))
    rating = rating_if_known(is_unsure=response.is_unsure, is_hinted=response.is_hinted)
    review = Review(
        source=ReviewSource.QUIZ if attempt.kind != AttemptKind.SESSION else ReviewSource.SESSION,
        item_revision_id=item.item_revision_id,
        response_id=response.id,
        rating=rating,
        mark=response.mark / MAX_MARK,
        guess_chance=guess.chance,
        guess_mark=guess.mark,
        begun_at=attempt.started_at,
        is_key_held=not is_key_shown and _is_key_held(tx, attempt, card, response, terms.now),
        form=checked_form(content),
        seconds=(
            response.responded_at - (before.last_tried_at or attempt.started_at)
        ).total_seconds(),
    )
    add_row(tx, card, review, terms, before.last_day)


class Before(NamedTuple):
    """What is known before an answer is taken in.

    Attributes:
        corrected_at: When the item's key was corrected last.
        last_day: The learner's last learning day.
        last_tried_at: When the last try at another item of the attempt was made.
    """

    corrected_at: datetime | None
    last_day: date | None
    last_tried_at: datetime | None


def before_answer(
    tx: Transaction,
    of: CardOf,
    attempt: LockedAttempt | None = None,
    response: Response | None = None,
) -> Before:
    """What is known before an answer to an item is taken in. One query."""
    asked_about = {
        **of._asdict(),
        "attempt_id": attempt and attempt.id,
        "response_id": response and response.id,
    }
    return Before(*columns_of(tx, BEFORE_ANSWER, asked_about).one())


def new_card(of: CardOf, terms: LearningTerms, before: Before) -> Card:
    """The learner's first card of an item; what was begun by a former key will not count.

    It is written with its first row of the log, so that it is not written twice.
    """
    return Card(
        **of._asdict(),
        last_day=BEFORE_ALL.date(),
        reviewed_at=BEFORE_ALL,
        created_at=terms.now,
        review_count=0,
        answer_count=0,
        has_hidden_miss=False,
        forgotten_at=before.corrected_at,
    )


def add_row(
    tx: Transaction, card: Card, review: Review, terms: LearningTerms, last_day: date | None
) -> None:
    """Add a row to the log, and let the memory take it in; `last_day` is the learner's.

    Its learning day is worked out here, once. A rating given in place of another, or without a
    connection, has a moment of its own already, and the latter an id. What was predicted is noted
    before the memory changes.
    """
    review.reviewed_at = review.reviewed_at or _recorded_moment(card, terms.now)
    review.day = review.day or recorded_day(terms.now, terms.zone, card.remembered_on, last_day)
    review.public_id = review.public_id or new_public_id()
    review.is_key_held = bool(review.is_key_held)
    if review.source != ReviewSource.KEY:
        note_prediction(tx, card, review, terms)
        card.review_count += 1
        review.sequence = card.review_count
    is_last = (review.day, review.reviewed_at) > (card.last_day, card.reviewed_at)
    card.last_day = max(card.last_day, review.day)
    card.reviewed_at = max(card.reviewed_at, review.reviewed_at)
    if is_last:
        _take_in(card, review)
    _write(tx, card, review)
    if not is_last:
        fold_anew(tx, card)


def _write(tx: Transaction, card: Card, review: Review) -> None:
    """Write a row of the log, and its card if that is new."""
    if card not in tx:
        insert_row(tx, card)
    review.card_id = card.id
    insert_last_row(tx, review)


def _take_in(card: Card, review: Review) -> None:
    """Let the memory take in a row that comes after all others."""
    began = review.begun_at or review.reviewed_at
    if card.forgotten_at is not None and began <= card.forgotten_at:
        return
    taken = step(card.track, item_row(card, review))
    card.track = taken.track
    note_effect(review, Effect.of(taken.update))


def _recorded_moment(card: Card, now: datetime) -> datetime:
    """Now; but after all rows and the correction of the key, though the clock was set back."""
    before = max(filter(None, (card.reviewed_at, card.forgotten_at)))
    return max(now, before + timedelta.resolution)


def has_seen_key(tx: Transaction, card: Card, of: CardOf, terms: LearningTerms) -> bool:
    """Whether an attempt has shown the key today, and the log does not know of it yet."""
    if card.key_seen_on is not None and card.key_seen_on >= terms.today:
        return False
    asked_about = {
        **of._asdict(),
        **moment_asked(start_of_day(terms.today, terms.zone), "since"),
        **moment_asked(terms.now),
    }
    return bool(columns_of(tx, KEYS_SEEN_SINCE, asked_about).scalar())


def _is_key_held(
    tx: Transaction, attempt: LockedAttempt, card: Card, response: Response, now: datetime
) -> bool:
    """Whether the learner is not told what was right; asked only where a miss would begin."""
    if card.state is not None or response.mark > 0:
        return False
    asked_about = {"attempt_id": attempt.id, **moment_asked(now)}
    return columns_of(tx, KEYS_HELD, asked_about).first() is not None
