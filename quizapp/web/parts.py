"""A page without its frame, for the script that puts it into the page that is there.

The script of a drill asks for it by a header of the request. The frame (masthead, footer, styles)
is on the screen already; without it an answer is less than half of the bytes.
"""

from __future__ import annotations

from flask import Flask, Response, make_response, request
from flask.typing import ResponseReturnValue

ASKED_BY = "Quizapp-Part"


def serve_parts(app: Flask) -> None:
    """Let templates leave their frame out, and tell caches that there are both."""
    app.add_template_global(is_part_asked)

    @app.after_request
    def tell_apart(response: Response) -> Response:
        if is_part_asked():
            response.vary.add(ASKED_BY)
        return response


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
