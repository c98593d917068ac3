"""How much of the processor a request takes, asked of the app itself: no client, no socket.

What asks is made ready beforehand, so that only the app's own work is counted.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import EnvironBuilder

TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')


@dataclass(frozen=True)
class Ask:
    """A request: its address, the fields of its form if it sends one, headers beyond the usual."""

    path: str
    fields: Mapping[str, Any] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the app answered, and the seconds of the processor that it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        """The body, read."""
        return self.body.decode()


@dataclass
class Asker:
    """Somebody's browser, reduced to what an app sees of it: a cookie and the token of a form."""

    app: Flask
    cookie: str = ""
    token: str = ""

    def ask(self, ask: Ask) -> Answer:
        """Ask once; the cookie and the token that come back are kept."""
        environ = self._environ(ask)
        began: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> Any:
            began.append((status, headers))

        before = time.process_time()
        chunks: Any = self.app(environ, start_response)
        with closing(chunks):
            body = b"".join(chunks)
        seconds = time.process_time() - before
        status, headers = began[0]
        answer = Answer(int(status.split()[0]), dict(headers), body, seconds)
        self._keep(headers, body)
        return answer

    def opened(self, path: str, **headers: str) -> str:
        """The text of a page, which must be there."""
        answer = self.ask(Ask(path, headers=headers))
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return answer.text

    def sent(self, path: str, **fields: Any) -> str:
        """Where a form leads, which must lead somewhere."""
        answer = self.ask(Ask(path, fields))
        if answer.status != 303:
            raise SystemExit(f"{path}: {answer.status}")
        return answer.headers["Location"]

    def _environ(self, ask: Ask) -> dict[str, Any]:
        sends = ask.fields is not None
        body = urlencode({"csrf_token": self.token, **(ask.fields or {})}, doseq=True).encode()
        environ = EnvironBuilder(
            path=ask.path,
            method="POST" if sends else "GET",
            headers={
                "Accept": "text/html",
                "Accept-Language": "en",
                "Cookie": self.cookie,
                **ask.headers,
            },
            input_stream=io.BytesIO(body) if sends else None,
            content_length=len(body) if sends else None,
            content_type="application/x-www-form-urlencoded" if sends else None,
        )
        return environ.get_environ()

    def _keep(self, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookie = value.split(";")[0]
        found = TOKEN.search(body.decode(errors="replace"))
        if found:
            self.token = found[1]
