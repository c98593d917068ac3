"""The tables, and functions beside them that return `select()`s for callers to run."""

from quizapp.models.attempts import Attempt, AttemptItem, Response
from quizapp.models.audit import AuditEntry
from quizapp.models.banks import BankPublication, BankRevision, ItemRevision
from quizapp.models.base import Base
from quizapp.models.memory import Card, Review
from quizapp.models.notices import Notice
from quizapp.models.people import LoginSession, SetupToken, User
from quizapp.models.regrades import Regrade, RegradedMark, RegradedScore

__all__ = [
    "Attempt",
    "AttemptItem",
    "AuditEntry",
    "BankPublication",
    "BankRevision",
    "Base",
    "Card",
    "ItemRevision",
    "LoginSession",
    "Notice",
    "Regrade",
    "RegradedMark",
    "RegradedScore",
    "Response",
    "Review",
    "SetupToken",
    "User",
]
