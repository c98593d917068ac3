"""Pages in fewer bytes, but for those whose length could tell a secret.

Whoever sees how long packed answers are, and can have a page asked for again and again with own
words on it, finds out letter by letter what else stands there (BREACH). So tokens of forms are
masked anew each time (`form_tokens.py`), what another site leads to is not packed for anybody who
is known here, and a page that shows a code, a password or a link that lets somebody in never is.
"""

from __future__ import annotations

import zlib

from flask import Flask, Response, current_app, g, request

from quizapp.web.parts import ASKED_BY

PACKED = frozenset(
    {"text/html", "text/javascript", "application/json", "application/manifest+json"}
)
LEVEL = 3
"""Of 1 to 9: 17 kB of a question become 4.1 in 0.06 ms; at 6, twice the time gives 9 % less."""
SHORTEST = 500
"""In bytes: below it there is little to gain."""
OWN_SITE = frozenset({"same-origin", "none"})
_GZIP = 16 + zlib.MAX_WBITS


def pack_pages(app: Flask) -> None:
    """Pack what is sent, and let templates mark what lets somebody in."""
    app.add_template_filter(lets_in)
    app.after_request(_packed)


def lets_in(secret: str) -> str:
    """A code, a password or a link as it is, on a page that is not packed because of it."""
    g.tells_secret = True
    return secret


def _packed(response: Response) -> Response:
    if response.mimetype not in PACKED or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] and not g.get("tells_secret") and _is_asked_from_here():
        _pack(response)
    return response


def _pack(response: Response) -> None:
    body = response.get_data()
    if len(body) < SHORTEST:
        return
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    response.set_data(packer.compress(body) + packer.flush())
    response.content_encoding = "gzip"
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)


def _is_asked_from_here() -> bool:
    """Whether no other site can have had the page made, or nobody is known for whom it is made.

    Over plain http browsers do not say where a request comes from; there, all can be read anyhow.
    """
    if ASKED_BY in request.headers:
        return True  # a header that comes from no other site
    if current_app.session_interface.get_cookie_name(current_app) not in request.cookies:
        return True
    site = request.headers.get("Sec-Fetch-Site")
    return site in OWN_SITE if site or request.is_secure else True
