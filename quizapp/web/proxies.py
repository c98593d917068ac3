"""A reverse proxy in front: whose forwarded headers are believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def trust_proxy(app: Flask, address: str) -> None:
    """Believe the forwarded headers of the proxy at `address`, and nobody else's.

    Servers hand the headers on as they come (`options_for()` in `quizapp/cli/server.py`), so that
    this is the one place where it is decided.
    """
    if not address:
        return
    direct = app.wsgi_app
    believing = ProxyFix(direct, x_for=1, x_proto=1, x_host=1)

    def choose(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        is_proxy = environ.get("REMOTE_ADDR") == address
        return (believing if is_proxy else direct)(environ, start_response)

    app.wsgi_app = choose  # type: ignore[method-assign]  # Flask's documented way to add middleware
