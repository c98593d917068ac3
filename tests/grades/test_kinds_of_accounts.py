"""Every page and file that says what kind of account somebody has says it as it is."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.accounts.deletion_requests import ask_deletion
from quizapp.classes.enrolling import enrol_all
from quizapp.exchange.roster import RosterLine
from quizapp.models import User
from quizapp.models.people import Access
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.filters import access_words
from tests.support.class_visits import visited_class
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def mona(app: Flask, learner: Visitor) -> tuple[Visitor, str, str]:
    """The teacher of a learner called Mona who gets in by codes; the class, and her id."""
    visited = visited_class(app, learner.name)
    learner.take("quiet")
    mona = update(User).where(User.user_name == learner.name)
    changed = {"display_name": "Mona", "user_name": None, "password_hash": None}
    with app.app_context():
        with write_transaction() as tx:
            user_id, public_id = tx.execute(
                mona.values(is_managed=True, **changed).returning(User.id, User.public_id)
            ).one()
        enrol_all(visited.world.classroom.id, [RosterLine(2, "Bo")], None, clock.now())
        ask_deletion(user_id, "", clock.now())
    return visited.teacher, visited.address, public_id


def test_a_learner_with_codes_is_called_a_guest_nowhere(mona: tuple[Visitor, str, str]) -> None:
    teacher, room, learner_id = mona
    pages = ["/teach/scores", f"/teach/learners/{learner_id}", f"{room}/people/requests"]
    merge = text_of(teacher.get(f"{room}/people/merge").text)

    texts = [text_of(teacher.get(page).text) for page in pages]

    assert "Mona (gets in by codes, 1 attempt" in merge
    texts.append(teacher.get("/teach/scores.csv").data.decode("utf-8-sig"))
    for text in texts:
        assert "Mona" in text
        assert "gets in by codes" in text
        assert "guest" not in text.lower()


def test_each_kind_has_its_words(app: Flask) -> None:
    with app.test_request_context():
        words = {access_words(each) for each in Access}

    assert words == {"own account", "guest", "gets in by codes"}
