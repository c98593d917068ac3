"""What every response says to the browser, and what every request must say first."""

from __future__ import annotations

import secrets

from flask import Flask, Request, Response, abort, current_app, g, request, session

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
ONE_YEAR_OF_HTTPS = "max-age=31536000"
"""Told over https where the host has said that it is used. Other sites under the same name are not
ours to speak for, so `includeSubDomains` is left to the proxy."""
FORM_TYPES = frozenset({"", "application/x-www-form-urlencoded"})
UPLOAD_TYPE = "multipart/form-data"
UPLOADS = frozenset(
    {
        "authoring.send_import",
        "authoring.add_picture",
        "authoring.take_picture",
        "classes.review_roster",
    }
)
"""The endpoints that take files; how large is for `MAX_CONTENT_LENGTH` and the blueprint to say."""
LASTING = frozenset({"static", "banks.show_picture"})
"""Endpoints whose answers are the same for everybody, and for ever: browsers may keep them."""
LASTING_STATUSES = frozenset({200, 206, 304})
"""What tells that there is none is a page like any other, with who is logged in at its head."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def install_headers(app: Flask) -> None:
    """Guard requests by their origin, and send the security headers with each response."""
    app.before_request(_refuse_other_sites)
    app.before_request(_refuse_other_bodies)
    app.after_request(_add_headers)
    app.add_template_global(style_nonce)


def style_nonce() -> str:
    """The word by which a page lets its own script add styles; drawn when a template asks for it.

    The editor of the questions writes its styles as it runs. No other page may have any but those
    of the style sheets.
    """
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    return str(g.style_nonce)


def _refuse_other_sites() -> None:
    if request.method not in SAFE_METHODS and not is_from_this_site(request):
        abort(403)


def _refuse_other_bodies() -> None:
    """Take forms and nothing else; form classes would read fields out of JSON as well."""
    is_upload = request.mimetype == UPLOAD_TYPE and request.endpoint in UPLOADS
    is_form = request.mimetype in FORM_TYPES or is_upload
    if request.method not in SAFE_METHODS and not is_form:
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
    # Taken apart by hand: what no browser sends as an origin need not be an address at all.
    return origin is None or origin.partition("://")[2] == request.host


def _policy() -> str:
    nonce = g.get("style_nonce")
    styles = f"; style-src 'self' 'nonce-{nonce}'" if nonce else ""
    return CONTENT_SECURITY_POLICY + styles


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _policy())
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if current_app.config["SESSION_COOKIE_SECURE"] and request.is_secure:
        headers.setdefault("Strict-Transport-Security", ONE_YEAR_OF_HTTPS)
    is_lasting = request.endpoint in LASTING and response.status_code in LASTING_STATUSES
    if not is_lasting and session:
        # Classroom computers are shared: the back button must not show the last learner's page.
        headers["Cache-Control"] = "no-store"
    return response
