"""Two classes and everybody's work, each piece with a mark that says whose it is.

The names, notes, answers and requests of a person hold a word that nobody else has a reason to
read. The first class has all that the table of routes and roles (tests/route_rows) has a row for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from flask import Flask, session
from sqlalchemy import select

from bench.fuzz.marked import write_marked
from quizapp.accounts import deletion_requests, preferences
from quizapp.accounts.sessions import open_session
from quizapp.assignments.exceptions import grant_exception
from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.classes.notes import write_note
from quizapp.domain.assignments import FeedbackTime, OtherTerms
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.models import Attempt, User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.extensions import db
from tests import route_rows
from tests.support.classes import ClassWorld, user_named
from tests.support.people import Visitor, signed_up, visitor
from tests.support.playing import Player, published_from

ROLES = ("nobody", "guest", "learner", "classmate", "stranger", "teacher", "colleague")
"""The learner and the classmate are in the teacher's class, the stranger in the colleague's. There
is no role above a teacher's: whoever runs the server does so by commands."""

NAMES = {
    "learner": "zqlena",
    "classmate": "zqcleo",
    "stranger": "zqsamir",
    "teacher": "zqtove",
    "colleague": "zqcarl",
}
TEACHERS = ("teacher", "colleague")


@dataclass(frozen=True)
class Secret:
    """A word planted in somebody's work; who may read it besides those who made it."""

    word: str
    owner: str
    is_for_owner: bool = True
    is_for_teachers: bool = True


@dataclass
class FuzzedWorld:
    """The app with its people, each in a browser of their own.

    `sent_words` were in forms: an id may stand on a page because a class is called so by now.
    """

    app: Flask
    bank_file: Path
    visitors: dict[str, Visitor] = field(default_factory=dict)
    user_ids: dict[str, int] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    sent_words: set[str] = field(default_factory=set)

    def let_in(self, role: str) -> None:
        """Let them come anew, whatever has become of their session.

        A guest begins a quiz, unless a teacher has taken it out of the bank meanwhile.
        """
        person = self.visitors[role]
        person.browser.delete_cookie(self.app.config["SESSION_COOKIE_NAME"])
        if role == "guest":
            person.send("/quizzes/quiet/attempts")
        elif role in self.user_ids:
            with self.app.test_request_context():
                open_session(self.user_ids[role])
                opened = dict(session)
            with person.browser.session_transaction() as kept:
                kept.update(opened)
            person.browser.kept_token = None


def furnished(app: Flask, bank_file: Path) -> FuzzedWorld:
    """The world as each round finds it; the database has to be empty."""
    write_marked(bank_file)
    world = FuzzedWorld(app, bank_file)
    for role, name in NAMES.items():
        kind = Role.TEACHER if role in TEACHERS else Role.LEARNER
        world.visitors[role] = signed_up(app, name, kind)
        world.secrets.append(Secret(name, role))
    world.visitors |= {"nobody": visitor(app), "guest": visitor(app)}
    world.visitors["guest"].start("quiet")
    with app.app_context():
        world.user_ids = {role: user_named(name).id for role, name in NAMES.items()}
        ours = _class_of(world, "teacher", "learner", "classmate")
        theirs = _class_of(world, "colleague", "stranger")
        _set_rows(app, ours)
        _leave_marks(world, ours, ("learner", "classmate"))
        _leave_marks(world, theirs, ("stranger",))
    return world


def _class_of(world: FuzzedWorld, teacher: str, *learners: str) -> ClassWorld:
    now, teacher_id = clock.now(), world.user_ids[teacher]
    name = f"Class of {NAMES[teacher]}"
    room = create_classroom(NewClassroom(name, "Europe/Berlin"), teacher_id, now)
    found = ClassWorld(published_from(world.bank_file), teacher_id, room, now)
    for learner in learners:
        found.enrol(world.user_ids[learner])
    return found


def _set_rows(app: Flask, ours: ClassWorld) -> None:
    """What the rows of all routes lead to."""
    for found in iter_modules(route_rows.__path__):
        module: Any = import_module(f"{route_rows.__name__}.{found.name}")
        if hasattr(module, "places"):
            ours.now = clock.now()
            module.places(app, ours)


def _leave_marks(world: FuzzedWorld, room: ClassWorld, learners: tuple[str, ...]) -> None:
    """Work of every kind, with a word of its learner in each text."""
    room.now = clock.now()
    closes = room.now + timedelta(days=2)
    held = room.assign("held", feedback=FeedbackTime.AFTER_CLOSE, closes_at=closes)
    done = room.assign("held", attempts_allowed=1, weight=2.0, feedback=FeedbackTime.AT_END)
    timed = room.assign("all", attempts_allowed=2, time_limit=1200)
    for learner in learners:
        user_id = world.user_ids[learner]
        _answer(world, room, learner, room.begin(held, user_id), 4)
        _answer(world, room, learner, room.begin(timed, user_id), 1)
        Player(user_id, room.published).play("all", wrong=(1,))
        Player(user_id, room.published).start("tries")
        _judge(world, room, learner, done, held)
        _keep_texts(world, learner)


def _answer(world: FuzzedWorld, room: ClassWorld, learner: str, attempt: str, count: int) -> None:
    """Answer the first items of an attempt, and leave the others unanswered."""
    player = Player(world.user_ids[learner], room.published)
    row = db.session.scalars(select(Attempt).where(Attempt.public_id == attempt)).one()
    items = player.items(row.public_id)
    for position in range(1, count + 1):
        if items[position - 1] == "keeper":
            player.type(attempt, position, f"{NAMES[learner]}typed")
        elif items[position - 1] == "boats":
            player.type(attempt, position, "17")
        else:
            player.respond_wrong(attempt, position)


def _judge(world: FuzzedWorld, room: ClassWorld, learner: str, done: str, held: str) -> None:
    """What a teacher writes about a learner."""
    name, class_id, now = NAMES[learner], room.classroom.id, clock.now()
    public_id = db.session.get_one(User, world.user_ids[learner]).public_id
    reason = NewOverride(0.5, f"{name}reason", 0)
    override_score(class_id, done, public_id, reason, room.teacher_id, now)
    write_note(class_id, public_id, f"{name}note", room.teacher_id, now)
    more = OtherTerms(extra_time=300, attempts_allowed=5)
    grant_exception(class_id, held, public_id, more, room.teacher_id, now)
    world.secrets.insert(0, Secret(f"{name}note", learner, is_for_owner=False))


def _keep_texts(world: FuzzedWorld, learner: str) -> None:
    """What a learner says of themselves."""
    name, user_id, now = NAMES[learner], world.user_ids[learner], clock.now()
    preferences.be_reminded_at(user_id, f"{name}mail@example.org")
    deletion_requests.ask_deletion(user_id, f"{name}asks", now)
    world.secrets.insert(0, Secret(f"{name}mail", learner, is_for_teachers=False))
