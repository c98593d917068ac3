"""What must not be in an answer: a fault, others' data, a key before its time, raw markup."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app
from lxml import html
from sqlalchemy import exists, select
from werkzeug.datastructures import Headers

from bench.fuzz.asking import Ask
from bench.fuzz.marked import KEY_MARK, item_of_mark
from bench.fuzz.values import MARKUP
from bench.fuzz.world import TEACHERS, FuzzedWorld, Secret
from quizapp.domain.assignments import FeedbackTime
from quizapp.models import (
    Assignment,
    Attempt,
    AttemptItem,
    Enrolment,
    Lesson,
    LessonQuestion,
    LoginSession,
    Response,
    User,
)
from quizapp.models.classrooms import ClassroomTeacher
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.extensions import db

HIDDEN_PHASES = {"waiting", "read", "first-vote", "first-closed", "discuss", "second-vote"}
HIDDEN_PHASES |= {"second-closed"}

_LONG_WORD = re.compile(r"[A-Za-z0-9_-]{14,32}")
_AN_ATTEMPT = re.compile(r"^/attempts/([\w-]+)")
_A_LESSON = re.compile(r"/lessons/([\w-]+)(?:$|/now|/vote|/projector|/seat|/here|\?)")
_SCRIPT_ADDRESS = re.compile(
    rb"(?:href|src|action|formaction)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE
)
_WORKED_OUT = b"62615533"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    @property
    def content(self) -> bytes:
        """The body as a browser would read it; of a packed file, all that is in it."""
        if self.headers.get("Content-Encoding") == "gzip":
            return gzip.decompress(self.body)
        if self.body.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(self.body)) as packed:
                return b"\n".join(map(packed.read, packed.namelist()))
        return self.body

    @property
    def is_page(self) -> bool:
        """Whether a browser would read it as markup."""
        return self.headers.get("Content-Type", "").startswith("text/html")


def faults_of(world: FuzzedWorld, ask: Ask, answer: Answer) -> list[str]:
    """All that is wrong with an answer."""
    found = [f"status {answer.status}"] if answer.status >= 500 else []
    content = answer.content
    found += _raw(answer, content)
    found += _wrong_headers(answer, dict(ask.headers).get("Host", "localhost"))
    text = content.decode(errors="replace").lower()
    with world.app.app_context():
        found += _foreign(world, ask, text)
        found += _foreign_ids(world, ask, content.decode(errors="replace"))
        if ask.role not in TEACHERS or "projector" in ask.path:
            found += _early_keys(world, ask, text)
        db.session.rollback()
    return found


# Markup and headers


def _raw(answer: Answer, content: bytes) -> list[str]:
    if not answer.is_page:
        return []
    found = []
    if MARKUP.encode() in content:
        found.append("markup as it was sent")
    if b"onzqx=" in content and html.document_fromstring(content).xpath("//@onzqx"):
        found.append("an attribute as it was sent")
    if _SCRIPT_ADDRESS.search(content):
        found.append("an address that is a script")
    if _WORKED_OUT in content:
        found.append("an expression worked out")
    return found


def _wrong_headers(answer: Answer, host: str) -> list[str]:
    wanted = ("X-Content-Type-Options", "Content-Security-Policy")
    found = [f"no {name}" for name in wanted if name not in answer.headers]
    if "X-Zqx" in answer.headers:
        found.append("a header that was sent in a value")
    location = answer.headers.get("Location", "")
    if location and not _is_ours(location, host):
        found.append(f"leads to {location[:80]}")
    return found


def _is_ours(location: str, host: str) -> bool:
    parts = urlsplit(location)
    is_path = not parts.scheme and not parts.netloc and re.match(r"/(?![/\\\t])", location)
    hosts = {host, host.removesuffix(":80"), "localhost"}
    return bool(is_path) or (parts.scheme == "http" and parts.netloc in hosts)


# Others' data


def _foreign(world: FuzzedWorld, ask: Ask, text: str) -> list[str]:
    return [
        f"{secret.word} of {secret.owner}"
        for secret in world.secrets
        if secret.word in text
        and secret.word not in ask.text
        and not _may_read(world, ask.role, secret)
    ]


def _may_read(world: FuzzedWorld, role: str, secret: Secret) -> bool:
    owner = world.user_ids[secret.owner]
    if asker(world, role) == owner:
        return secret.is_for_owner
    if secret.owner in TEACHERS:
        return True  # a teacher's name stands on what they teach and publish
    return secret.is_for_teachers and _teaches(world, role, owner)


def _teaches(world: FuzzedWorld, role: str, learner_id: int) -> bool:
    """Whether they teach somebody now, or did so until the learner left the class."""
    if role not in TEACHERS:
        return False
    tie = (
        exists()
        .where(ClassroomTeacher.user_id == world.user_ids[role])
        .where(ClassroomTeacher.classroom_id == Enrolment.classroom_id)
        .where(Enrolment.user_id == learner_id)
    )
    return bool(db.session.scalar(select(tie)))


def asker(world: FuzzedWorld, role: str) -> int | None:
    """Who the server takes this browser for; None for somebody it has not met."""
    browser = world.visitors[role].browser
    with browser.session_transaction() as session:
        token = session.get("token")
    if not isinstance(token, str):
        return None
    found = hashlib.sha256(token.encode()).hexdigest()
    return db.session.scalar(select(LoginSession.user_id).where(LoginSession.token_hash == found))


def _foreign_ids(world: FuzzedWorld, ask: Ask, text: str) -> list[str]:
    world.sent_words.update(_LONG_WORD.findall(ask.body.decode(errors="replace")))
    words = set(_LONG_WORD.findall(text)) - world.sent_words
    words = {word for word in words if word.lower() not in ask.text}
    if not words:
        return []
    owners: dict[str, int] = {}
    for query in (
        select(User.public_id, User.id).where(User.role == "learner"),
        select(Attempt.public_id, Attempt.user_id),
    ):
        owners |= {key: owner for key, owner in db.session.execute(query) if key in words}
    me = asker(world, ask.role) if owners else None
    return [
        f"the id {key} of user {owner}"
        for key, owner in owners.items()
        if owner != me and not _teaches(world, ask.role, owner)
    ]


# Keys


def _early_keys(world: FuzzedWorld, ask: Ask, text: str) -> list[str]:
    told = {item_of_mark(found) for found in KEY_MARK.findall(text)}
    told -= {item_of_mark(found) for found in KEY_MARK.findall(ask.text)}
    if not told:
        return []
    early = told & (_open_in_attempt(ask.path) | _open_in_lesson(ask.path))
    me = asker(world, ask.role)
    if me is not None and ask.role not in TEACHERS:
        early |= told & _held_from(me)
    return [f"the key of {item}" for item in sorted(early)]


def _open_in_attempt(path: str) -> set[str]:
    """What the attempt of this page asks and has no response to."""
    found = _AN_ATTEMPT.match(path)
    if found is None:
        return set()
    query = (
        select(AttemptItem.item_key)
        .join(Attempt)
        .outerjoin(Response)
        .where(Attempt.public_id == found[1], Attempt.finished_at.is_(None))
        .where(Response.id.is_(None))
    )
    return set(db.session.scalars(query))


def _held_from(user_id: int) -> set[str]:
    """What somebody was asked in work that shows its keys when it has closed, and has not."""
    query = (
        select(AttemptItem.item_key)
        .join(Attempt)
        .join(Assignment)
        .where(Attempt.user_id == user_id)
        .where(Attempt.feedback_mode == FeedbackTime.AFTER_CLOSE)
        .where((Assignment.closes_at > clock.now()) | Assignment.closes_at.is_(None))
    )
    return set(db.session.scalars(query))


def _open_in_lesson(path: str) -> set[str]:
    """What a class is voting on, or about to."""
    found = _A_LESSON.search(path)
    if found is None:
        return set()
    query = (
        select(LessonQuestion.item_key)
        .join(Lesson, Lesson.question_id == LessonQuestion.id)
        .where(Lesson.public_id == found[1], Lesson.phase.in_(HIDDEN_PHASES))
    )
    return set(db.session.scalars(query))


def end_faults(world: FuzzedWorld, teachers: set[int]) -> list[str]:
    """What a whole round must have left: every score derivable, nobody a teacher who was none."""

    with world.app.app_context():
        wrong = [f"a score: {each}" for each in verify_scores().discrepancies]
        now = set(db.session.scalars(select(User.id).where(User.role == "teacher")))
        wrong += [f"user {each} became a teacher" for each in now - teachers]
        if current_app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
            broken = db.session.connection().exec_driver_sql("PRAGMA foreign_key_check").all()
            wrong += [f"a row without its row: {each}" for each in broken]
        db.session.rollback()
    return wrong
