"""Addresses in templates, worked out once: a page has dozens, and most of them on every page.

What werkzeug builds follows from the endpoint, its values, where the app is mounted, and what the
app adds to the values by its `url_defaults`. Each of these says here what it goes by besides, which
is asked once for each page; so an address that is kept needs none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from flask import Flask, has_request_context, request
from flask.globals import request_ctx
from flask.sansio.app import App

MOST = 8192
"""So many addresses are kept, of some 200 bytes each; then they are worked out anew."""

_PAGE = "quizapp.page_of_addresses"
"""Where a request notes what its page's addresses go by."""

GOES_BY = "addresses_go_by"
"""Under this an app knows, for each function that adds to addresses, the one that says by what."""

_OF_FLASK = frozenset({"_method", "_scheme", "_external"})
"""What an address may be told besides, which has it follow from more of the request."""

_PLAIN = frozenset({str, int, type(None)})
"""Types of values that read alike if they are equal: True is equal to 1, and reads otherwise."""


class KeptAddresses:
    """The addresses of one app."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._kept: dict[Hashable, str] = {}

    def url_for(self, endpoint: str, /, **values: Any) -> str:
        """As Flask's own."""
        page = self._page()
        if page is None or not _is_kept(endpoint, values):
            return self._app.url_for(endpoint, **values)
        key = endpoint, tuple(values.items()), page
        found = self._kept.get(key)
        return self._keep(key, self._app.url_for(endpoint, **values)) if found is None else found

    def _page(self) -> Hashable:
        """What all addresses of this page go by; None where there is no page."""
        if not has_request_context():
            return None
        found: Hashable = request.environ.get(_PAGE)
        if found is None and (adapter := request_ctx.url_adapter) is not None:
            added = (of_page() for of_page in self._app.extensions[GOES_BY].values())
            found = request.environ[_PAGE] = adapter.script_name, adapter.default_method, *added
        return found

    def _keep(self, key: Hashable, address: str) -> str:
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[key] = address
        return address


def _is_kept(endpoint: str, values: Mapping[str, Any]) -> bool:
    """Whether the address follows from these values, and from what its page goes by."""
    is_of_app = endpoint[0] != "." and _OF_FLASK.isdisjoint(values)
    return is_of_app and _PLAIN.issuperset(map(type, values.values()))


def keep_addresses(app: Flask) -> None:
    """Let templates take their addresses from those that are kept."""
    app.extensions.setdefault(GOES_BY, {})
    app.jinja_env.globals["url_for"] = KeptAddresses(app).url_for


def add_to_addresses(
    app: App, add: Callable[[str, dict[str, Any]], None], goes_by: Callable[[], Hashable]
) -> None:
    """Have values added to all addresses of an app. In place of `url_defaults`.

    What is added goes by the endpoint, the values, and what `goes_by` says of the page.
    """
    app.url_defaults(add)
    app.extensions.setdefault(GOES_BY, {})[add] = goes_by


def go_by_another_page() -> None:
    """Let the addresses that follow in this request go by what is known of the page now."""
    if has_request_context():
        request.environ.pop(_PAGE, None)
