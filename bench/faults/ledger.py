"""What learners were told is saved, and whatever else they were told."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Acknowledged:
    """A response that the server has said it took; `number` is None for "I don't know"."""

    attempt: str
    position: int
    number: int | None


@dataclass
class Ledger:
    """Written by many threads at once."""

    saved: set[Acknowledged] = field(default_factory=set)
    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def save(self, entry: Acknowledged) -> None:
        """Note what was acknowledged."""
        with self._lock:
            self.saved.add(entry)

    def note(self, status: int, text: str, seconds: float) -> None:
        """Count an answer; one that should not be is kept."""
        with self._lock:
            self.statuses[str(status)] += 1
            self.seconds.append(seconds)
            if status >= 500 and not is_honest(status, text):
                self.wrong.append(f"{status}: {text[:300]}")

    def lose(self, what: str) -> None:
        """Count a request that got no answer."""
        with self._lock:
            self.statuses[what] += 1


def is_honest(status: int, text: str) -> bool:
    """Whether a 503 says that nothing was saved."""
    return status == 503 and ("nothing was saved" in text or "not saved" in text)
