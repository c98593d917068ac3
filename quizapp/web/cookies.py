"""The browser's cookie: signed, and without a time stamp that a clock could invalidate.

Flask's stock cookie signs everybody out when the server's clock steps back one second. How
long a session lasts is decided in `sessions.py` instead.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeSerializer


class ClocklessSessions(SecureCookieSessionInterface):
    """Flask's signed cookie session, but for the time stamp."""

    def get_signing_serializer(self, app: Flask) -> Any:
        """The serializer that signs and reads the cookie."""
        return URLSafeSerializer(
            app.secret_key,  # type: ignore[arg-type]  # config always sets one
            salt=self.salt,
            serializer=self.serializer,
            signer_kwargs={
                "key_derivation": self.key_derivation,
                "digest_method": self.digest_method,
            },
        )

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session in the cookie; an empty one if there is none or it was tampered with."""
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return self.session_class(self.get_signing_serializer(app).loads(cookie))
        except BadSignature:
            return self.session_class()
