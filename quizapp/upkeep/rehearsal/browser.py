"""What of a browser a server feels: six connections that stay open, cookies, forms."""

from __future__ import annotations

import re
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection

CONNECTIONS = 6
PATIENCE_SECONDS = 30.0

_TOKEN = re.compile(r'name="csrf_token"[^>]*?value="([^"]+)"')
_FILE = re.compile(r'(?:href|src)="(/static/[^"]+)"')


class NoAnswer(Exception):
    """The server did not answer; the message says how."""


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    location: str
    text: str
    seconds: float


class Browser:
    """One learner's browser."""

    def __init__(self, base: str) -> None:
        parts = urllib.parse.urlsplit(base)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connections = [
            kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)
            for _ in range(CONNECTIONS)
        ]
        self._cookies: dict[str, str] = {}
        self._token = ""

    def open_with_files(self, path: str) -> Answer:
        """Open a page and what belongs to it, over all connections; they stay open."""
        page = self.open(path)
        files = list(dict.fromkeys(_FILE.findall(page.text)))
        shares = [files[number::CONNECTIONS] or ["/healthz"] for number in range(CONNECTIONS)]
        with ThreadPoolExecutor(CONNECTIONS) as threads:
            list(threads.map(self._fetch_all, self._connections, shares))
        return page

    def open(self, path: str) -> Answer:
        """Open a page, wherever it leads."""
        answer = self._asked(self._connections[0], "GET", path)
        for _ in range(5):
            if answer.status not in {301, 302, 303, 308}:
                break
            answer = self._asked(self._connections[0], "GET", answer.location)
        return answer

    def send(self, path: str, *, is_part: bool = False, **fields: object) -> Answer:
        """Send a form; as the script of a page does where a part of a page is asked for."""
        body = urllib.parse.urlencode({"csrf_token": self._token, **fields})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Quizapp-Part": "main"} if is_part else {}
        return self._asked(self._connections[0], "POST", path, body, headers)

    def close(self) -> None:
        """Close all connections."""
        for connection in self._connections:
            connection.close()

    def _fetch_all(self, connection: HTTPConnection, paths: list[str]) -> None:
        for path in paths:
            self._asked(connection, "GET", path)

    def _asked(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {**({"Cookie": cookies} if cookies else {}), **(headers or {})}
        began = time.monotonic()
        try:
            return self._answer(connection, method, path, body, sent, began)
        except (OSError, HTTPException) as error:
            connection.close()  # the next request opens it anew
            raise NoAnswer(type(error).__name__) from error

    def _answer(
        self,
        connection: HTTPConnection,
        method: str,
        path: str,
        body: str | None,
        headers: dict[str, str],
        began: float,
    ) -> Answer:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        seconds = time.monotonic() - began
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self._cookies[name.strip()] = value
        if found := _TOKEN.search(text):
            self._token = found[1]
        return Answer(response.status, response.headers.get("Location", ""), text, seconds)
