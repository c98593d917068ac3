"""A lesson on the wall: the question of the moment, without names."""

from __future__ import annotations

from flask import render_template, url_for

from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.live import FEWEST_SHOWN
from quizapp.domain.typed_codes import grouped_code
from quizapp.lessons.blueprint import bp
from quizapp.lessons.leading_pages import ONE
from quizapp.lessons.seen import WallView, wall_view
from quizapp.lessons.steps import StepButton, Where, steps_of
from quizapp.web.qr_codes import qr_code


@bp.get(f"{ONE}/projector")
@in_classroom
def project_lesson(classroom: ClassFacts, lesson_id: str) -> str:
    """Show what the class looks at: counts and key only once the answer is shown."""
    shown = wall_view(classroom.id, lesson_id)
    code = grouped_code(shown.code) if shown.code else ""
    return render_template(
        "lessons/stage.html",
        classroom=classroom,
        shown=shown,
        next_step=_next_step(shown),
        code=code,
        join_address=_address().partition("//")[2],
        qr=qr_code(_address(code=code)) if shown.item is None and code else "",
        fewest_shown=FEWEST_SHOWN,
    )


def _address(**code: str) -> str:
    """Where the class comes in, as it is typed or scanned."""
    return url_for("lessons.join_lesson", _external=True, **code)


def _next_step(shown: WallView) -> StepButton | None:
    """The next step. It never follows from what was chosen: its words would tell the class."""
    posed, total = (shown.item.position, shown.item.total) if shown.item else (0, 1)
    return steps_of(
        Where(
            phase=shown.standing.phase,
            next_number=posed + 1 if posed < total else None,
            is_solo=shown.is_solo,
        )
    ).next
