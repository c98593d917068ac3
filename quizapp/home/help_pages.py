"""Help for teachers: what they most often want to do, and where it is done."""

from __future__ import annotations

from flask import render_template

from quizapp.accounts.guards import teachers_only
from quizapp.home.pages import bp
from quizapp.home.teacher_bar import class_to_open


@bp.get("/teach/help")
@teachers_only
def teacher_help() -> str:
    """Show it with links into the class looked at last."""
    room, _has_any = class_to_open()
    return render_template("home/teacher_help.html", room=room)
