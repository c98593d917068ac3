"""People who use the site in tests, each with a browser of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, session
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizapp.accounts import signing_up
from quizapp.accounts.sessions import open_session
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.form_tokens import form_token
from quizapp.web.parts import ASKED_BY
from tests.support.hygiene import faults_of

PASSWORD = "a long enough password"
_TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')


class Browser(FlaskClient):
    """A client that looks at the hygiene of every page it gets, and fills in form tokens.

    A token belongs to a session: it is kept until the cookie of the session changes.
    """

    kept_token: tuple[str | None, str] | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        response = super().open(*args, **kwargs)
        is_read = response.mimetype == "text/html" and response.content_encoding is None
        if is_read and response.data and response.status_code != 303:
            is_part = ASKED_BY in response.request.headers
            faults = faults_of(response.text, is_part=is_part)
            assert not faults, f"{response.request.path}: {faults}"
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            assert int(response.headers["Retry-After"]) > 0
        return response

    def token(self) -> str:
        """The form token of this browser's session."""
        if self.kept_token is None or self.kept_token[0] != self._session():
            found = _TOKEN.search(self.get("/login").text)
            assert found
            return self.keep_token(found.group(1))
        return self.kept_token[1]

    def keep_token(self, token: str) -> str:
        """Remember the form token of the present session."""
        self.kept_token = self._session(), token
        return token

    def _session(self) -> str | None:
        cookie = self.get_cookie(self.application.config["SESSION_COOKIE_NAME"])
        return cookie.value if cookie else None

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Post a form as one of the site's pages would."""
        return self.post(path, data={"csrf_token": self.token(), **fields})


@dataclass
class Visitor:
    """Somebody with a browser."""

    browser: Browser
    name: str = ""

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """Open a page."""
        return self.browser.get(path, **kwargs)

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Send a form."""
        return self.browser.send(path, **fields)

    def start(self, quiz_id: str = "all", bank_id: str | None = None) -> str:
        """Begin a quiz; gives the attempt's address."""
        of_bank = f"/banks/{bank_id}" if bank_id else ""
        response = self.send(f"{of_bank}/quizzes/{quiz_id}/attempts")
        assert response.status_code == 303, response.text
        return str(response.headers["Location"])

    def respond(self, attempt: str, position: int, *numbers: int, **fields: Any) -> TestResponse:
        """Send a response to an item."""
        return self.send(
            f"{attempt}/responses", position=position, choice=[*map(str, numbers)], **fields
        )

    def respond_in_place(self, attempt: str, position: int, *numbers: int) -> TestResponse:
        """Send a response as the script of the page does; without a choice, that it is unknown."""
        choice = {"choice": [*map(str, numbers)]} if numbers else {"dont_know": "1"}
        fields = {"csrf_token": self.browser.token(), "position": position, **choice}
        return self.browser.post(f"{attempt}/responses", data=fields, headers={ASKED_BY: "main"})

    def take(self, quiz_id: str = "all", bank_id: str | None = None) -> str:
        """Take a quiz to its end without knowing a thing; gives the attempt's address."""
        attempt = self.start(quiz_id, bank_id)
        while (here := self.get(attempt)).status_code == 303:
            position = int(here.headers["Location"].rsplit("/", 1)[1])
            assert self.respond(attempt, position, dont_know="1").status_code == 303
        return attempt


def visitor(app: Flask) -> Visitor:
    """Somebody the server has not met."""
    app.test_client_class = Browser
    browser = app.test_client()
    assert isinstance(browser, Browser)
    browser.environ_base["HTTP_ACCEPT"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return Visitor(browser)


def signed_up(app: Flask, name: str, role: Role = Role.LEARNER) -> Visitor:
    """Somebody with an account, logged in, who has visited: the server has its bank.

    It goes without the pages for signing up and logging in, which have tests of their own.
    """
    with app.test_request_context():
        user_id = signing_up.create_user(name, name.title(), PASSWORD, role, clock.now())
        open_session(user_id)
        token = form_token()
        opened = dict(session)
    person = visitor(app)
    person.name = name
    with person.browser.session_transaction() as kept:
        kept.update(opened)
    assert person.get("/healthz").status_code == 200
    person.browser.keep_token(token)
    return person
