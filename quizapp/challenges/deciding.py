"""A teacher decides on a challenge, and the learner is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.attempts.same_words import saying_the_same
from quizapp.domain.errors import ChallengeDecided, NotFound, RemedyDoesNotFit
from quizapp.models import Challenge, Notice
from quizapp.models.challenges import ChallengeState, Remedy, challenge_in, challenges_in
from quizapp.models.notices import NoticeKind
from quizapp.web.database import Transaction, lock_learners, write_transaction


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

    Of learners who say that they meant the same it is decided for all of the class who typed it.

    Raises:
        NotFound: no learner of this class made it.
        ChallengeDecided: somebody has decided before.
        RemedyDoesNotFit: what was typed would count without a variant, or the other way round.
    """
    with write_transaction() as tx:
        challenge, *others = _locked(tx, classroom_id, challenge_id)
        _check_fit(challenge, decision.remedy)
        if not _is_decided_now(tx, challenge, decision, actor_id, now):
            raise ChallengeDecided
        _tell_learner(tx, challenge, decision, now)
        for other in others:
            if _is_decided_now(tx, other, decision, actor_id, now):
                _tell_learner(tx, other, decision, now)
        note_deed(
            tx,
            _deed(challenge, decision),
            challenge.public_id,
            now,
            actor_id=actor_id,
            classroom_id=classroom_id,
        )


def _check_fit(challenge: Challenge, remedy: Remedy | None) -> None:
    if remedy is not None and (remedy == Remedy.VARIANT) is not challenge.is_meant_same:
        raise RemedyDoesNotFit


def _is_decided_now(
    tx: Transaction, challenge: Challenge, decision: Decision, actor_id: int, now: datetime
) -> bool:
    """Write the decision down; whether there was none before."""
    decided = tx.scalar(
        update(Challenge)
        .where(Challenge.id == challenge.id, Challenge.state == ChallengeState.OPEN)
        .values(
            state=ChallengeState.ACCEPTED if decision.remedy else ChallengeState.DECLINED,
            remedy=decision.remedy,
            reply=decision.reply or None,
            decided_at=now,
            decider_id=actor_id,
        )
        .returning(Challenge.id)
    )
    return decided is not None


def _locked(tx: Transaction, classroom_id: int, challenge_id: str) -> list[Challenge]:
    """The challenge and those that say the same, while nobody can erase or merge their learners."""
    query = challenge_in(classroom_id, challenge_id)
    found = tx.scalar(query)
    if found is None:
        raise NotFound
    alike = [each.id for each in saying_the_same(tx, classroom_id, found)]
    lock_learners(tx, select(Challenge.user_id).where(Challenge.id.in_(alike)))
    still = challenges_in(classroom_id).where(Challenge.id.in_(alike))
    rows = list(tx.scalars(still.execution_options(populate_existing=True)))
    if found not in rows:
        raise NotFound
    return sorted(rows, key=lambda row: row is not found)


def _tell_learner(tx: Transaction, challenge: Challenge, decision: Decision, now: datetime) -> None:
    accepted, declined = NoticeKind.CHALLENGE_ACCEPTED, NoticeKind.CHALLENGE_DECLINED
    item = challenge.attempt_item
    tx.add(
        Notice(
            user_id=challenge.user_id,
            attempt_id=item.attempt_id,
            kind=accepted if decision.remedy else declined,
            figures={
                "quiz_title": item.attempt.quiz_title,
                "positions": [item.position],
                **({"is_meant_same": True} if challenge.is_meant_same else {}),
            },
            words=decision.reply or None,
            created_at=now,
        )
    )


def _deed(challenge: Challenge, decision: Decision) -> Deed:
    if decision.remedy is None:
        return ChallengeDeclined(challenge.bank_key, challenge.item_key, None)
    return ChallengeAccepted(challenge.bank_key, challenge.item_key, decision.remedy)
