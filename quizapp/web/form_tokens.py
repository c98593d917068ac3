"""The token that every form carries, so that no other site can send one in somebody's name.

It is the secret of the browser's session under a mask that is drawn anew for each response. So no
two pages hold the same letters, and nobody learns the token from the length of packed pages, letter
by letter (BREACH). Its life is the session's.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from flask import Flask, g, request, session
from flask_wtf.csrf import CSRFError

FIELD = "csrf_token"
HEADER = "X-CSRFToken"
SECRET_BYTES = 20
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def guard_forms(app: Flask) -> None:
    """Refuse what changes anything and comes without the token, and tell templates the token."""
    app.add_template_global(form_token, FIELD)
    app.before_request(_refuse_without_token)


def form_token() -> str:
    """The token for the forms of this response."""
    if FIELD not in g:
        mask = secrets.token_bytes(SECRET_BYTES)
        masked = _crossed(_secret_of_session(), mask)
        setattr(g, FIELD, urlsafe_b64encode(mask + masked).rstrip(b"=").decode())
    return str(g.get(FIELD))


def forget_form_token() -> None:
    """Let forms have another token from now on, whoever knows the one of before."""
    for store in (session, g):
        store.pop(FIELD, None)


def _secret_of_session() -> bytes:
    """What is under the mask: made once for a session, and kept in its cookie."""
    if FIELD not in session:
        session[FIELD] = secrets.token_hex(SECRET_BYTES)
    return bytes.fromhex(session[FIELD])


def _refuse_without_token() -> None:
    """Somebody else's page has none. Where there is nothing at the address, that is said first."""
    if request.method in SAFE_METHODS or request.endpoint is None:
        return
    if not is_form_token(request.form.get(FIELD) or request.headers.get(HEADER, "")):
        raise CSRFError


def is_form_token(token: str) -> bool:
    """Whether a token was made for the session of this request."""
    try:
        data = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        return False
    if FIELD not in session or len(data) != 2 * SECRET_BYTES:
        return False
    given = _crossed(data[:SECRET_BYTES], data[SECRET_BYTES:])
    return hmac.compare_digest(given, bytes.fromhex(session[FIELD]))


def _crossed(one: bytes, other: bytes) -> bytes:
    """Both combined bit by bit (XOR): with the mask, and with it again to take it off."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
