"""A lesson by its pages: begun, led, projected, voted in and looked back on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import published_from


@pytest.fixture
def world(app: Flask, teacher: Visitor, learner: Visitor, bank_file: Path) -> ClassWorld:
    """A class of the teacher's with the learner in it; use it in the app's context."""
    with app.app_context():
        return class_of(teacher, published_from(bank_file), learner)


def lesson_of(teacher: Visitor, world: ClassWorld, *questions: str) -> str:
    """The address of a lesson that the teacher has begun with a quiz's questions."""
    new = f"/teach/classrooms/{world.classroom_id}/lessons/new?bank={world.published.bank.id}&quiz=all"
    begun = teacher.send(new, title="The tide", questions=list(questions or ("what-pulls", "who-reads")))
    assert begun.status_code == 303
    return begun.headers["Location"]


def test_smoke(app, teacher, learner, world, anonymous):
    page = teacher.get(f"/teach/classrooms/{world.classroom_id}/lessons/new?bank={world.published.bank.id}&quiz=all")
    print(text_of(page.text)[:2000])
    assert page.status_code == 200
    at = lesson_of(teacher, world)
    print(text_of(teacher.get(at).text)[:2500])
    print(text_of(teacher.get(at + "/projector").text)[:2500])
    print(text_of(teacher.get(at + "/questions/new").text)[:2500])
    print(text_of(teacher.get(at + "/end").text)[:500])
