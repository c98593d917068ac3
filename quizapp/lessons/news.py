"""Whether there is news in a lesson: what every screen asks again and again.

The answer is 304, or a few bytes; what is new is fetched only then.
"""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response


def told_if_new(etag: str) -> Response:
    """304 to a screen that has this version; otherwise that there is another."""
    is_known = request.if_none_match.contains(etag)
    response = Response(status=304) if is_known else Response("new\n", mimetype="text/plain")
    response.set_etag(etag)
    return response
