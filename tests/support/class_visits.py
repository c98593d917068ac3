"""A classroom for tests of pages: made by the services, visited in browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, session

from quizapp.accounts.sessions import open_session
from quizapp.assignments.exceptions import grant_exception
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.assignments import OtherTerms
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.people import Visitor, visitor


@dataclass(frozen=True)
class VisitedClass:
    """A class as `tests.support.classes` makes it; addresses are given for what is made."""

    app: Flask
    world: ClassWorld

    @property
    def address(self) -> str:
        """Of the class, for its teacher."""
        return f"/teach/classrooms/{self.world.classroom_id}"

    @property
    def teacher(self) -> Visitor:
        """Whoever teaches it, with a browser."""
        return visitor_of(self.app, "tova")

    def assign(self, quiz_key: str = "all", **changed: Any) -> str:
        """Set a quiz; the assignment's address for learners."""
        with self.app.app_context():
            self.world.now = clock.now()
            return f"/assignments/{self.world.assign(quiz_key, **changed)}"

    def except_for(self, user_name: str, assignment: str, **terms: Any) -> None:
        """Let other terms hold for a learner."""
        with self.app.app_context():
            learner = user_named(user_name)
            grant_exception(
                self.world.classroom.id,
                assignment.rsplit("/", 1)[1],
                learner.public_id,
                OtherTerms(**terms),
                self.world.teacher_id,
                clock.now(),
            )


def visitor_of(app: Flask, user_name: str) -> Visitor:
    """Somebody who has an account already, logged in."""
    with app.test_request_context():
        open_session(user_named(user_name).id)
        opened = dict(session)
    person = visitor(app)
    person.name = user_name
    with person.browser.session_transaction() as kept:
        kept.update(opened)
    return person


def visited_class(app: Flask, *user_names: str, teacher: str = "tova") -> VisitedClass:
    """A class with these people, who have accounts already, and a teacher of its own."""
    with app.app_context():
        (published,) = _published()
        world = new_class(published, teacher=teacher)
        for name in user_names:
            world.enrol(user_named(name).id)
        return VisitedClass(app, world)


def _published() -> tuple[PublishedBank, ...]:
    shelf = bank_shelf()
    shelf.look(clock.now())
    return shelf.published
