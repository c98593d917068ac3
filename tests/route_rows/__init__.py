"""What a row of the table of routes and roles is; each part of the app has a module of them here.

A module has `ROWS` and, where its addresses need more than the class that all share, a function
`places(app, world)` that makes it and returns the names its addresses hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = ("anonymous", "guest", "learner", "classmate", "stranger", "teacher", "colleague")
"""Who asks. The learner owns what the rows are about, the classmate is in the same class, the
stranger in none; the teacher teaches the class, the colleague another one."""

Statuses = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True)
class Row:
    """A request, and its status for each role.

    The rows run from top to bottom, so that a form meets what the ones above it left behind.
    """

    endpoint: str
    path: str
    statuses: Statuses
    fields: dict[str, str] | None = field(default=None, hash=False)

    @property
    def method(self) -> str:
        return "GET" if self.fields is None else "POST"


def everybody(status: int) -> Statuses:
    """The same for all."""
    return (status,) * 7


def teachers(status: int) -> Statuses:
    """For whoever teaches; learners are refused, and people without an account log in first."""
    return (303, 303, 403, 403, 403, status, status)


def class_teachers(status: int) -> Statuses:
    """For those who teach this class; to other teachers it is not there."""
    return (303, 303, 403, 403, 403, status, 404)


def owner(status: int, anonymous: int = 303) -> Statuses:
    """For the learner whose it is; to everybody else it is not there."""
    return (anonymous, 404, status, 404, 404, 404, 404)
