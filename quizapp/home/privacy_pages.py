"""What is kept about learners, for them, their parents and whoever asks: no log-in needed."""

from __future__ import annotations

from flask import current_app, render_template

from quizapp.home.pages import bp
from quizapp.home.privacy import BACKUP_MONTHS, GUEST_DAYS, KEPT_FACTS


@bp.get("/privacy")
def view_privacy() -> str:
    """Say what is kept, why, how long, who sees it, and what may be asked."""
    return render_template(
        "home/view_privacy.html",
        facts=KEPT_FACTS,
        guest_days=GUEST_DAYS,
        backup_months=BACKUP_MONTHS,
        contact=current_app.config["CONTACT"],
    )
