"""Files that somebody takes along: a page that needs nothing else, wherever it is opened."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from flask import current_app
from markupsafe import Markup

from quizapp.web.languages import page_direction, page_language
from quizapp.web.pictures import Content, data_address, kept_content, pictures_within

_FONT = "stix-two-math.woff2"
_FONT_FACE = re.compile(r"@font-face \{[^}]*\}\s*")


def kept_file(
    template: str, styles: Iterable[str], picture_content: Content | None = None, **facts: Any
) -> bytes:
    """The template as a file, with these of our style sheets and the pictures within it.

    Args:
        template: Its name.
        styles: The names of the style sheets.
        picture_content: Gives the pictures by their hashes; by default those that are kept.
        facts: What the template is told.
    """
    with pictures_within(partial(data_address, content=picture_content or kept_content)):
        page = current_app.jinja_env.get_template(template).render(
            style_element=_style_element(styles),
            page_language=page_language(),
            page_direction=page_direction(),
            **facts,
        )
    return with_font(page.lstrip()).encode()


def with_font(page: str) -> str:
    """A page with the font for formulas within it, if it has any; else without a word of it."""
    if "<math" not in page:
        return _FONT_FACE.sub("", page, count=1)
    font = Path(current_app.static_folder or "") / "vendor" / _FONT
    data = base64.b64encode(font.read_bytes()).decode()
    return page.replace(f"../vendor/{_FONT}", f"data:font/woff2;base64,{data}", 1)


def _style_element(names: Iterable[str]) -> Markup:
    folder = Path(current_app.static_folder or "") / "css"
    styles = "\n".join(_sheet(folder, name) for name in names)
    return Markup(f"<style>{styles}</style>")  # noqa: S704  our own files


def _sheet(folder: Path, name: str) -> str:
    """A style sheet; the one for dark pages only where the device that shows the file is dark."""
    rules = (folder / f"{name}.css").read_text("utf-8")
    if name != "dark":
        return rules
    return f"@media screen and (prefers-color-scheme: dark) {{\n{rules}}}"
