"""What is kept about somebody as files to take along: one for programs, one to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import current_app
from markupsafe import Markup

from quizapp.web.languages import page_direction, page_language

STYLES = ("tokens", "own-data-file")


def as_json(data: dict[str, Any]) -> bytes:
    """The data for programs."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_html(data: dict[str, Any]) -> bytes:
    """The data to read: one page that needs nothing else."""
    page = current_app.jinja_env.get_template("accounts/data/own_data_file.html").render(
        data=data,
        style_element=_style_element(),
        page_language=page_language(),
        page_direction=page_direction(),
    )
    return page.lstrip().encode()


def _style_element() -> Markup:
    """The styles within the file, which has to look the same wherever it is opened."""
    folder = Path(current_app.static_folder or "") / "css"
    styles = "\n".join((folder / f"{name}.css").read_text("utf-8") for name in STYLES)
    return Markup(f"<style>{styles}</style>")  # noqa: S704  our own files
