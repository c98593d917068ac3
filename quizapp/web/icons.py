"""Icons and strokes, each drawn once: a page shows the same few, some of them in every row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from flask import Flask
from markupsafe import Markup

from quizapp.web.assets import static_address

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

_drawn: dict[tuple[str, str], Markup] = {}


def draw_icons(app: Flask) -> None:
    """Tell templates the icon of a name, as `macros/icon.html` hands it on."""
    app.add_template_global(drawn_icon)
    app.add_template_global(drawn_strokes)


def drawn_icon(name: str) -> Markup:
    """The icon of this name in the file of all, at the address that the file has now."""
    file = static_address(_FILE)
    found = _drawn.get((file, name))
    if found is None:
        if len(_drawn) >= MOST:
            _drawn.clear()
        found = _drawn[file, name] = _ICON.format(file=file, name=name)
    return found


def drawn_strokes(standings: Iterable[str]) -> Markup:
    """A stroke for each question, for `macros/session.html`: the first page has a hundred."""
    return Markup("".join(map(_stroke, standings)))  # noqa: S704  each is escaped


@lru_cache  # there are four
def _stroke(standing: str) -> str:
    return str(Markup('<i class="{}"></i>').format(standing))
