"""The browser's cookie: signed, and without a time stamp that a clock could invalidate.

Flask's stock cookie signs everybody out when the server's clock steps back one second. How
long a session lasts is decided in `sessions.py` instead.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeSerializer


class ClocklessSessions(SecureCookieSessionInterface):
    """Flask's signed cookie session, but for the time stamp."""

    def get_signing_serializer(self, app: Flask) -> Any:
        """The serializer that signs and reads the cookie."""
        return _serializer(app.secret_key)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session in the cookie; an empty one if there is none or it was tampered with."""
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return self.session_class(self.get_signing_serializer(app).loads(cookie))
        except BadSignature:
            return self.session_class()


@lru_cache  # one for each secret: to make it takes as long as to read a cookie with it
def _serializer(secret: str) -> URLSafeSerializer:
    of = SecureCookieSessionInterface
    return URLSafeSerializer(
        secret,
        salt=of.salt,
        serializer=of.serializer,
        signer_kwargs={"key_derivation": of.key_derivation, "digest_method": of.digest_method},
    )
