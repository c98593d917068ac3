"""All that is kept about one person, as plain data to take along.

It holds what the person did and what was said and decided about it, and nothing of anybody else's:
who taught, judged or noted something is left out. Of what is still being asked, or waits for a
class to be done, it tells no mark and nothing that follows from one; right answers are never in it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from quizapp.accounts.own_help import own_terms, reminders, teachers_notes, terms_of_classes
from quizapp.accounts.own_votes import votes_in_lessons
from quizapp.accounts.own_work import (
    Facts,
    Hidden,
    attempts_in_words,
    cards_in_words,
    held_attempts,
    told,
)
from quizapp.models import (
    Assignment,
    Attempt,
    AttemptItem,
    AuditEntry,
    Challenge,
    Classroom,
    ClassroomTeacher,
    Enrolment,
    LoginCode,
    LoginSession,
    Notice,
    PairHalf,
    ScoreOverride,
    TestPair,
    User,
)
from quizapp.models.held_keys import HIDDEN_ITEMS, moment_asked
from quizapp.models.rights import request_of
from quizapp.web.extensions import db
from quizapp.web.kept_files import kept_file

FORMAT = "quizapp personal data 1"
STYLES = ("tokens", "formulas", "dark", "own-data-file")


def own_data(user_id: int, now: datetime) -> Facts:
    """Everything about the user, as JSON takes it. A constant number of queries."""
    hidden: Hidden = frozenset(
        (row.bank_key, row.item_key)
        for row in db.session.execute(HIDDEN_ITEMS, {"user_id": user_id, **moment_asked(now)})
    )
    held = held_attempts(user_id, now)
    return {
        "format": FORMAT,
        "made_at": told(now),
        "account": _account(db.session.get_one(User, user_id)),
        "deletion_asked": _deletion(user_id),
        "classes": _classes(user_id),
        "classes_taught": _classes_taught(user_id),
        "own_terms": own_terms(user_id),
        "terms_in_all_of_a_class": terms_of_classes(user_id),
        "teachers_notes": teachers_notes(user_id),
        "reminders": reminders(user_id),
        "forms_of_tests": _forms(user_id),
        "scores_set_by_hand": _overrides(user_id),
        "attempts": attempts_in_words(user_id, hidden, held),
        "cards": cards_in_words(user_id, hidden, held),
        "votes_in_lessons": votes_in_lessons(user_id),
        "challenges": _challenges(user_id, hidden),
        "notes": _notes(user_id, held),
        "signed_in": _sessions(user_id),
        "login_codes": _codes(user_id),
        "audit_trail": _audit(user_id),
    }


def as_json(data: Facts) -> bytes:
    """The data as a file for programs."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_html(data: Facts) -> bytes:
    """The data as a file to read."""
    return kept_file("accounts/data/own_data_file.html", STYLES, data=data)


def _account(user: User) -> Facts:
    return {
        "id": user.public_id,
        "name": user.display_name,
        "user_name": user.user_name,
        "role": user.role,
        "is_guest": user.is_guest,
        "is_looked_after_by_a_class": user.is_managed,
        "has_password": user.password_hash is not None,
        "email": user.email,
        "uses_single_keys": user.uses_keys,
        "minutes_of_practice_a_day": user.minutes_a_day,
        "versions_by_bank": user.versions,
        "text_size": user.text_size,
        "light_or_dark": user.appearance,
        "since": told(user.created_at),
    }


def _deletion(user_id: int) -> Facts | None:
    request = db.session.scalar(request_of(user_id))
    if request is None:
        return None
    return {"asked_at": told(request.asked_at), "words": request.words}


def _classes(user_id: int) -> list[Facts]:
    rows = _rows(
        select(Enrolment)
        .options(joinedload(Enrolment.classroom))
        .where(Enrolment.user_id == user_id)
        .order_by(Enrolment.id)
    )
    return [
        {
            **_class(row.classroom),
            "joined_at": told(row.enrolled_at),
            "left_at": told(row.left_at),
            "listed_under": row.sort_name,
        }
        for row in rows
    ]


