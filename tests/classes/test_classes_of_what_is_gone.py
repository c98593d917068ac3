"""Classes with next to nothing in them, or whose questions have gone: every page still answers.

Each state of a class is walked through by following the links, as its teacher and as its learner.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.accounts.erasing import erase_named
from quizapp.assignments.pairs import NewPair, create_pair
from quizapp.challenges.challenging import NewChallenge, challenge_item
from quizapp.domain.assignments import FeedbackTime, Terms
from quizapp.models import Assignment
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import user_named
from tests.support.people import Visitor
from tests.support.records import edit_bank

LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
NO_PAGES = ("/static/", "/logout", "/teach/bank", "/teach/banks")
MOST_PAGES = 150


@pytest.fixture
def world(app: Flask, learner: Visitor, classmate: Visitor) -> VisitedClass:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return visited_class(app, "lena", "cleo")


def used(world: VisitedClass) -> None:
    """A class with one of everything: work done and begun, a pair, a challenge, other terms."""
    day = timedelta(days=1)
    done = world.assign("all", closes_at=clock.now() + day, time_limit=600)
    held = world.assign("quiet", feedback=FeedbackTime.AFTER_CLOSE, closes_at=clock.now() + day)
    world.assign("by-topic", due_at=clock.now() - timedelta(minutes=1))
    world.except_for("lena", done, extra_time=60)
    with world.app.app_context():
        made = world.world
        lena, cleo = user_named("lena").id, user_named("cleo").id
        attempt = made.play(done.rsplit("/", 1)[1], lena, wrong=(1,))
        made.begin(done.rsplit("/", 1)[1], cleo)
        made.play(held.rsplit("/", 1)[1], lena, wrong=(1,))
        bank = made.published.bank
        challenge = NewChallenge("the pilots read it", "They read it too.")
        challenge_item(attempt, 1, lena, bank.article, challenge, clock.now())
        pre, post = Terms(made.now, closes_at=made.now + day), Terms(made.now + day)
        new = NewPair(bank.quizzes["quiet"], "Before", "After", pre, post)
        create_pair(made.classroom.id, bank, new, made.teacher_id, made.now)


def walked(person: Visitor, *starts: str) -> dict[str, int]:
    """The statuses of all pages that links lead to from these."""
    waiting, found = list(starts), dict.fromkeys(starts, 0)
    for path in waiting:
        answer = person.get(path)
        found[path] = answer.status_code
        if answer.mimetype != "text/html":
            continue
        links = [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]
        links += [answer.headers["Location"]] if "Location" in answer.headers else []
        for link in links:
            if link not in found and not link.startswith(NO_PAGES) and len(found) < MOST_PAGES:
                found[link] = 0
                waiting.append(link)
    return found


def faults(pages: dict[str, int]) -> dict[str, int]:
    return {path: status for path, status in pages.items() if status >= 500}


def nothing(world: VisitedClass, bank: Path) -> None:
    """A class of learners for whom nothing is set."""


def no_learner(world: VisitedClass, bank: Path) -> None:
    """Everything was set, and everybody has gone."""
    used(world)
    with world.app.app_context():
        for name in ("lena", "cleo"):
            erase_named(name, clock.now())


def bank_gone(world: VisitedClass, bank: Path) -> None:
    """Another bank stands where the questions were."""
    used(world)
    edit_bank(bank, ("id: tides", "id: other"))


def quiz_gone(world: VisitedClass, bank: Path) -> None:
    """The quizzes that were set are in the bank no more."""
    used(world)
    edit_bank(bank, ("- id: all\n", "- id: new\n"), ("- id: quiet", "- id: loud"))


def items_gone(world: VisitedClass, bank: Path) -> None:
    """Items that were asked are in the bank no more, nor in the quiz."""
    used(world)
    text = bank.read_text(encoding="utf-8")
    (item,) = re.findall(r"  - id: what-pulls\n(?:    .*\n)+", text)
    edit_bank(bank, (item, ""), ("[what-pulls, ", "["))


def never_was(world: VisitedClass, bank: Path) -> None:
    """What was set has keys that no bank ever had."""
    used(world)
    with world.app.app_context(), write_transaction() as tx:
        tx.execute(update(Assignment).values(bank_key="never", quiz_key="was"))


def archived(world: VisitedClass, bank: Path) -> None:
    """The class is over."""
    used(world)
    assert world.teacher.send(f"{world.address}/archive").status_code == 303


@pytest.mark.slow
@pytest.mark.parametrize(
    "state",
    [nothing, no_learner, bank_gone, quiz_gone, items_gone, never_was, archived],
    ids=lambda state: state.__name__,
)
def test_every_page_answers(
    state: Callable[[VisitedClass, Path], None],
    world: VisitedClass,
    learner: Visitor,
    bank_file: Path,
) -> None:
    state(world, bank_file)

    pages = walked(world.teacher, world.address, f"{world.address}/gradebook.xlsx")
    own = walked(learner, "/", "/account/data.json", "/account/data.html")

    assert faults(pages) == {}
    assert faults(own) == {}
    assert len(pages) > 20
