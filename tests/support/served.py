"""The real server in a process of its own, and learners who talk to it over HTTP."""

from __future__ import annotations

import os
import re
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import Any

START_SECONDS = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Server:
    """`quizapp serve` on a data folder; can be killed and started again.

    `settings` are further ones; what it says on standard error goes to `log`.
    """

    data_dir: Path
    bank: Path
    workers: int = 1
    code: str = "from quizapp.cli import main; main()"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)
    log: Path = Path(os.devnull)

    @property
    def url(self) -> str:
        """The address it answers at."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Of its process, while it has one."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start, and wait until it is ready."""
        settings = {"DATA_DIR": str(self.data_dir), "BANK": str(self.bank), **self.settings}
        command = [sys.executable, "-c", self.code, "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(self.workers)],
                env={**os.environ, **{f"QUIZAPP_{name}": settings[name] for name in settings}},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=10):  # noqa: S310  our own server
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not become ready")

    def stop(self) -> None:
        """Tell it to stop, as one does to exchange it, and wait until it has ended."""
        assert self.process is not None
        self.process.terminate()
        self.process.wait(60)

    def kill(self) -> None:
        """Take it down as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


# Who asks a server behind a proxy directly keeps the cookies that are meant for https.
_ALSO_OVER_HTTP = DefaultCookiePolicy(secure_protocols=("http", "https"))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class Caller:
    """A learner's browser, reduced to cookies and forms."""

    def __init__(self, url: str, trusted: ssl.SSLContext | None = None) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar(_ALSO_OVER_HTTP)),
            urllib.request.HTTPSHandler(context=trusted),
            _NoRedirect(),
        )
        self.token = ""
        self.text = ""
        self.timeout = 60.0

    def get(self, path: str) -> tuple[int, str]:
        """Open a page; gives its status and text."""
        status, text, _ = self._open(urllib.request.Request(self.url + path))  # noqa: S310  our own server
        found = re.search(r'name="csrf_token"[^>]*?value="([^"]+)"', text)
        self.token = found.group(1) if found else self.token
        return status, text

    def post(self, path: str, **fields: Any) -> tuple[int, str]:
        """Send a form; gives the status and where it leads."""
        body = urllib.parse.urlencode({"csrf_token": self.token, **fields}).encode()
        status, _, location = self._open(urllib.request.Request(self.url + path, data=body))  # noqa: S310  our own server
        return status, location

    def start(self, quiz_id: str) -> str:
        """Begin a quiz; gives the attempt's path."""
        status, page = self.get(f"/quizzes/{quiz_id}")
        assert status == 200, page
        status, location = self.post(f"/quizzes/{quiz_id}/attempts")
        assert status == 303, status
        return location

    def _open(self, request: urllib.request.Request) -> tuple[int, str, str]:
        try:
            response: HTTPResponse | urllib.error.HTTPError = self.opener.open(
                request, timeout=self.timeout
            )
        except urllib.error.HTTPError as error:
            response = error
        with response:
            text = self.text = response.read().decode()
            return response.status or 0, text, response.headers.get("Location", "")
