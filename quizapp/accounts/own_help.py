"""What teachers have arranged for one person, and noted, as the file of their data tells it."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.accounts.own_work import Facts, told
from quizapp.models import (
    Assignment,
    AssignmentException,
    Classroom,
    LearnerAccommodation,
    LearnerNote,
    Reminder,
)
from quizapp.web.extensions import db


def own_terms(user_id: int) -> list[Facts]:
    """What single assignments have otherwise for a person."""
    rows = db.session.execute(
        select(AssignmentException, Assignment)
        .join(Assignment, Assignment.id == AssignmentException.assignment_id)
        .where(AssignmentException.user_id == user_id)
        .order_by(AssignmentException.id)
    )
    return [
        {
            "assignment": assignment.title,
            "opens_at": told(own.opens_at),
            "due_at": told(own.due_at),
            "closes_at": told(own.closes_at),
            "attempts_allowed": own.attempts_allowed,
            "extra_seconds": own.extra_time,
            "is_excused": own.is_excused,
        }
        for own, assignment in rows
    ]


def terms_of_classes(user_id: int) -> list[Facts]:
    """What holds for a person in all of a class."""
    rows = db.session.execute(
        select(LearnerAccommodation, Classroom)
        .join(Classroom, Classroom.id == LearnerAccommodation.classroom_id)
        .where(LearnerAccommodation.user_id == user_id)
        .order_by(LearnerAccommodation.id)
    )
    return [
        {
            "class": classroom.title,
            "term": classroom.term,
            "more_percent_of_time": row.more_percent,
            "more_minutes": row.more_minutes,
            "later_hours": row.later_hours,
        }
        for row, classroom in rows
    ]


def teachers_notes(user_id: int) -> list[Facts]:
    """That there are notes, and since when. Their words may be about others, and are asked for."""
    rows = db.session.execute(
        select(LearnerNote.written_at, LearnerNote.changed_at, Classroom)
        .join(Classroom, Classroom.id == LearnerNote.classroom_id)
        .where(LearnerNote.user_id == user_id)
        .order_by(LearnerNote.id)
    )
    return [
        {
            "class": classroom.title,
            "term": classroom.term,
            "written_at": told(written_at),
            "changed_at": told(changed_at),
            "withheld": True,
        }
        for written_at, changed_at, classroom in rows
    ]


def reminders(user_id: int) -> list[Facts]:
    """Of what a person was reminded, when, and whether an e-mail was sent."""
    rows = db.session.execute(
        select(Reminder, Assignment.title)
        .join(Assignment, Assignment.id == Reminder.assignment_id)
        .where(Reminder.user_id == user_id)
        .order_by(Reminder.id)
    )
    return [
        {
            "assignment": title,
            "made_at": told(reminder.made_at),
            "sent_by_email_at": told(reminder.mailed_at),
        }
        for reminder, title in rows
    ]
