"""Phones of a class in a lesson, for `bench/lesson.py`: they ask for news, and vote."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
from flask import Flask, current_app, session

from quizapp import create_app
from quizapp.accounts.sessions import open_session
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.lessons.follow_ups import votable_items
from quizapp.domain.lessons.phases import Move
from quizapp.web import clock
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson

EVERY, HEARD = 1.0, 30.0
"""As in lesson.js: waits are drawn from three quarters of the one to all of it; and so often a
phone says that it is there."""


@dataclass
class Hall:
    """A lesson whose first vote is open, and the cookies of its learners."""

    app: Flask
    lesson: LessonWorld
    lesson_id: str
    cookies: list[str]

    def step(self, move: Move) -> int:
        """Let the teacher go on; returns the sequence number after it."""
        with self.app.app_context():
            return self.lesson.make(move).sequence


def opened_hall(folder: Path, bank: Path, learners: int) -> Hall:
    """Make the class and its lesson in the folder's database."""
    app = create_app({"DATA_DIR": folder, "BANK": bank})
    with app.app_context():
        flask_migrate.upgrade()
        bank_shelf().look(clock.now())
        (published,) = bank_shelf().published
        world = new_class(published, tuple(f"learner{number}" for number in range(learners)))
        lesson = new_lesson(world, votable_items(published.bank)[:3])
        lesson.make(Move.POSE, Move.OPEN)
        cookies = [_cookie_of(app, user_id) for user_id in world.learner_ids]
    return Hall(app, lesson, lesson.lesson_id, cookies)


def _cookie_of(app: Flask, user_id: int) -> str:
    with app.test_request_context():
        open_session(user_id)
        value = app.session_interface.get_signing_serializer(current_app).dumps(dict(session))
        return f"{app.config['SESSION_COOKIE_NAME']}={value}"


class Phone(threading.Thread):
    """One phone. `sequence` is the step that it shows, since `changed_at`."""

    def __init__(self, url: str, lesson_id: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self.path, self.cookie = f"/lessons/{lesson_id}", cookie
        self.address = urllib.parse.urlsplit(url).netloc
        self.sequence, self.changed_at = -1, 0.0
        self.token = ""
        self._asking, self._voting = self._connection(), self._connection()
        self._is_over = threading.Event()

    def open(self) -> None:
        """Open the page."""
        _, page = self._ask(self._asking, "GET", self.path)
        self._take(page)

    def run(self) -> None:
        """Ask for news again and again, and fetch what is new."""
        heard_at = time.monotonic() - random.uniform(0, HEARD)
        while not self._is_over.wait(EVERY * random.uniform(0.75, 1)):
            if time.monotonic() - heard_at > HEARD:
                heard_at = time.monotonic()
                self._ask(self._asking, "POST", f"{self.path}/here", "", self._with_token())
            known = {"If-None-Match": f'"{self.sequence}"'}
            status, _ = self._ask(self._asking, "GET", f"{self.path}/now", headers=known)
            if status != 304:
                self.open()

    def stop(self) -> None:
        """Ask no more."""
        self._is_over.set()

    def vote(self) -> int:
        """Choose one of the first two options; gives the status."""
        fields = {
            "csrf_token": self.token,
            "sequence": self.sequence,
            "choice": random.choice((1, 2)),
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(fields)
        status, _ = self._ask(self._voting, "POST", f"{self.path}/vote", body, kind)
        return status

    def _with_token(self) -> dict[str, str]:
        return {"X-CSRFToken": self.token}

    def _take(self, page: str) -> None:
        found = re.search(r'data-version="(\d+)"', page)
        token = re.search(r'data-token="([^"]+)"', page)
        if found is None:
            raise ValueError(f"no page of a lesson: {page[:500]}")
        self.token = token.group(1) if token else self.token
        self.sequence, self.changed_at = int(found.group(1)), time.monotonic()

    def _connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.address, timeout=30)

    def _ask(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str]:
        sent = {"Cookie": self.cookie, "Quizapp-Part": "main", **(headers or {})}
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        self._keep_cookie(response)
        return response.status, response.read().decode()

    def _keep_cookie(self, response: http.client.HTTPResponse) -> None:
        new = response.getheader("Set-Cookie")
        if new:
            self.cookie = new.split(";")[0]
