"""What every response says to the browser, and what every request must say first."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request, session

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
FORM_TYPES = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install_headers(app: Flask) -> None:
    """Guard requests by their origin, and send the security headers with each response."""
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_other_bodies)
    app.after_request(_add_headers)


def _refuse_other_sites() -> None:
    if request.method not in SAFE_METHODS and not is_from_this_site(request):
        abort(403)


def _refuse_other_bodies() -> None:
    """Take forms and nothing else; form classes would read fields out of JSON as well."""
    if request.method not in SAFE_METHODS and request.mimetype not in FORM_TYPES:
        abort(415)


def is_from_this_site(request: Request) -> bool:
    """Whether the browser says that the request comes from one of our own pages.

    Browsers send Sec-Fetch-Site (not over plain http) or Origin with every POST; a client that
    sends neither is no browser, and the token in the form still guards it.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint != "static" and session:
        # Classroom computers are shared: the back button must not show the last learner's page.
        headers["Cache-Control"] = "no-store"
    return response
