"""Bodies that are too large: refused by what the request says of them, before they are read.

waitress by itself reads a body to its end, onto the disk if it is large, and then asks the app.
Here a request whose body is too large for its address goes to the app at once, without the body;
the app sees the length that was announced, and answers with its own page. waitress 3 has no
interface for this: `tests/cli/test_request_bodies.py` holds what is relied on.
"""

from __future__ import annotations

import copy
import socket
import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.utilities import RequestEntityTooLarge

from quizapp.web.edges import largest_body

LINGER_SECONDS = 10.0
LINGER_BYTES = 100_000_000
_DISCARDED_BYTES = 65_536


class BoundedParser(HTTPRequestParser):
    """Reads requests, but no body that is too large for where it is sent."""

    adj: Any
    error: Any
    was_refused = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers; they say where the body is to go."""
        super().parse_header(header_plus)
        if self.content_length or self.chunked:
            self.adj = copy.copy(self.adj)
            # waitress refuses what is as long as its limit.
            self.adj.max_request_body_size = largest_body(self.path) + 1

    def received(self, data: bytes) -> int:
        """Take some bytes; gives how many of them belonged to this request."""
        consumed: int = super().received(data)
        if not isinstance(self.error, RequestEntityTooLarge):
            return consumed
        self.was_refused, self.error = True, None
        self.expect_continue = False
        self.connection_close = True
        self.headers["CONNECTION"] = "close"
        self.headers["CONTENT_LENGTH"] = str(max(self.content_length, self.body_bytes_received))
        return len(data)


class LingeringChannel(HTTPChannel):
    """A connection that after a refusal stays until the browser has read the answer.

    Closed while bytes of the body are still on their way, it would be reset, and the browser would
    show an error of its own in place of our page.
    """

    parser_class = BoundedParser
    _was_refused = False
    _lingers_until: float | None = None
    _discarded = 0

    def received(self, data: bytes) -> Any:
        """Take some bytes of one or more requests."""
        taken = super().received(data)
        self._was_refused = self._was_refused or any(each.was_refused for each in self.requests)
        return taken

    def handle_close(self) -> None:
        """Close; after a refusal first only our half."""
        if not self._was_refused or self._lingers_until is not None or not self.connected:
            super().handle_close()
            return
        self._lingers_until = time.time() + LINGER_SECONDS
        self.will_close = False
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            super().handle_close()

    def readable(self) -> bool:
        """Whether more is to be read: while it lingers, all that comes."""
        return self._lingers_until is not None or super().readable()

    def handle_read(self) -> None:
        """Read, or read and forget."""
        if self._lingers_until is None:
            super().handle_read()
            return
        self._discarded += len(self.recv(_DISCARDED_BYTES))
        if self._discarded > LINGER_BYTES or time.time() > self._lingers_until:
            super().handle_close()
