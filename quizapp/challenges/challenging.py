"""Challenges of a key: made by learners, decided by teachers, and told to both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from quizapp.accounts.auditing import note_deed
from quizapp.assignments.held_keys import are_keys_held
from quizapp.attempts.own_challenges import challenges_of
from quizapp.classes.facts import ClassFacts
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.bank.article import Article
from quizapp.domain.challenges import marked_phrase
from quizapp.domain.errors import AlreadyChallenged, ChallengeDecided, NotFound
from quizapp.models import Attempt, AttemptItem, Challenge, Notice
from quizapp.models.attempts import own_attempt
from quizapp.models.challenges import ChallengeState, Remedy, challenge_in
from quizapp.models.notices import NoticeKind
from quizapp.taking.taking import item_at
from quizapp.web.database import Transaction, lock_learner, write_transaction


@dataclass(frozen=True)
class NewChallenge:
    """What a learner sends: the words marked, the passage they are in if they say, and why."""

    phrase: str
    words: str
    passage_id: str | None = None


@dataclass(frozen=True)
class Decision:
    """What a teacher decides: a remedy, or None where the key stands; and the reply."""

    remedy: Remedy | None
    reply: str


def challengeable_item(attempt: Attempt, position: int, now: datetime) -> AttemptItem:
    """The item of an own attempt, if its key was shown and can be challenged.

    Raises:
        NotFound: there is none, its key is still to be kept, or nobody could decide.
        AlreadyChallenged: the learner has done so before.
    """
    item = item_at(attempt, position)
    if not _is_key_shown(attempt, item, now):
        raise NotFound
    challenges = challenges_of(attempt)
    if position in challenges.made:
        raise AlreadyChallenged(attempt.public_id, position)
    if not challenges.can_be_made:
        raise NotFound
    return item


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
        NotFound: as `challengeable_item`; or the attempt is not this learner's.
        AlreadyChallenged: the learner has challenged the item with other words before.
        PhraseNotThere: the words marked are not in the article, or not in that passage.
    """
    quote = marked_phrase(article, new.phrase, new.passage_id)
    phrase = " ".join(quote.phrase.split())
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        attempt = tx.scalar(own_attempt(attempt_id, user_id))
        if attempt is None:
            raise NotFound
        made = challenges_of(attempt).made.get(position)
        if made is not None and (made.phrase, made.words) == (phrase, new.words):
            return
        item = challengeable_item(attempt, position, now)
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


def decide(
    classroom: ClassFacts, challenge_id: str, decision: Decision, actor_id: int, now: datetime
) -> None:
    """Decide on a challenge, and tell the learner. The first decision holds.

    Raises:
        NotFound: no learner of this class made it.
        ChallengeDecided: somebody has decided before.
    """
    classroom_id = classroom.id
    with write_transaction() as tx:
        challenge = _locked(tx, classroom_id, challenge_id)
        state = ChallengeState.ACCEPTED if decision.remedy else ChallengeState.DECLINED
        decided = tx.scalar(
            update(Challenge)
            .where(Challenge.id == challenge.id, Challenge.state == ChallengeState.OPEN)
            .values(
                state=state,
                remedy=decision.remedy,
                reply=decision.reply or None,
                decided_at=now,
                decider_id=actor_id,
            )
            .returning(Challenge.id)
        )
        if decided is None:
            raise ChallengeDecided
        _tell(tx, challenge, decision, now)
        note_deed(
            tx,
            "accept challenge" if decision.remedy else "decline challenge",
            challenge.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
            bank=challenge.bank_key,
            item=challenge.item_key,
            remedy=decision.remedy,
        )


def _locked(tx: Transaction, classroom_id: int, challenge_id: str) -> Challenge:
    """The challenge, whose learner nobody erases or makes one with another meanwhile."""
    query = challenge_in(classroom_id, challenge_id)
    user_id = tx.scalar(query.with_only_columns(Challenge.user_id))
    if user_id is not None:
        lock_learner(tx, user_id)
    challenge = tx.scalar(query)
    if challenge is None:
        raise NotFound
    return challenge


def _tell(tx: Transaction, challenge: Challenge, decision: Decision, now: datetime) -> None:
    """Leave a note to the learner."""
    accepted, declined = NoticeKind.CHALLENGE_ACCEPTED, NoticeKind.CHALLENGE_DECLINED
    item = challenge.attempt_item
    tx.add(
        Notice(
            user_id=challenge.user_id,
            attempt_id=item.attempt_id,
            kind=accepted if decision.remedy else declined,
            figures={"quiz_title": item.attempt.quiz_title, "positions": [item.position]},
            words=decision.reply or None,
            created_at=now,
        )
    )


def _is_key_shown(attempt: Attempt, item: AttemptItem, now: datetime) -> bool:
    if attempt.is_over(now):
        return not are_keys_held(attempt, now)
    return item.response is not None and attempt.feedback_mode == FeedbackTime.AFTER_EACH
