"""What teachers of a class write down about one of its learners."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from quizapp.models.base import Base, BigKey, PublicId
from quizapp.models.people import User

LONGEST_NOTE = 1000


class LearnerNote(Base):
    """A note on a learner, for the teachers of one class alone."""

    __tablename__ = "learner_notes"
    __table_args__ = (Index("ix_learner_notes_classroom_id_user_id", "classroom_id", "user_id"),)

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]

    author: Mapped[User | None] = relationship(foreign_keys=author_id)


def notes_on(classroom_id: int, user_id: int) -> Select[LearnerNote]:
    """The notes of a class on a learner, the newest first."""
    return (
        select(LearnerNote)
        .options(joinedload(LearnerNote.author))
        .where(LearnerNote.classroom_id == classroom_id, LearnerNote.user_id == user_id)
        .order_by(LearnerNote.id.desc())
    )
