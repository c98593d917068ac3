"""A teacher decides on a challenge, and the learner is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.domain.errors import ChallengeDecided, NotFound
from quizapp.models import Challenge, Notice
from quizapp.models.challenges import ChallengeState, Remedy, challenge_in
from quizapp.models.notices import NoticeKind
from quizapp.web.database import Transaction, lock_learner, write_transaction


@dataclass(frozen=True)
class Decision:
    """What a teacher decides: a remedy, or None where the key stands; and the reply."""

    remedy: Remedy | None
    reply: str


@dataclass(frozen=True)
class ChallengeAccepted(
    Deed,
    name="accept challenge",
    kind=DeedKind.SCORES,
    sentence=_l("accepted a challenge of the question %(item)s"),
):
    """A challenge was right: the key is wrong, or another option is right as well."""

    bank: str
    item: str
    remedy: Remedy | None


@dataclass(frozen=True)
class ChallengeDeclined(
    Deed,
    name="decline challenge",
    kind=DeedKind.SCORES,
    sentence=_l("declined a challenge of the question %(item)s"),
):
    """A challenge was not right: the key stands, so there is no remedy."""

    bank: str
    item: str
    remedy: None


def decide(
    classroom_id: int, challenge_id: str, decision: Decision, actor_id: int, now: datetime
) -> None:
    """Decide on a challenge, and tell the learner. The first decision holds.

    Raises:
        NotFound: no learner of this class made it.
        ChallengeDecided: somebody has decided before.
    """
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
        _tell_learner(tx, challenge, decision, now)
        note_deed(
            tx,
            _deed(challenge, decision),
            challenge.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
        )


def _locked(tx: Transaction, classroom_id: int, challenge_id: str) -> Challenge:
    """The challenge, while nobody can erase its learner or merge them with another."""
    query = challenge_in(classroom_id, challenge_id)
    user_id = tx.scalar(query.with_only_columns(Challenge.user_id))
    if user_id is not None:
        lock_learner(tx, user_id)
    challenge = tx.scalar(query)
    if challenge is None:
        raise NotFound
    return challenge


def _tell_learner(tx: Transaction, challenge: Challenge, decision: Decision, now: datetime) -> None:
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


def _deed(challenge: Challenge, decision: Decision) -> Deed:
    if decision.remedy is None:
        return ChallengeDeclined(challenge.bank_key, challenge.item_key, None)
    return ChallengeAccepted(challenge.bank_key, challenge.item_key, decision.remedy)
