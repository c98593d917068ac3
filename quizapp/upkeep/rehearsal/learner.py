"""A simulated learner, who takes a quiz at the pace of people."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from quizapp.upkeep.rehearsal.browser import Answer, Browser, NoAnswer

_ASKS = re.compile(r'^[^>]*action="[^"]*/responses"')
_INPUT = re.compile(r"<input\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ATTEMPT = re.compile(r"^(/attempts/[\w-]+)")
_QUIZ = re.compile(r'href="((?:/banks/[a-z0-9-]+)?/quizzes/[a-z0-9-]+)"')


class NoQuiz(Exception):
    """There is no quiz that could be taken."""


@dataclass
class Felt:
    """What learners have felt: when they answered, how long it took, and what went wrong."""

    times: list[tuple[float, float]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def since(self, began: float) -> list[float]:
        """The seconds of all answers given since then."""
        return [seconds for at, seconds in self.times if at >= began]


def quizzes_at(base: str) -> list[str]:
    """The addresses of the quizzes that a server has for everybody.

    Raises:
        NoAnswer: it does not answer.
    """
    browser = Browser(base)
    try:
        return list(dict.fromkeys(_QUIZ.findall(browser.open("/quizzes").text)))
    finally:
        browser.close()


@dataclass(frozen=True)
class Learner:
    """Takes a quiz again and again, with a pause of so many seconds before each answer."""

    base: str
    quiz: str
    pause: float
    dice: Random
    felt: Felt
    is_over: threading.Event

    def learn(self) -> None:
        """Go on until it is over. After an error the learner loads the page anew, as people do."""
        browser = Browser(self.base)
        try:
            while not self.is_over.wait(self.dice.uniform(0, min(5.0, self.pause))):
                try:
                    self._take_quiz(browser)
                except NoAnswer as error:
                    self.felt.errors[str(error)] += 1
        finally:
            browser.close()

    def _take_quiz(self, browser: Browser) -> None:
        browser.open_with_files("/")
        browser.open(self.quiz)
        began = browser.send(f"{self.quiz}/attempts")
        found = _ATTEMPT.match(began.location)
        if found is None:
            self.felt.errors[f"status {began.status}"] += 1
            return
        attempt = found[1]
        fields = form_of(browser.open(attempt).text, self.dice)
        while fields and not self.is_over.wait(self.pause * self.dice.uniform(0.5, 1.5)):
            answer = browser.send(f"{attempt}/responses", is_part=True, **fields)
            self._note(answer)
            # What comes back has the next question with it; if not, it is asked for.
            fields = form_of(answer.text, self.dice) or form_of(
                browser.open(attempt).text, self.dice
            )

    def _note(self, answer: Answer) -> None:
        self.felt.times.append((time.monotonic() - answer.seconds, answer.seconds))
        if answer.status not in {200, 303}:
            self.felt.errors[f"status {answer.status}"] += 1


def form_of(page: str, dice: Random) -> dict[str, str]:
    """The fields of an answer to the first question that a page asks; none where it asks none.

    One of several options is chosen by chance; other questions are answered by "I don't know".
    """
    form = next((each for each in page.split("<form")[1:] if _ASKS.search(each)), "")
    inputs = [dict(_ATTRIBUTE.findall(tag)) for tag in _INPUT.findall(form)]
    fields = {
        each["name"]: each.get("value", "")
        for each in inputs
        if each.get("type") == "hidden" and each.get("name") not in {None, "csrf_token"}
    }
    if not fields:
        return {}
    options = [
        each["value"]
        for each in inputs
        if (each.get("type"), each.get("name")) == ("radio", "choice")
    ]
    return fields | ({"choice": dice.choice(options)} if options else {"dont_know": "1"})
