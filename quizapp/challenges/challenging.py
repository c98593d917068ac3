"""Challenges of a key: made by learners, decided by teachers, and told to both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from quizapp.accounts.auditing import note_deed
from quizapp.attempts.own_challenges import Challenges, challenges_of
from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank.article import Article
from quizapp.domain.challenges import marked_phrase
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import AlreadyChallenged, ChallengeDecided, NotFound
from quizapp.models import Challenge, Notice
from quizapp.models.attempts import item_of
from quizapp.models.challenges import ChallengeState, Remedy, challenge_in
from quizapp.models.notices import NoticeKind
from quizapp.taking.own_attempts import OwnAttempt, item_shown, own_attempt_of
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


def challengeable_item(attempt: OwnAttempt, position: int) -> LookBack:
    """An item of an own attempt as it was marked, if its key was shown and can be challenged.

    Raises:
        NotFound: there is none, its key is still to be kept, or nobody could decide.
        AlreadyChallenged: the learner has done so before.
    """
    look = item_shown(attempt, position, with_hint=False)
    if not isinstance(look, LookBack):
        raise NotFound
    challenges = _challenges_of(attempt)
    if position in challenges.made:
        raise AlreadyChallenged(attempt.id, position)
    if not challenges.can_be_made:
        raise NotFound
    return look


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
        attempt = own_attempt_of(attempt_id, user_id, now)
        made = _challenges_of(attempt).made.get(position)
        if made is not None and (made.phrase, made.words) == (phrase, new.words):
            return
        challengeable_item(attempt, position)
        item = tx.scalars(item_of(attempt.row_id, position)).one()
        tx.add(
            Challenge(
                user_id=user_id,
                attempt_item_id=item.id,
                bank_key=attempt.bank_id,
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


def _challenges_of(attempt: OwnAttempt) -> Challenges:
    return challenges_of(attempt.row_id, attempt.user_id, is_counted=attempt.is_counted)
