"""How templates are rendered here: with one set of globals for all of them."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class OneSetOfGlobals(Environment):
    """Flask's environment, with the same globals for all templates and no layers above them.

    Jinja gives each template a layered mapping, of which every include and every import of a macro
    makes a set anew, name by name: a page has dozens of them.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's own."""
        if d:
            raise ValueError("what one template is given for its globals, all would have")
        return self.globals


def share_globals(app: Flask) -> None:
    """Have the app's templates rendered so; called before the first one is asked for.

    All templates that were read are kept. Jinja's own store, which lets go of those not asked for
    of late, takes a lock and moves a name through a queue at each include.
    """
    app.jinja_environment = OneSetOfGlobals
    app.jinja_options = {**app.jinja_options, "cache_size": -1}
