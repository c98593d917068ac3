"""Somebody who was signed in when a page was opened, and is not when its form is sent."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response


def log_in_again(reason: str, then: str) -> Response:
    """Send to the log-in page, which says why, and from there on to `then`."""
    flash(reason)
    return redirect(url_for("accounts.log_in", next=then), code=303)
