"""Learners who meant the same, and what of it waits for the teacher."""

from __future__ import annotations

from tests.support.classes import ClassWorld
from tests.support.pages import sent
from tests.support.people import Visitor

COMMENT = "    key: the harbour master"
KEPT = f"{COMMENT}  # as in the text"


def typed(person: Visitor, text: str) -> str:
    attempt = person.start("words")
    person.respond(attempt, 1, typed=text)
    return f"{attempt}/items/1"


def meant(person: Visitor, text: str) -> str:
    question = typed(person, text)
    page = person.get(question)
    assert sent(person, page, f"{question}/same").status_code == 303
    return question


def links(teacher: Visitor, world: ClassWorld) -> list[str]:
    path = f"/teach/classrooms/{world.classroom_id}/challenges"
    listed = teacher.get(path).text
    found = (part.split('"')[0] for part in listed.split(f'href="{path}/')[1:])
    return [f"{path}/{each}" for each in found]
