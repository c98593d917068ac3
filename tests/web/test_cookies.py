"""What a cookie says is believed where the server's own secret has signed it."""

from __future__ import annotations

from flask import Flask, session

from quizapp.web.cookies import ClocklessSessions


def signed_by(secret: str, app: Flask) -> str:
    app.secret_key = secret
    signed: str = ClocklessSessions().get_signing_serializer(app).dumps({"token": secret})
    return signed


def test_a_cookie_is_read_with_the_secret_that_the_server_has_now(own_app: Flask) -> None:
    cookies = {secret: signed_by(secret, own_app) for secret in ("a" * 40, "b" * 40)}

    found = {}
    for secret in cookies:
        own_app.secret_key = secret
        for signer, cookie in cookies.items():
            with own_app.test_request_context("/", headers={"Cookie": f"quizapp={cookie}"}):
                found[secret, signer] = session.get("token")

    assert found == {
        (secret, signer): secret if secret == signer else None
        for secret in cookies
        for signer in cookies
    }
