"""What this server counts of its work, for Prometheus."""

from __future__ import annotations

from hmac import compare_digest
from importlib.metadata import version
from ipaddress import ip_address

from flask import Response, abort, current_app, request

from quizapp.home.pages import bp
from quizapp.web.observability.exposition import CONTENT_TYPE, exposition
from quizapp.web.observability.shared_figures import shared_figures
from quizapp.web.setting_values import LOOPBACK

_FORWARDED = ("Forwarded", "X-Forwarded-For")


@bp.get("/metrics")
def metrics() -> Response:
    """Tell the figures to whom the settings name; to others there is nothing here."""
    shared = shared_figures(current_app)
    if shared is None:
        abort(404)
    _guard(current_app.config["METRICS"])
    text = exposition(shared.sums(), version("quizapp"))
    return Response(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _guard(access: str) -> None:
    if access == LOOPBACK:
        if not _is_on_this_machine():
            abort(404)
    elif not compare_digest(_token(), access.encode()):
        words = "Send the word of QUIZAPP_METRICS as a bearer token.\n"
        abort(Response(words, 401, {"WWW-Authenticate": "Bearer"}, content_type="text/plain"))


def _token() -> bytes:
    given = request.authorization
    is_bearer = given is not None and given.type == "bearer"
    return (given.token or "").encode() if given is not None and is_bearer else b""


def _is_on_this_machine() -> bool:
    """Whether a program on this machine asks, and no proxy does for somebody else."""
    is_forwarded = any(name in request.headers for name in _FORWARDED)
    try:
        return ip_address(request.remote_addr or "").is_loopback and not is_forwarded
    except ValueError:
        return False
