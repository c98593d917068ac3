"""A class in the middle of its term: every kind of work, and everything there is to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.accounts import deletion_requests
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.banks.shelf import bank_shelf
from quizapp.challenges.cases import class_challenges
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.challenges.deciding import Decision, decide
from quizapp.classes.class_teachers import add_teacher
from quizapp.classes.classrooms import NewClassroom, archive_classroom, create_classroom
from quizapp.classes.enrolling import enrol_all
from quizapp.classes.joining import open_joining
from quizapp.domain.assignments import FeedbackTime, OtherTerms, Terms
from quizapp.exchange.roster import RosterLine
from quizapp.grades.overriding import NewOverride, override_score
from quizapp.models import Assignment, Attempt, TestPair, User
from quizapp.models.challenges import Remedy
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.copied_attempts import copy_into
from tests.support.playing import Player, stored
from tests.support.walking import LONG_NAME

NAMES = (
    "Lena Köhler",
    LONG_NAME,
    "محمد عبد الرحمن الأمين",
    "Мария Петрова",
    "Ben Okafor",
    "Aylin Öztürk",
    "Jo",
    "Emma-Sophie Müller",
)
LENA, LONG, ARABIC, MARIA, BEN, AYLIN, JO, EMMA = range(len(NAMES))
ENOUGH = 20
"""So many more that figures begin to say something."""
PHRASE = "Airstrikes and explosions left Mosul in ruins"
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass
class BusyClass:
    """The class; ids are public. Lena has done, or is doing, most of what one can."""

    world: ClassWorld
    learners: tuple[str, ...] = ()
    managed: str = ""
    other_class: str = ""
    taken: str = ""
    closed: str = ""
    held: str = ""
    limited: str = ""
    to_do: str = ""
    coming: str = ""
    pair: str = ""
    challenge: str = ""
    decided_challenge: str = ""
    lenas_attempt: str = ""
    held_attempt: str = ""
    running_attempt: str = ""
    join_code: str = ""

    @property
    def address(self) -> str:
        """Of the class, for its teacher."""
        return f"/teach/classrooms/{self.world.classroom_id}"

    def set_address(self, assignment_id: str) -> str:
        """Of an assignment, for the teacher."""
        return f"{self.address}/assignments/{assignment_id}"


def busy_class(app: Flask) -> BusyClass:
    """Two weeks of a class, made by the services; its teacher's user name is tova."""
    with app.app_context():
        with time_machine.travel(clock.now() - 14 * DAY):
            shelf = bank_shelf()
            shelf.look(clock.now())
            (published,) = shelf.published
            room = BusyClass(new_class(published, NAMES))
            _set_early_work(room)
        for days_ago, deed in ((10, _take_early), (3, _take_late)):
            with time_machine.travel(clock.now() - days_ago * DAY):
                deed(room)
        _set_work(room)
        _leave_decisions(room)
        _fill_the_house(room)
        users = (db.session.get_one(User, user_id) for user_id in room.world.learner_ids)
        room.learners = tuple(user.public_id for user in users)
        return room


def _set_early_work(room: BusyClass) -> None:
    world, now = room.world, clock.now()
    bank = world.published.bank
    room.taken = world.assign("retaking", due_at=now + 7 * DAY)
    room.closed = world.assign(
        "why-mosul",
        feedback=FeedbackTime.AFTER_CLOSE,
        due_at=now + 6 * DAY,
        closes_at=now + 8 * DAY,
        attempts_allowed=1,
    )
    new = NewPair(
        bank.quizzes["canadas-part"],
        "Canada’s part: before the lesson",
        "Canada’s part: after the lesson",
        Terms(now, closes_at=now + 6 * DAY, attempts_allowed=1),
        Terms(now + 8 * DAY, closes_at=now + 20 * DAY, attempts_allowed=1),
    )
    room.pair = create_pair(world.classroom.id, bank, new, world.teacher_id, now)
    world.assign("key-words", title="Key words, once more")


def _take_early(room: BusyClass) -> None:
    """Ten days ago: what most of the class handed in in time."""
    _play(room, room.taken, {LENA: (2, 5), LONG: (1, 2, 3, 4, 9), ARABIC: (3, 4), BEN: (4, 8, 9)})
    _play(room, room.taken, {AYLIN: (), EMMA: (1, 2, 4, 5, 6, 7, 8, 10)})
    _play(room, room.closed, {LENA: (1,), MARIA: (2, 3)})
    before, _after = _halves(room)
    _play(room, before, {LENA: (1, 2, 3), LONG: (1, 2), BEN: (3,), AYLIN: (2, 4, 5)})


def _take_late(room: BusyClass) -> None:
    """Three days ago: what came late, and the second of the two tests."""
    _play(room, room.taken, {MARIA: (2, 6)})
    _before, after = _halves(room)
    _play(room, after, {LENA: (1,), LONG: (), BEN: (2, 3), AYLIN: (4,)})


