"""Pieces of every page that hold little but words, rendered once for each language."""

from __future__ import annotations

from collections.abc import Hashable
from weakref import WeakKeyDictionary

from babel.support import NullTranslations
from flask import Flask, request
from markupsafe import Markup

from quizapp.web.languages import page_catalogue

MOST = 200
"""Pieces kept of a language: there are three, wherever a proxy mounts the app."""

Kept = WeakKeyDictionary[NullTranslations, dict[Hashable, Markup]]


class KeptPieces:
    """The pieces of one app.

    A piece is given nothing of the page but its facts, so that it can follow from nothing else: no
    person, no bank and no request. Addresses are among the facts.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._kept: Kept = WeakKeyDictionary()

    def piece(self, name: str, **facts: str | bool) -> Markup:
        """The template of this name with these facts, in the page's language."""
        kept = self._kept.setdefault(page_catalogue(), {})
        # Icons have the address at which the app is mounted.
        key = name, request.script_root, tuple(facts.items())
        found = kept.get(key)
        if found is None:
            if len(kept) >= MOST:
                kept.clear()
            template = self._app.jinja_env.get_template(name)
            found = kept[key] = Markup(template.render(facts))  # noqa: S704  it is a template's
        return found


def keep_pieces(app: Flask) -> None:
    """Let templates put such pieces into their place."""
    app.add_template_global(KeptPieces(app).piece, "kept_piece")
