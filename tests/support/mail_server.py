"""A mail server for tests: it speaks SMTP on a port of its own and keeps what it was handed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread


@dataclass
class TakenMail:
    """What came: the addresses of its envelope, and the message."""

    sender: str
    to: str
    message: EmailMessage


@dataclass
class FakeMailServer:
    """The server; `refused` are addresses that it does not take, `is_dumb`: it never answers."""

    port: int = 0
    refused: set[str] = field(default_factory=set)
    is_dumb: bool = False
    is_full: bool = False
    taken: list[TakenMail] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As the setting takes it."""
        return f"smtp://127.0.0.1:{self.port}"


class _Talk(StreamRequestHandler):
    kept: FakeMailServer
    timeout = 10

    def handle(self) -> None:
        """Answer commands until the other side leaves."""
        self.sender = self.to = ""
        if self.kept.is_dumb:
            self.rfile.read(1)
            return
        self._say("220 here")
        while line := self.rfile.readline():
            self.kept.commands.append(line.decode().strip())
            if not self._answer(line.decode().strip()):
                return

    def _answer(self, line: str) -> bool:
        verb = line.split(" ", 1)[0].upper()
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb == "MAIL":
            self.sender = _within(line)
        elif verb == "RCPT":
            self.to = _within(line)
        elif verb == "DATA":
            self._take()
            return True
        self._say("550 no" if self._refuses(verb) else "250 ok")
        return True

    def _refuses(self, verb: str) -> bool:
        return (verb == "RCPT" and self.to in self.kept.refused) or (
            verb == "MAIL" and self.kept.is_full
        )

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        message = message_from_bytes(b"".join(lines), policy=default)
        self.kept.taken.append(TakenMail(self.sender, self.to, message))
        self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def _within(line: str) -> str:
    return line[line.index("<") + 1 : line.index(">")]


@contextmanager
def mail_server() -> Iterator[FakeMailServer]:
    """A server that runs until the test is over."""
    kept = FakeMailServer()
    talk = type("Talk", (_Talk,), {"kept": kept})
    with ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        kept.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
