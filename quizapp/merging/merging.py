"""Two accounts of one learner made one: a guest's work, or that of a second account.

See docs/decisions/0021-an-account-that-was-two.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, exists, func, select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.accounts.erasing import erase
from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Moment
from quizapp.merging.attempts import move_attempts, running_twice
from quizapp.merging.cards import move_cards
from quizapp.merging.ties import move_ties
from quizapp.models import (
    Attempt,
    AuditEntry,
    Card,
    Challenge,
    Enrolment,
    ScoreOverride,
    User,
)
from quizapp.models.classrooms import enrolled_learners
from quizapp.models.people import Access, Role
from quizapp.models.rights import is_taught_elsewhere
from quizapp.web.database import Transaction, lock_learners, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class LearnersMerged(
    Deed,
    name="merge learners",
    kind=DeedKind.ROSTER,
    sentence=_l("made %(subject)s one with %(into)s: %(attempts)s, %(cards)s"),
):
    """Two accounts are one: the public id of the one that stayed, and what was moved to it."""

    into: str
    attempts: int
    cards: int


@dataclass(frozen=True)
class MergeChoice:
    """A learner of the class, with what tells two of one name apart."""

    id: str
    name: str
    user_name: str | None
    access: Access
    joined_at: datetime
    attempts: int


@dataclass(frozen=True)
class MergePreview:
    """What a merge would move from one learner to another.

    Attributes:
        source: Whose account would end.
        target: Whose account would have it all.
        cards: How many cards.
        joined_cards: Of how many items both have a card, so that the reviews are put together.
        running_twice: How many quizzes and assignments both have begun and not ended.
        classes: In how many further classes the target would be.
        overrides: How many scores set by hand would move.
        challenges: How many challenges.
    """

    source: MergeChoice
    target: MergeChoice
    cards: int
    joined_cards: int
    running_twice: int
    classes: int
    overrides: int
    challenges: int


def merge_choices(classroom_id: int) -> list[MergeChoice]:
    """The learners whom only teachers of this class teach, by name. One query."""
    learners = _with_attempts(_mergeable(classroom_id))
    return [_choice(user, attempts) for user, attempts in db.session.execute(learners)]


def merge_preview(classroom_id: int, source_id: str, target_id: str) -> MergePreview:
    """What merging two different learners of the class would do. A constant number of queries.

    Raises:
        NotFound: one of them is not in the class.
    """
    learners = _with_attempts(_mergeable(classroom_id))
    source, target = (
        db.session.execute(learners.where(User.public_id == each)).one_or_none()
        for each in (source_id, target_id)
    )
    if source is None or target is None:
        raise NotFound
    theirs, own = source[0].id, target[0].id
    return MergePreview(
        source=_choice(*source),
        target=_choice(*target),
        cards=_count(select(Card.id).where(Card.user_id == theirs)),
        joined_cards=_count(_cards_of_both(theirs, own)),
        running_twice=_count(running_twice(theirs, own)),
        classes=_count(_further_classes(theirs, own)),
        overrides=_count(select(ScoreOverride.id).where(ScoreOverride.user_id == theirs)),
        challenges=_count(select(Challenge.id).where(Challenge.user_id == theirs)),
    )


def merge(classroom_id: int, source_id: str, target_id: str, actor_id: int, moment: Moment) -> None:
    """Move all that one learner of the class did to another one, and end the first account.

    Twice is the same as once.

    Raises:
        NotFound: one of them is not in the class, is no learner, or both are the same.
    """
    with write_transaction() as tx:
        try:
            source, target = _locked(tx, classroom_id, source_id, target_id)
        except NotFound:
            if _is_merged(tx, classroom_id, source_id):
                return
            raise
        attempts = move_attempts(tx, source.id, target.id, moment.now)
        moved, joined = move_cards(tx, source.id, target.id)
        move_ties(tx, source, target)
        erase(tx, source, moment.now)
        deed = LearnersMerged(into=target_id, attempts=attempts, cards=moved + joined)
        note_deed(tx, deed, source_id, moment.now, actor_id=actor_id, classroom_id=classroom_id)


def _locked(
    tx: Transaction, classroom_id: int, source_id: str, target_id: str
) -> tuple[User, User]:
    """Both learners, whom nobody else merges or erases meanwhile."""
    ids = select(User.id).where(User.public_id.in_([source_id, target_id]))
    lock_learners(tx, ids)
    source = tx.scalar(_mergeable(classroom_id).where(User.public_id == source_id))
    target = tx.scalar(_mergeable(classroom_id).where(User.public_id == target_id))
    if source is None or target is None or source is target:
        raise NotFound
    return source, target


def _mergeable(classroom_id: int) -> Select[User]:
    return enrolled_learners(classroom_id).where(
        User.role == Role.LEARNER, User.erased_at.is_(None), ~is_taught_elsewhere(classroom_id)
    )


def _with_attempts(learners: Select[User]) -> Select[User, int]:
    attempts = (
        select(func.count(Attempt.id))
        .where(Attempt.user_id == User.id)
        .correlate(User)
        .scalar_subquery()
    )
    return learners.add_columns(attempts)


def _choice(user: User, attempts: int) -> MergeChoice:
    return MergeChoice(
        id=user.public_id,
        name=user.display_name,
        user_name=user.user_name,
        access=user.access,
        joined_at=user.created_at,
        attempts=attempts,
    )


def _is_merged(tx: Transaction, classroom_id: int, source_id: str) -> bool:
    trace = select(
        exists().where(
            AuditEntry.deed == LearnersMerged.deed_name,
            AuditEntry.subject == source_id,
            AuditEntry.classroom_id == classroom_id,
        )
    )
    return bool(tx.scalar(trace))


def _cards_of_both(source_id: int, target_id: int) -> Select[int]:
    own = Card.__table__.alias("own")
    return select(Card.id).where(
        Card.user_id == source_id,
        exists().where(
            own.c.user_id == target_id,
            own.c.bank_key == Card.bank_key,
            own.c.item_key == Card.item_key,
        ),
    )


def _further_classes(source_id: int, target_id: int) -> Select[int]:
    own = select(Enrolment.classroom_id).where(
        Enrolment.user_id == target_id, Enrolment.left_at.is_(None)
    )
    return select(Enrolment.id).where(
        Enrolment.user_id == source_id,
        Enrolment.left_at.is_(None),
        Enrolment.classroom_id.not_in(own),
    )


def _count(query: Select[*tuple[Any, ...]]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
