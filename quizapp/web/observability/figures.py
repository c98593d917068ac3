"""What a process counts of its work while figures are asked for (the setting METRICS)."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock

from flask import Flask

Labels = tuple[tuple[str, str], ...]
Key = tuple[str, Labels]

BOUNDS = (0.1, 0.5, 2.0, 10.0)
"""In seconds; an answer within half a second is one that nobody has waited for."""

_FIGURES = "figures"


class Figures:
    """Numbers by name and labels. Those of all processes of a server are added up."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._values: defaultdict[Key, float] = defaultdict(float)

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count so many more."""
        key = name, tuple(labels.items())
        with self._lock:
            self._values[key] += amount

    def note_request(self, endpoint: str, status: int, seconds: float) -> None:
        """Count a request that was answered, and how long it took."""
        route = ("route", endpoint)
        bounds = [str(each) for each in BOUNDS if seconds <= each]
        with self._lock:
            self._values["quizapp_requests_total", (route, ("status", str(status)))] += 1
            for bound in (*bounds, "+Inf"):
                self._values["quizapp_request_seconds_bucket", (route, ("le", bound))] += 1
            self._values["quizapp_request_seconds_sum", (route,)] += seconds
            self._values["quizapp_request_seconds_count", (route,)] += 1

    def values(self) -> dict[Key, float]:
        """All numbers as they are now."""
        with self._lock:
            return dict(self._values)


def count_figures(app: Flask) -> None:
    """Have an app count, where its settings want figures."""
    app.extensions[_FIGURES] = Figures() if app.config["METRICS"] else None


def find_figures(app: Flask) -> Figures | None:
    """What an app counts; None where nobody wants to know."""
    figures: Figures | None = app.extensions.get(_FIGURES)
    return figures
