"""E-mails, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Mail:
    """One e-mail to one address."""

    to: str
    subject: str
    text: str


class Trouble(StrEnum):
    """Why a mail server did not take e-mails, or not all."""

    UNREACHABLE = "unreachable"
    NO_ANSWER = "no-answer"
    LOG_IN = "log-in"
    ADDRESS = "address"
    SLOW = "slow"
    REFUSED = "refused"


@dataclass(frozen=True)
class Sent:
    """What became of some e-mails: the addresses that the server took, and why not all."""

    taken: frozenset[str] = frozenset()
    trouble: Trouble | None = None
