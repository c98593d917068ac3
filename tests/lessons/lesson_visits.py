"""A lesson as those in it visit its pages."""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.classes import ClassWorld
from tests.support.people import Visitor, visitor

KEY = "The moon"


def new_from_quiz(world: ClassWorld) -> str:
    bank_key = world.published.bank.id
    return f"/teach/classrooms/{world.classroom_id}/lessons/new?bank={bank_key}&quiz=all"


def phone_of(lead: str) -> str:
    """Where learners vote in the lesson."""
    return f"/lessons/{lead.rsplit('/', 1)[1]}"


def sequence(page: TestResponse) -> str:
    found = re.search(r'data-step="(\d+)"', page.text)
    assert found
    return found[1]


def go(teacher: Visitor, lead: str, *moves: str) -> None:
    """Let the lesson go on, step by step."""
    for move in moves:
        made = teacher.send(lead, move=move, sequence=sequence(teacher.get(lead)))
        assert made.status_code == 303


def option(page: TestResponse, text: str) -> str:
    """The number of the option with this text on a phone."""
    found = re.search(
        rf'value="(\d+)"[^<]*?>\s*<span[^>]*>\w</span>\s*<span[^>]*>{text}', page.text
    )
    assert found, page.text
    return found[1]


def vote(person: Visitor, phone: str, text: str) -> TestResponse:
    page = person.get(phone)
    return person.send(f"{phone}/vote", sequence=sequence(page), choice=option(page, text))


def code_of(teacher: Visitor, lead: str) -> str:
    found = re.search(
        r'<p class="stage-code">([A-Z0-9-]+)</p>', teacher.get(f"{lead}/projector").text
    )
    assert found
    return found[1]


def guest_in(app: Flask, teacher: Visitor, lead: str) -> Visitor:
    """Somebody who has come into the lesson by its code."""
    guest = visitor(app)
    assert guest.send("/lesson", code=code_of(teacher, lead)).status_code == 303
    return guest