def _classes_taught(user_id: int) -> list[Facts]:
    rows = _rows(
        select(Classroom)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.user_id == user_id)
        .order_by(Classroom.id)
    )
    return [_class(row) for row in rows]


def _class(classroom: Classroom) -> Facts:
    return {"class": classroom.title, "term": classroom.term}


def _forms(user_id: int) -> list[Facts]:
    rows = db.session.execute(
        select(PairHalf.first_form, TestPair.quiz_key, Classroom.title)
        .join(TestPair, TestPair.id == PairHalf.pair_id)
        .join(Classroom, Classroom.id == TestPair.classroom_id)
        .where(PairHalf.user_id == user_id)
        .order_by(PairHalf.id)
    )
    return [{"class": title, "quiz": quiz, "first_form": form} for form, quiz, title in rows]


def _overrides(user_id: int) -> list[Facts]:
    rows = db.session.execute(
        select(ScoreOverride, Assignment.title)
        .join(Assignment, Assignment.id == ScoreOverride.assignment_id)
        .where(ScoreOverride.user_id == user_id)
        .order_by(ScoreOverride.id)
    )
    return [
        {
            "assignment": title,
            "share": row.share,
            "reason": row.reason,
            "made_at": told(row.made_at),
        }
        for row, title in rows
    ]


def _challenges(user_id: int, hidden: Hidden) -> list[Facts]:
    rows = db.session.execute(
        select(Challenge, AttemptItem.position, Attempt.public_id)
        .join(AttemptItem, AttemptItem.id == Challenge.attempt_item_id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Challenge.user_id == user_id)
        .order_by(Challenge.id)
    )
    return [
        {
            "bank": row.bank_key,
            "attempt": attempt_id,
            "position": position,
            "marked_phrase": row.phrase,
            "words": row.words,
            "made_at": told(row.made_at),
            **(
                {"withheld": True}
                if (row.bank_key, row.item_key) in hidden
                else {
                    "item": row.item_key,
                    "state": row.state,
                    "decided_at": told(row.decided_at),
                    "reply": row.reply,
                }
            ),
        }
        for row, position, attempt_id in rows
    ]


def _notes(user_id: int, held: frozenset[int]) -> list[Facts]:
    rows = _rows(select(Notice).where(Notice.user_id == user_id).order_by(Notice.id))
    return [
        {
            "kind": row.kind,
            "made_at": told(row.created_at),
            "put_away_at": told(row.dismissed_at),
            **(
                {"withheld": True}
                if row.attempt_id in held
                else {"words": row.words, "figures": row.figures}
            ),
        }
        for row in rows
    ]


def _sessions(user_id: int) -> list[Facts]:
    rows = _rows(
        select(LoginSession).where(LoginSession.user_id == user_id).order_by(LoginSession.id)
    )
    return [
        {
            "since": told(row.created_at),
            "until": told(row.expires_at),
            "last_used_at": told(row.last_used_at),
            "device": " · ".join(filter(None, (row.browser, row.system))),
        }
        for row in rows
    ]


def _codes(user_id: int) -> list[Facts]:
    rows = _rows(select(LoginCode).where(LoginCode.user_id == user_id).order_by(LoginCode.id))
    return [
        {
            "made_at": told(row.made_at),
            "works_until": told(row.expires_at),
            "used_at": told(row.used_at),
        }
        for row in rows
    ]


def _audit(user_id: int) -> list[Facts]:
    """What the person did, and what was done about them; without details, which name others."""
    own_id = select(User.public_id).where(User.id == user_id).scalar_subquery()
    rows = _rows(
        select(AuditEntry)
        .where((AuditEntry.actor_id == user_id) | (AuditEntry.subject == own_id))
        .order_by(AuditEntry.id)
    )
    return [
        {
            "at": told(row.happened_at),
            "deed": row.deed,
            "done_by_me": row.actor_id == user_id,
        }
        for row in rows
    ]


def _rows(query: Select[Any]) -> Any:
    return db.session.scalars(query)
