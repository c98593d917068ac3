"""Notes on a learner, which only the teachers of the class see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.errors import NotFound
from quizapp.models import LearnerNote
from quizapp.models.classrooms import enrolled_learner
from quizapp.models.notes import notes_on
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class NoteWritten(
    Deed,
    name="write note",
    kind=DeedKind.ROSTER,
    sentence=_l("wrote a note on %(subject)s"),
):
    """A teacher wrote something down about a learner; the words are in the note alone."""


@dataclass(frozen=True)
class NoteChanged(
    Deed,
    name="change note",
    kind=DeedKind.ROSTER,
    sentence=_l("changed a note on %(subject)s"),
):
    """A teacher put a note of their own otherwise."""


@dataclass(frozen=True)
class NoteDeleted(
    Deed,
    name="delete note",
    kind=DeedKind.ROSTER,
    sentence=_l("deleted a note on %(subject)s"),
):
    """A teacher deleted a note of their own."""


@dataclass(frozen=True)
class Note:
    """A note as the teachers of the class read it; `is_own` for whoever wrote it."""

    id: str
    words: str
    author: str | None
    is_own: bool
    written_at: datetime
    changed_at: datetime | None


def notes_of(classroom_id: int, learner_id: str, teacher_id: int) -> list[Note]:
    """The notes of the class on one of its learners, the newest first. Two queries.

    Raises:
        NotFound: nobody of this id is in the class.
    """
    learner = db.session.scalar(enrolled_learner(classroom_id, learner_id))
    if learner is None:
        raise NotFound
    return [
        Note(
            id=row.public_id,
            words=row.words,
            author=row.author.display_name if row.author else None,
            is_own=row.author_id == teacher_id,
            written_at=row.written_at,
            changed_at=row.changed_at,
        )
        for row in db.session.scalars(notes_on(classroom_id, learner.id))
    ]


def write_note(
    classroom_id: int, learner_id: str, words: str, teacher_id: int, now: datetime
) -> None:
    """Keep a note on a learner of the class. The same words sent twice are one note.

    Raises:
        NotFound: nobody of this id is in the class.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        learner = locked_learner(tx, classroom_id, learner_id)
        newest = tx.scalar(notes_on(classroom_id, learner.id).limit(1))
        if newest and (newest.words, newest.author_id) == (words, teacher_id):
            return
        tx.add(
            LearnerNote(
                classroom_id=classroom_id,
                user_id=learner.id,
                author_id=teacher_id,
                words=words,
                written_at=now,
            )
        )
        _note(tx, NoteWritten(), classroom_id, learner_id, teacher_id, now)


def change_note(
    classroom_id: int, learner_id: str, note_id: str, words: str, teacher_id: int, now: datetime
) -> None:
    """Put a note of one's own otherwise, also in an archived class: what is kept has to be right.

    Raises:
        NotFound: the teacher has written no such note on a learner of the class.
    """
    with write_transaction() as tx:
        row = _own_note(tx, classroom_id, learner_id, note_id, teacher_id)
        if row.words == words:
            return
        row.words, row.changed_at = words, now
        _note(tx, NoteChanged(), classroom_id, learner_id, teacher_id, now)


def delete_note(
    classroom_id: int, learner_id: str, note_id: str, teacher_id: int, now: datetime
) -> None:
    """Delete a note of one's own.

    Raises:
        NotFound: the teacher has written no such note on a learner of the class.
    """
    with write_transaction() as tx:
        tx.delete(_own_note(tx, classroom_id, learner_id, note_id, teacher_id))
        _note(tx, NoteDeleted(), classroom_id, learner_id, teacher_id, now)


def _own_note(
    tx: Transaction, classroom_id: int, learner_id: str, note_id: str, teacher_id: int
) -> LearnerNote:
    learner = locked_learner(tx, classroom_id, learner_id)
    row = tx.scalar(
        select(LearnerNote).where(
            LearnerNote.public_id == note_id,
            LearnerNote.classroom_id == classroom_id,
            LearnerNote.user_id == learner.id,
            LearnerNote.author_id == teacher_id,
        )
    )
    if row is None:
        raise NotFound
    return row


def _note(
    tx: Transaction,
    deed: Deed,
    classroom_id: int,
    learner_id: str,
    teacher_id: int,
    now: datetime,
) -> None:
    """Note the deed, and never the words."""
    note_deed(tx, deed, learner_id, now, actor_id=teacher_id, classroom_id=classroom_id)
