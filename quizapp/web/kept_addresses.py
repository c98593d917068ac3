"""Addresses in templates, worked out once: a page has dozens, and most of them on every page.

What werkzeug builds follows from the endpoint, its values and where the app is mounted, and takes
as long for a few addresses as a statement to the database. What the app adds to the values by its
`url_defaults` may follow from anything in the request, so it is asked each time.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from flask import Flask, has_request_context
from flask.globals import request_ctx

MOST = 8192
"""So many addresses are kept, of some 200 bytes each; then they are worked out anew."""

_OF_FLASK = frozenset({"_anchor", "_method", "_scheme", "_external"})
"""What is said to Flask itself, and is no value of the address."""

_PLAIN = frozenset({str, int, type(None)})
"""Types of values that read alike if they are equal: True is equal to 1, and reads otherwise."""


class KeptAddresses:
    """The addresses of one app."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._kept: dict[Hashable, str] = {}

    def url_for(self, endpoint: str, /, **values: Any) -> str:
        """As Flask's own."""
        adapter = request_ctx.url_adapter if has_request_context() else None
        if adapter is None or endpoint[0] == "." or not _OF_FLASK.isdisjoint(values):
            return self._app.url_for(endpoint, **values)
        self._app.inject_url_defaults(endpoint, values)
        if not _PLAIN.issuperset(map(type, values.values())):
            return adapter.build(endpoint, values)
        key = endpoint, tuple(values.items()), adapter.script_name, adapter.default_method
        address = self._kept.get(key)
        return self._keep(key, adapter.build(endpoint, values)) if address is None else address

    def _keep(self, key: Hashable, address: str) -> str:
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = address
        return address


def keep_addresses(app: Flask) -> None:
    """Let templates take their addresses from those that are kept."""
    app.jinja_env.globals["url_for"] = KeptAddresses(app).url_for
