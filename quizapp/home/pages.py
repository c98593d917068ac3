"""The first page, whether the server lives and is ready, and the page of patterns."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    url_for,
)
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as WerkzeugResponse
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

from quizapp.accounts.guards import teachers_only
from quizapp.accounts.sessions import current_user_id
from quizapp.banks.health import health
from quizapp.banks.in_url import banks_asked_for
from quizapp.banks.shelf import bank_shelf
from quizapp.banks.versions import shown_bank
from quizapp.domain.items.content import Quote
from quizapp.home.teacher_bar import class_to_open, teacher_bar
from quizapp.home.today import home_of
from quizapp.practice.showing_cards import rating_choices
from quizapp.web import clock
from quizapp.web.rehearsals import is_rehearsal
from quizapp.web.schema import is_schema_current

bp = Blueprint("home", __name__, template_folder="templates")


_SAMPLE_QUOTE = Quote(
    section_id="retaking",
    heading="The city is retaken",
    passage_id="retaking-1",
    before="After ",
    phrase="almost nine months of fighting",
    after=", the city was retaken.",
    paragraph=4,
)


class SampleForm(FlaskForm):
    """Fields to look at."""

    username = StringField(_l("User name"), validators=[InputRequired()])
    remember = BooleanField(_l("Stay signed in on this device"))


@bp.get("/")
def home() -> str:
    """Show what there is to do today."""
    banks = banks_asked_for()
    shown = [shown_bank(bank) for bank in banks]
    today = home_of(current_user_id(), banks, clock.moment(), shown)
    return render_template("home/home.html", home=today, notices=today.notices)


@bp.app_context_processor
def tell_bar() -> dict[str, Any]:
    """Let pages of teachers have the bar, which costs something only where it is shown."""
    return {"teacher_bar": teacher_bar}


@bp.get("/teach")
@teachers_only
def teach() -> WerkzeugResponse:
    """Open the desk of the class looked at last; without one that runs, the way to another."""
    row, has_any = class_to_open()
    if row is None:
        endpoint = "classes.list_classrooms" if has_any else "classes.new_classroom"
        return redirect(url_for(endpoint), code=303)
    return redirect(url_for("home.view_desk", classroom_id=row.public_id), code=303)


@bp.get("/healthz")
def healthz() -> Response:
    """Say that the process lives, and whether the bank's file is in order."""
    shelf = bank_shelf()
    banks = [health(place) for place in shelf.places]
    extra = {"rehearsal": True} if is_rehearsal(current_app.config) else {}
    return jsonify(status="alive", bank_errors=shelf.error_count, banks=banks, **extra)


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Say whether database and bank are there to serve learners.

    A database of another version is none: its tables are not those that pages ask for.
    """
    has_database, has_bank = is_schema_current(), bool(bank_shelf().published)
    is_ready = has_database and has_bank
    body = jsonify(
        status="ready" if is_ready else "not ready", database=has_database, bank=has_bank
    )
    return body, 200 if is_ready else 503


@bp.get("/patterns")
def patterns() -> str:
    """Show every component of the pages; in development only."""
    if not current_app.config["DEVELOPMENT"]:
        abort(404)
    choices = rating_choices(None, clock.today(), clock.moment().retention)
    return render_template(
        "home/patterns.html", form=SampleForm(), choices=choices, quote=_SAMPLE_QUOTE
    )
