"""Pieces of every page that hold little but words, rendered once for each language."""

from __future__ import annotations

from collections.abc import Hashable

from flask import Flask, request
from flask_babel import get_translations
from markupsafe import Markup

MOST = 200
"""Pieces kept: there are two for each language, wherever a proxy mounts the app."""


class KeptPieces:
    """The pieces of one app.

    A piece is given nothing of the page but its facts, so that it can follow from nothing else: no
    person, no bank and no request. Addresses are among the facts.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._kept: dict[Hashable, Markup] = {}

    def piece(self, name: str, **facts: str | bool) -> Markup:
        """The template of this name with these facts, in the page's language."""
        # Icons have the address at which the app is mounted.
        key = name, get_translations(), request.script_root, tuple(facts.items())
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            template = self._app.jinja_env.get_template(name)
            found = self._kept[key] = Markup(template.render(facts))  # noqa: S704  it is a template's
        return found


def keep_pieces(app: Flask) -> None:
    """Let templates put such pieces into their place."""
    app.add_template_global(KeptPieces(app).piece, "kept_piece")
