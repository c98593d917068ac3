"""Classrooms for tests, made by the services, with learners and work in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from sqlalchemy import select, update

from quizapp.accounts import signing_up
from quizapp.assignments.assigning import NewAssignment, create_assignment
from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import NewClassroom, create_classroom, enrol
from quizapp.classes.facts import ClassFacts, class_facts
from quizapp.domain.assignments import Terms
from quizapp.lessons.projecting import place_id
from quizapp.models import Assignment, Classroom, User
from quizapp.models.people import Role
from quizapp.taking.assigned_attempts import start_assigned_attempt
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.people import PASSWORD, Visitor
from tests.support.playing import Player, attempt_with


@dataclass
class ClassWorld:
    """A classroom with a teacher and learners, at services' level; needs an app context.

    `now` is when things are done; move it on as you need.
    """

    published: PublishedBank
    teacher_id: int
    classroom_id: str
    now: datetime
    learner_ids: list[int] = field(default_factory=list)

    @property
    def classroom(self) -> ClassFacts:
        """What is in the database now."""
        db.session.rollback()
        row = select(Classroom).where(Classroom.public_id == self.classroom_id)
        return class_facts(db.session.scalars(row).one())

    def enrol(self, user_id: int) -> None:
        """Put somebody into the class."""
        classroom_id = self.classroom.id
        with write_transaction() as tx:
            enrol(tx, classroom_id, user_id, self.now)
        self.learner_ids.append(user_id)

    def add_learner(self, name: str) -> int:
        """A new learner in the class, with an account."""
        user_id = new_user(name, now=self.now)
        self.enrol(user_id)
        return user_id

    def learn_by(self, **settings: Any) -> None:
        """Change what the class's learners learn by: zone, exam, retention."""
        row_id = self.classroom.id
        with write_transaction() as tx:
            tx.execute(update(Classroom).where(Classroom.id == row_id).values(**settings))

    def assign(self, quiz_key: str = "all", **changed: Any) -> str:
        """Set a quiz; fields of `NewAssignment` and of `Terms` can be changed. Its public id."""
        terms = Terms(opens_at=self.now - timedelta(hours=1))
        in_terms = {name: changed.pop(name) for name in list(changed) if hasattr(terms, name)}
        new = NewAssignment(
            bank_key=self.published.bank.id,
            quiz_key=quiz_key,
            title=self.published.bank.quizzes[quiz_key].title,
            terms=replace(terms, **in_terms),
        )
        return create_assignment(
            self.classroom.id, replace(new, **changed), self.teacher_id, self.now
        )

    def assignment(self, public_id: str) -> Assignment:
        """The row, as it is in the database."""
        db.session.rollback()
        return db.session.scalars(select(Assignment).where(Assignment.public_id == public_id)).one()

    def facts(self, public_id: str) -> AssignmentFacts:
        """The assignment as pages and deeds are given it."""
        db.session.rollback()
        return assignment_of(self.classroom.id, public_id)

    def begin(self, assignment_id: str, user_id: int) -> str:
        """Begin an attempt; its public id."""
        return start_assigned_attempt(self.published, assignment_id, user_id, self.now)

    def play(self, assignment_id: str, user_id: int, *, wrong: tuple[int, ...] = ()) -> str:
        """Take the assignment to its end, wrong at these positions; the attempt's public id."""
        attempt_id = self.begin(assignment_id, user_id)
        player = Player(user_id, self.published)
        for position in range(1, attempt_with(attempt_id).item_count + 1):
            right = position not in wrong
            respond = player.respond_right if right else player.respond_wrong
            respond(attempt_id, position)
        return attempt_id


def new_user(name: str, role: Role = Role.LEARNER, now: datetime | None = None) -> int:
    """Somebody with an account; their id."""
    user_name = name.split()[0].lower()
    return signing_up.create_user(user_name, name, PASSWORD, role, now or clock.now())


def new_class(
    published: PublishedBank, learners: tuple[str, ...] = (), *, teacher: str = "tova"
) -> ClassWorld:
    """A class with a teacher of its own and learners of these names."""
    world = _class_taught_by(new_user(teacher, Role.TEACHER), published)
    for name in learners:
        world.add_learner(name)
    return world


def class_of(teacher: Visitor, published: PublishedBank, *learners: Visitor) -> ClassWorld:
    """A class of somebody who visits pages, with learners who do so too."""
    world = _class_taught_by(user_named(teacher.name).id, published)
    for learner in learners:
        world.enrol(user_named(learner.name).id)
    return world


def _class_taught_by(teacher_id: int, published: PublishedBank) -> ClassWorld:
    now = clock.now()
    classroom_id = create_classroom(NewClassroom("Class 7b", "Europe/Berlin"), teacher_id, now)
    return ClassWorld(published, teacher_id, classroom_id, now)


def place_on_wall(assignment_id: str, item_key: str) -> str:
    """What the projector's address calls an item's first question; needs an app context."""
    return place_id(str(current_app.config["SECRET_KEY"]), assignment_id, item_key, 0)


def user_named(user_name: str) -> User:
    """The row of the user."""
    db.session.rollback()
    return db.session.scalars(select(User).where(User.user_name == user_name)).one()


def teacher_of_all(user_name: str = "tora") -> int:
    """A teacher who has everybody in a class, those in another one too; their id."""
    db.session.rollback()
    known = db.session.scalar(select(User.id).where(User.user_name == user_name))
    teacher_id = known or new_user(user_name, Role.TEACHER)
    title, now = f"All of {user_name}", clock.now()
    query = select(Classroom.id).where(Classroom.title == title)
    if db.session.scalar(query) is None:
        create_classroom(NewClassroom(title, "UTC"), teacher_id, now)
    with write_transaction() as tx:
        classroom_id = tx.scalars(query).one()
        for user_id in tx.scalars(select(User.id).where(User.role == Role.LEARNER)).all():
            enrol(tx, classroom_id, user_id, now)
    return teacher_id


def teaches_all(app: Flask, teacher: Visitor) -> Visitor:
    """The teacher, with everybody there is in a class of theirs."""
    with app.app_context():
        teacher_of_all(teacher.name)
    return teacher
