"""A learner challenges the key of a question with the words of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from quizapp.assignments.held_keys import are_keys_held
from quizapp.attempts.looking_back import item_look_back
from quizapp.attempts.own_challenges import challenges_of
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.bank.article import Article
from quizapp.domain.challenges import marked_phrase
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import AlreadyChallenged, NotFound
from quizapp.models import Attempt, AttemptItem, Challenge
from quizapp.models.attempts import own_attempt
from quizapp.models.challenges import ChallengeState
from quizapp.web.database import Transaction, lock_learner, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class ChallengeableItem:
    """A question whose key may be challenged, as it was marked."""

    attempt_id: str
    position: int
    quiz_title: str
    bank_id: str
    look: LookBack


@dataclass(frozen=True)
class NewChallenge:
    """What a learner sends: the words marked, the passage they are in if they say, and why."""

    phrase: str
    words: str
    passage_id: str | None = None


def bank_of_attempt(attempt_id: str, user_id: int) -> str:
    """The id of the bank that an attempt of this learner's is from.

    Raises:
        NotFound: the attempt is not this learner's.
    """
    return _own_attempt(db.session, attempt_id, user_id).bank_key


def challengeable_item(
    attempt_id: str, position: int, user_id: int, now: datetime
) -> ChallengeableItem:
    """The question at this position of the learner's attempt, if its key can be challenged.

    Raises:
        NotFound: there is none, its key is not shown yet, or nobody could decide.
        AlreadyChallenged: the learner has done so before.
    """
    attempt = _own_attempt(db.session, attempt_id, user_id)
    item = _item_at(db.session, attempt, position)
    _refuse_unless_challengeable(attempt, item, now)
    return ChallengeableItem(
        attempt_id=attempt_id,
        position=position,
        quiz_title=attempt.quiz_title,
        bank_id=attempt.bank_key,
        look=item_look_back(item, attempt.item_count),
    )


def challenge_item(
    attempt_id: str,
    position: int,
    user_id: int,
    article: Article,
    new: NewChallenge,
    now: datetime,
) -> None:
    """Record a challenge. The same one sent again changes nothing.

    Raises:
        NotFound: as `challengeable_item`.
        AlreadyChallenged: the learner has challenged the item with other words before.
        PhraseNotThere: the words marked are not in the article, or not in that passage.
    """
    quote = marked_phrase(article, new.phrase, new.passage_id)
    phrase = " ".join(quote.phrase.split())
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = _own_attempt(tx, attempt_id, user_id)
        made = challenges_of(attempt).made.get(position)
        if made is not None and (made.phrase, made.words) == (phrase, new.words):
            return
        item = _item_at(tx, attempt, position)
        _refuse_unless_challengeable(attempt, item, now)
        tx.add(
            Challenge(
                user_id=user_id,
                attempt_item_id=item.id,
                bank_key=attempt.bank_key,
                item_key=item.item_key,
                section_key=quote.section_id,
                passage=int(quote.passage_id.rsplit("-", 1)[1]),
                phrase=phrase,
                words=new.words,
                state=ChallengeState.OPEN,
                made_at=now,
            )
        )


def _own_attempt(tx: Transaction, attempt_id: str, user_id: int) -> Attempt:
    attempt = tx.scalar(own_attempt(attempt_id, user_id))
    if attempt is None:
        raise NotFound
    return attempt


def _item_at(tx: Transaction, attempt: Attempt, position: int) -> AttemptItem:
    if not 1 <= position <= attempt.item_count:
        raise NotFound
    return tx.scalars(
        select(AttemptItem)
        .options(joinedload(AttemptItem.revision), joinedload(AttemptItem.response))
        .where(AttemptItem.attempt_id == attempt.id, AttemptItem.position == position)
    ).one()


def _refuse_unless_challengeable(attempt: Attempt, item: AttemptItem, now: datetime) -> None:
    if not _is_key_shown(attempt, item, now):
        raise NotFound
    challenges = challenges_of(attempt)
    if item.position in challenges.made:
        raise AlreadyChallenged(attempt.public_id, item.position)
    if not challenges.can_be_made:
        raise NotFound


def _is_key_shown(attempt: Attempt, item: AttemptItem, now: datetime) -> bool:
    if attempt.is_over(now):
        return not are_keys_held(attempt, now)
    return item.response is not None and attempt.feedback_mode == FeedbackTime.AFTER_EACH
