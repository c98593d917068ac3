"""What counts against a limit where a whole class sits behind one address: the wrong tries."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response

WRONG_CODES = "60 per minute; 600 per hour"
"""Of one address: each of thirty learners may mistype twice, and nobody guesses a code."""


def was_refused(response: Response) -> bool:
    """Whether what was tried was wrong."""
    return response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
