"""Icons are drawn once, from the file at the address where it is served."""

from __future__ import annotations

from flask import Flask, render_template_string

SHOWN = '{% from "macros/icon.html" import icon %}{{ icon(name) }}'


def test_an_icon_refers_to_its_name_in_the_file_of_all(app: Flask) -> None:
    with app.test_request_context("/"):
        drawn = render_template_string(SHOWN, name="flag")

    assert 'class="icon icon-flag"' in drawn
    assert '/vendor/lucide.svg#flag"></use>' in drawn
    assert 'aria-hidden="true"' in drawn


def test_an_icon_follows_where_the_app_is_mounted(app: Flask) -> None:
    found = []
    for mounted in ("", "/quiz", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": mounted}):
            found.append('"/quiz/static/' in render_template_string(SHOWN, name="flag"))

    assert found == [False, True, False]


def test_a_name_cannot_break_out_of_its_icon(app: Flask) -> None:
    with app.test_request_context("/"):
        drawn = render_template_string(SHOWN, name='"><b>')

    assert "<b>" not in drawn


def test_there_is_a_stroke_for_each_standing_and_none_breaks_out_of_it(app: Flask) -> None:
    with app.test_request_context("/"):
        drawn = render_template_string(
            "{{ drawn_strokes(standings) }}", standings=("known", "new", "new", '"><b>')
        )

    assert drawn.startswith('<i class="known"></i><i class="new"></i><i class="new"></i>')
    assert drawn.count("<i ") == 4
    assert "<b>" not in drawn
