"""Icons, each drawn once: a page shows the same few, some of them in every row."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from markupsafe import Markup

# An icon is decoration: the word beside it carries the meaning.
_ICON = Markup(
    """<svg class="icon icon-{name}"
       width="20"
       height="20"
       aria-hidden="true"
       focusable="false">
    <use href="{file}#{name}"></use>
  </svg>"""
)
_FILE = "vendor/lucide.svg"
MOST = 1000
"""So many are kept. There are fewer names, but a proxy may mount the app at several addresses."""


def draw_icons(app: Flask) -> None:
    """Tell templates the icon of a name, as `macros/icon.html` hands it on."""
    app.jinja_env.globals["drawn_icon"] = _drawing(app)


def _drawing(app: Flask) -> Callable[[str], Markup]:
    drawn: dict[tuple[str, str], Markup] = {}
    url_for: Callable[..., str] = app.jinja_env.globals["url_for"]  # type: ignore[assignment]  # a mapping of anything

    def icon(name: str) -> Markup:
        file = url_for("static", filename=_FILE)
        found = drawn.get((file, name))
        if found is None:
            if len(drawn) >= MOST:
                drawn.clear()
            found = drawn[file, name] = _ICON.format(file=file, name=name)
        return found

    return icon
