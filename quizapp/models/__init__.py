"""The tables, and functions beside them that return `select()`s for callers to run."""

from quizapp.models.accommodations import LearnerAccommodation
from quizapp.models.assignments import (
    Assignment,
    AssignmentException,
    PairHalf,
    ScoreOverride,
    TestPair,
)
from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.audit import AuditEntry
from quizapp.models.banks import BankPublication, BankRevision, ItemRevision
from quizapp.models.base import Base
from quizapp.models.challenges import Challenge
from quizapp.models.classrooms import (
    Classroom,
    ClassroomTeacher,
    Enrolment,
    LoginCode,
    TeacherInvitation,
)
from quizapp.models.lessons import Lesson, LessonQuestion, LessonSeat, LessonVote
from quizapp.models.memory import Card, KeyCorrection, Review
from quizapp.models.notes import LearnerNote
from quizapp.models.notices import Notice
from quizapp.models.people import DeletionRequest, LoginSession, SetupToken, User
from quizapp.models.regrades import Regrade, RegradedMark, RegradedScore
from quizapp.models.reminders import Reminder

__all__ = [
    "Assignment",
    "AssignmentException",
    "Attempt",
    "AttemptItem",
    "AuditEntry",
    "BankPublication",
    "BankRevision",
    "Base",
    "Card",
    "Challenge",
    "Classroom",
    "ClassroomTeacher",
    "DeletionRequest",
    "Enrolment",
    "ItemRevision",
    "KeyCorrection",
    "LearnerAccommodation",
    "LearnerNote",
    "Lesson",
    "LessonQuestion",
    "LessonSeat",
    "LessonVote",
    "LoginCode",
    "LoginSession",
    "Notice",
    "PairHalf",
    "Regrade",
    "RegradedMark",
    "RegradedScore",
    "Reminder",
    "Response",
    "Review",
    "ScoreOverride",
    "SetupToken",
    "TeacherInvitation",
    "TestPair",
    "User",
]
