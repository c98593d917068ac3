"""Learners' devices: each answers as fast as it is answered, until it is told to stop."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from bench.faults.ledger import Acknowledged, Ledger

FORM = "application/x-www-form-urlencoded"
PATIENCE_SECONDS = 40.0
ITEMS = 5
"""How many the quiz has that everybody takes."""


@dataclass(frozen=True)
class SignedIn:
    """A learner's cookie, and the token of their forms."""

    user_id: int
    cookie: str
    token: str


@dataclass
class Device:
    """One browser of a learner, who may have another one."""

    port: int
    learner: SignedIn
    ledger: Ledger
    dice: random.Random
    is_over: threading.Event
    assignment: str = ""
    pause: float = 0.0
    acknowledged: int = field(default=0)

    def run(self) -> None:
        """Take what is assigned, as often as is allowed, and then quizzes, until it is over."""
        while not self.is_over.is_set():
            attempt = self._started()
            if attempt is None:
                self.is_over.wait(0.1)
                continue
            for position in range(1, ITEMS + 1):
                if self.is_over.is_set():
                    return
                self._respond(attempt, position)
                self.is_over.wait(self.pause * self.dice.uniform(0.5, 1.5))

    def _started(self) -> str | None:
        """The attempt of the assignment, while one may be begun; else of the free quiz."""
        for path in (f"/assignments/{self.assignment}/attempts", "/quizzes/all/attempts"):
            if self.assignment or path.startswith("/quizzes"):
                status, _, location = self._post(path)
                found = re.match(r"/attempts/([\w-]+)", location)
                if status == 303 and found:
                    return found[1]
        return None

    def _respond(self, attempt: str, position: int) -> None:
        number = self.dice.choice((None, 1, 2))
        given = {"dont_know": "1"} if number is None else {"choice": str(number)}
        path = f"/attempts/{attempt}/responses"
        status, _, _ = self._post(path, position=str(position), **given)
        if status == 303:
            self.acknowledged += 1
            self.ledger.save(Acknowledged(attempt, position, number))

    def _post(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Send a form on a connection of its own; status 0 where no answer came."""
        body = urlencode({"csrf_token": self.learner.token, **fields})
        head = {"Cookie": self.learner.cookie, "Content-Type": FORM, "Connection": "close"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        began = time.monotonic()
        try:
            connection.connect()
        except OSError:
            self.ledger.lose("nobody listens")
            self.is_over.wait(0.05)
            return 0, "", ""
        try:
            connection.request("POST", path, body, head)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        except (OSError, HTTPException):
            self.ledger.lose("cut off")
            return 0, "", ""
        finally:
            connection.close()
        self.ledger.note(response.status, text, time.monotonic() - began)
        return response.status, text, response.headers.get("Location", "")


@contextmanager
def at_work(devices: list[Device]) -> Iterator[None]:
    """All of them answer meanwhile."""
    threads = [threading.Thread(target=device.run) for device in devices]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for device in devices:
            device.is_over.set()
        for thread in threads:
            thread.join()


def wait_for_more(devices: list[Device], count: int, seconds: float = 240.0) -> int:
    """Wait until so many more responses were acknowledged, or long enough; gives how many were."""

    def total() -> int:
        return sum(device.acknowledged for device in devices)

    began, give_up_at = total(), time.monotonic() + seconds
    while total() < began + count and time.monotonic() < give_up_at:
        time.sleep(0.01)
    return total() - began


def let_answer(devices: list[Device], count: int) -> None:
    """Wait for so many answers before anything is done to the server.

    Raises:
        TimeoutError: none was taken, so that there is nothing that could be lost.
    """
    if not wait_for_more(devices, count):
        raise TimeoutError("No answer was taken: what was looked for says nothing.")
