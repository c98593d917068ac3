"""A learner challenges the key of a question with the words of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.bank.article import Article
from quizapp.domain.challenges import marked_phrase
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.errors import AlreadyChallenged, NotFound
from quizapp.models import Challenge
from quizapp.models.attempts_found import item_of
from quizapp.models.challenges import ChallengeState
from quizapp.taking.own_attempts import (
    OwnAttempt,
    item_shown,
    own_attempt_of,
    own_challenges_of,
)
from quizapp.web.database import lock_learner, write_transaction


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


def challengeable_item(
    attempt_id: str, position: int, user_id: int, now: datetime
) -> ChallengeableItem:
    """The question at this position of the learner's attempt, if its key can be challenged.

    Raises:
        NotFound: there is none, its key is not shown yet, or nobody could decide.
        AlreadyChallenged: the learner has done so before.
    """
    attempt = own_attempt_of(attempt_id, user_id, now)
    return ChallengeableItem(
        attempt_id=attempt_id,
        position=position,
        quiz_title=attempt.quiz_title,
        bank_id=attempt.bank_id,
        look=challengeable_look(attempt, position),
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
        attempt = own_attempt_of(attempt_id, user_id, now)
        made = own_challenges_of(attempt).made.get(position)
        if made is not None and (made.phrase, made.words) == (phrase, new.words):
            return
        challengeable_look(attempt, position)
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


def challengeable_look(attempt: OwnAttempt, position: int) -> LookBack:
    """The question as it was marked; refused as `challengeable_item` says."""
    look = item_shown(attempt, position)
    if not isinstance(look, LookBack):
        raise NotFound
    challenges = own_challenges_of(attempt)
    if position in challenges.made:
        raise AlreadyChallenged(attempt.id, position)
    if not challenges.can_be_made:
        raise NotFound
    return look