def _set_work(room: BusyClass) -> None:
    """Today: what is to do, what is being done, what waits for the others."""
    world, now = room.world, clock.now()
    world.now = now
    room.held = world.assign("people", feedback=FeedbackTime.AFTER_CLOSE, closes_at=now + 2 * DAY)
    room.limited = world.assign("ahead", time_limit=1200, due_at=now + DAY, attempts_allowed=2)
    room.to_do = world.assign("key-words", due_at=now + DAY, attempts_allowed=2, time_limit=600)
    room.coming = world.assign(
        "who-says-so", opens_at=now + 5 * DAY, due_at=now + 9 * DAY, closes_at=now + 10 * DAY
    )
    room.lenas_attempt = _attempt_of(room, room.taken, LENA)
    (room.held_attempt,) = _play(room, room.held, {LENA: (2, 3)})
    for at, answered in ((LENA, 2), (BEN, 4), (AYLIN, 1), (MARIA, 3)):
        running = world.begin(room.limited, world.learner_ids[at])
        player = Player(world.learner_ids[at], world.published)
        for position in range(1, answered + 1):
            player.respond_right(running, position)
        room.running_attempt = room.running_attempt or running


def _leave_decisions(room: BusyClass) -> None:
    """What a teacher has decided by hand, and what waits for a decision."""
    world, now = room.world, clock.now()
    public = [db.session.get_one(User, user_id).public_id for user_id in world.learner_ids]
    teacher, room_row = world.teacher_id, world.classroom
    more = OtherTerms(due_at=now + 4 * DAY, extra_time=600, attempts_allowed=3)
    grant_exception(room_row.id, room.limited, public[ARABIC], more, teacher, now)
    excused = OtherTerms(is_excused=True)
    grant_exception(world.classroom.id, room.taken, public[JO], excused, teacher, now)
    scored = NewOverride(0.85, "Answered three questions by word of mouth.", 0)
    override_score(world.classroom.id, room.taken, public[BEN], scored, teacher, now)
    _challenge(room, LENA, 2, "The text says that the airstrikes did it, not the retreat.")
    _challenge(room, LONG, 1, "I was told otherwise in class.")
    by_learner = {line.learner: line.id for line in class_challenges(world.classroom.id)}
    room.challenge, room.decided_challenge = by_learner[NAMES[LENA]], by_learner[NAMES[LONG]]
    answer = Decision(Remedy.ALSO_RIGHT, "You are right. Both can be said.")
    decide(world.classroom.id, room.decided_challenge, answer, teacher, now)
    deletion_requests.ask_deletion(world.learner_ids[BEN], "I have moved to another school.", now)
    world.now = now


def _fill_the_house(room: BusyClass) -> None:
    """Learners without accounts, a second teacher, a class to compare with, one of last year."""
    world, now = room.world, clock.now()
    lines = [RosterLine(1, "Mona Managed"), RosterLine(2, "Lena Koehler")]
    enrol_all(world.classroom.id, lines, world.teacher_id, now)
    mona = select(User.public_id).where(User.display_name == "Mona Managed")
    room.managed = db.session.scalars(mona).one()
    new_user("Timo", Role.TEACHER, now)
    add_teacher(world.classroom.id, "timo", world.teacher_id, now)
    room.join_code = open_joining(world.classroom.id, world.teacher_id, now)
    room.other_class = create_classroom(
        NewClassroom("Class 8c", "Europe/Berlin"), world.teacher_id, now
    )
    next_door = ClassWorld(world.published, world.teacher_id, room.other_class, now)
    one = next_door.play(next_door.assign("retaking"), next_door.add_learner("Ada"), wrong=(1, 7))
    copy_into(next_door, one, ENOUGH)
    copy_into(world, _attempt_of(room, room.taken, EMMA), ENOUGH)
    past = create_classroom(NewClassroom("Class 6b", "Europe/Berlin"), world.teacher_id, now)
    archived = ClassWorld(world.published, world.teacher_id, past, now)
    archive_classroom(archived.classroom.id, world.teacher_id, now)


def _play(
    room: BusyClass, assignment_id: str, wrong_by_learner: dict[int, Sequence[int]]
) -> list[str]:
    """Learners take an assignment to its end, wrong at these positions; ids of the attempts."""
    world = room.world
    world.now = clock.now()
    return [
        world.play(assignment_id, world.learner_ids[at], wrong=tuple(wrong))
        for at, wrong in wrong_by_learner.items()
    ]


def _halves(room: BusyClass) -> tuple[str, str]:
    """The assignments of the pair, the earlier first."""
    query = select(Assignment).join(TestPair).order_by(Assignment.opens_at)
    before, after = stored(query)
    return before.public_id, after.public_id


def _attempt_of(room: BusyClass, assignment_id: str, at: int) -> str:
    query = (
        select(Attempt)
        .join(Assignment)
        .where(Assignment.public_id == assignment_id)
        .where(Attempt.user_id == room.world.learner_ids[at])
    )
    (attempt,) = stored(query)
    return attempt.public_id


def _challenge(room: BusyClass, at: int, position: int, words: str) -> None:
    world = room.world
    attempt = _attempt_of(room, room.taken, at)
    new = NewChallenge(PHRASE, words)
    article = world.published.bank.article
    challenge_item(attempt, position, world.learner_ids[at], article, new, clock.now())
