"""What a teacher sees while a class works: its questions, and the wall."""

from __future__ import annotations

from flask import current_app

from quizapp.lessons.live import AskedQuestion, live_class
from quizapp.lessons.projecting import Projected, Wish, projected
from quizapp.web import clock
from tests.support.classes import ClassWorld, place_on_wall


def asked(world: ClassWorld, assignment: str) -> dict[str, AskedQuestion]:
    """The questions of an assignment at work, by the keys of their items."""
    live = live_class(world.facts(assignment), world.published.bank, clock.now())
    return {question.item_key: question for question in live.questions}


def wall(world: ClassWorld, assignment: str, item: str | None, **wish: bool) -> Projected:
    """What the wall shows of an item; of the assignment as a whole without one."""
    place = None if item is None else place_on_wall(assignment, item)
    bank, secret = world.published.bank, current_app.config["SECRET_KEY"]
    found = projected(world.facts(assignment), bank, Wish(place, **wish), secret)
    assert found is not None
    return found
