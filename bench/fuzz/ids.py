"""The ids that addresses hold: those of one class beside one another, and of all together."""

from __future__ import annotations

from collections.abc import Iterable

from flask import current_app
from sqlalchemy import Select, select

from quizapp.lessons.projecting import place_id
from quizapp.models import (
    Assignment,
    Attempt,
    BankPublication,
    Challenge,
    Classroom,
    Enrolment,
    LearnerNote,
    Lesson,
    Notice,
    Regrade,
    TestPair,
    User,
)
from quizapp.models.classrooms import ClassroomTeacher, TeacherInvitation
from quizapp.web.extensions import db

Ids = dict[str, list[str]]

OF_THE_BANK: Ids = {
    "bank_id": ["tides"],
    "bank_key": ["tides"],
    "item_id": ["ebb", "what-pulls", "boats", "keeper", "stages", "spots", "spring-tide"],
    "item_key": ["ebb", "what-pulls", "boats", "keeper", "stages", "spots", "spring-tide"],
    "quiz_id": ["all", "quiet", "held", "tries", "by-topic"],
    "quiz_key": ["all", "quiet", "held", "tries", "by-topic"],
    "section_id": ["moon", "shore"],
    "number": ["1", "2"],
    "position": ["1", "2", "3", "5", "6", "7", "8"],
    "letter": ["A", "B"],
    "table": ["key", "responses"],
    "kind": ["png", "jpeg", "gif", "webp"],
    "sha256": ["0" * 64, "a" * 64],
    "token": ["x" * 43],
    "filename": ["css/site.css", "js/swap.js"],
}


def known_ids() -> list[Ids]:
    """The ids of each class, and of the whole server last; needs the app's context."""
    classes = db.session.execute(select(Classroom.id, Classroom.public_id)).all()
    found = [_of_class(row_id, public_id) for row_id, public_id in classes]
    return [*found, _together(found)]


def _of_class(row_id: int, public_id: str) -> Ids:
    enrolled = select(Enrolment.user_id).where(Enrolment.classroom_id == row_id)
    lessons = select(Lesson).where(Lesson.classroom_id == row_id)
    room = select(Classroom).where(Classroom.id == row_id)
    of_class: dict[str, Select[str]] = {
        "learner_id": select(User.public_id).where(User.id.in_(enrolled)),
        "teacher_id": select(User.public_id)
        .join(ClassroomTeacher, ClassroomTeacher.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == row_id),
        "assignment_id": select(Assignment.public_id).where(Assignment.classroom_id == row_id),
        "attempt_id": select(Attempt.public_id).where(Attempt.user_id.in_(enrolled)),
        "pair_id": select(TestPair.public_id).where(TestPair.classroom_id == row_id),
        "lesson_id": lessons.with_only_columns(Lesson.public_id),
        "challenge_id": select(Challenge.public_id),
        "note_id": select(LearnerNote.public_id).where(LearnerNote.classroom_id == row_id),
        "notice_id": select(Notice.public_id).where(Notice.user_id.in_(enrolled)),
        "invitation_id": select(TeacherInvitation.public_id).where(
            TeacherInvitation.classroom_id == row_id
        ),
        "regrade_id": select(Regrade.public_id),
        "revision_id": select(BankPublication.id),
    }
    ids = {name: _texts(query) for name, query in of_class.items()}
    codes = [
        *_texts(room.with_only_columns(Classroom.join_code)),
        *_texts(lessons.with_only_columns(Lesson.code)),
    ]
    walls = [
        place_id(str(current_app.config["SECRET_KEY"]), assignment, item, 0)
        for assignment in ids["assignment_id"][:4]
        for item in ("ebb", "what-pulls", "boats")
    ]
    return {**OF_THE_BANK, **ids, "classroom_id": [public_id], "code": codes, "place_id": walls}


def _texts(query: Select[str]) -> list[str]:
    return [str(value) for value in db.session.scalars(query) if value is not None]


def _together(parts: Iterable[Ids]) -> Ids:
    found: Ids = {}
    for part in parts:
        for name, values in part.items():
            found[name] = [*dict.fromkeys([*found.get(name, []), *values])]
    return found
