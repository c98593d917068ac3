"""Files to take along have the font for formulas within them, if they have formulas."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.web.kept_files import with_font


@pytest.mark.parametrize(("body", "count"), [("<math></math>", 1), ("<p>$5</p>", 0)])
def test_a_file_has_the_font_only_where_it_has_formulas(app: Flask, body: str, count: int) -> None:
    with app.app_context():
        style = (Path(app.static_folder or "") / "css/formulas.css").read_text(encoding="utf-8")
        page = with_font(f"<style>{style}</style>{body}")

    assert page.count("data:font/woff2;base64,") == count
    assert page.count("@font-face") == count
    assert "../vendor/" not in page
    assert page.endswith(body)
