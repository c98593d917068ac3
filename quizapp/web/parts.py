"""A page without its frame, for the script that puts it into the page that is there.

The script of a drill asks for it by a header of the request. The frame (masthead, footer, styles)
is on the screen already; without it, and packed, an answer is a quarter of the bytes.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, make_response, request
from flask.typing import ResponseReturnValue

ASKED_BY = "Quizapp-Part"
PACKED = frozenset({"text/html", "application/json"})


def serve_parts(app: Flask) -> None:
    """Let templates leave their frame out, and pack what goes without one."""
    app.add_template_global(is_part_asked)

    @app.after_request
    def pack_part(response: Response) -> Response:
        return _packed(response) if is_part_asked() else response


def is_part_asked() -> bool:
    """Whether the request asks for what is new on the page, and not for the frame around it."""
    return ASKED_BY in request.headers


def named_part(page: ResponseReturnValue, address: str) -> Response:
    """The page in answer to a form, with the address that it has when it is opened by itself.

    A page that leads on elsewhere is left as it is: its address is where it leads to.
    """
    response = make_response(page)
    if response.status_code == 200:
        response.headers["HX-Push-Url"] = address
    return response


def _packed(response: Response) -> Response:
    """The same in fewer bytes, if the browser reads that.

    Only parts are packed: the header that asks for them comes from no other site, so that nobody
    can have a part made of own words and guess a token of it by its length.
    """
    response.vary.update((ASKED_BY, "Accept-Encoding"))
    if response.mimetype in PACKED and request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
        response.content_encoding = "gzip"
    return response
