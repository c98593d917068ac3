"""Each request watched from its beginning to its end: its id, its line in the log, its figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, has_request_context, request
from werkzeug.routing import Rule

from quizapp.web.headers import LASTING
from quizapp.web.observability.figures import find_figures
from quizapp.web.observability.log_lines import FIELDS
from quizapp.web.observability.request_ids import HEADER, current_request_id, request_id_of

REQUEST_LOG = "quizapp.requests"
log = logging.getLogger(REQUEST_LOG)

_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


class WatchedRequests:
    """The outermost step of an app: it gives each request an id, and tells what became of it."""

    def __init__(self, app: Flask) -> None:
        self._inner: WsgiApp = app.wsgi_app
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request, and note how."""
        request_id = request_id_of(environ, self._app.config["TRUSTED_PROXY"])
        token = current_request_id.set(request_id)
        status, rule = 500, None  # of an error that nobody answers
        began = time.perf_counter()

        def starting(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status, rule
            status, rule = int(line[:3]), _rule_of_request()
            if _endpoint(rule) not in LASTING:
                headers.append((HEADER, request_id))
            return start_response(line, headers, exc_info)

        try:
            return self._inner(environ, starting)
        finally:
            self._note(environ["REQUEST_METHOD"], rule, status, time.perf_counter() - began)
            current_request_id.reset(token)

    def _note(self, method: str, rule: Rule | None, status: int, seconds: float) -> None:
        figures = find_figures(self._app)
        if figures is not None:
            figures.note_request(_endpoint(rule), status, seconds)
        if log.isEnabledFor(logging.INFO):
            _log_request(method, rule, status, seconds)


def watch_requests(app: Flask) -> None:
    """Watch every request of an app. The last step to be added, so that it is the first."""
    app.wsgi_app = WatchedRequests(app)  # type: ignore[method-assign]  # Flask's documented way to add middleware


def _rule_of_request() -> Rule | None:
    """The route of the request that is answered now, also where it was refused at the door."""
    return request.url_rule if has_request_context() else None


def _endpoint(rule: Rule | None) -> str:
    return str(rule.endpoint) if rule is not None else "none"


def _log_request(method: str, rule: Rule | None, status: int, seconds: float) -> None:
    """One line. It has the route and not the address, in which ids, codes and questions stand."""
    told = {
        "method": method if method in _METHODS else "OTHER",
        "route": rule.rule if rule is not None else "none",
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    log.info("%(method)s %(route)s %(status)s, %(ms)s ms", told, extra={FIELDS: told})
