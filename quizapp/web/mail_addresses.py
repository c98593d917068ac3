"""Addresses of e-mail, and of the server that takes it, as they are written in the settings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True)
class MailServer:
    """Where e-mails are handed in. `is_tls` is whether the connection is encrypted from the start.

    One that is not is encrypted before anything else, where the server offers it.
    """

    host: str
    port: int
    is_tls: bool = False
    user: str = ""
    password: str = ""


def read_mail_server(text: str) -> MailServer | None:
    """The server that a setting names: `smtp://user:password@host:port`, or `smtps://`.

    Raises:
        ValueError: saying what to use.
    """
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("use an address such as smtp://user:password@mail.example.org:587")
    is_tls = parts.scheme == "smtps"
    return MailServer(
        parts.hostname,
        parts.port or (465 if is_tls else 587),
        is_tls=is_tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def read_sender(text: str) -> str:
    """The address that e-mails come from; nothing stays nothing.

    Raises:
        ValueError: it is none.
    """
    if text and not is_mail_address(text):
        raise ValueError("use an address such as quizapp@example.org")
    return text


def is_mail_address(text: str) -> bool:
    """Whether e-mail can be sent to this: one plain address, nothing else a header could hold.

    `=?` would begin an encoded word, which is read as other text, with line ends in it perhaps.
    """
    return len(text) <= 254 and "=?" not in text and _ADDRESS.fullmatch(text) is not None
