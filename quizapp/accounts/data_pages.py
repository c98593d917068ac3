"""What is kept about oneself: to read, to take along, to have deleted."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import TextAreaField

from quizapp.accounts import deletion_requests
from quizapp.accounts.blueprint import bp
from quizapp.accounts.guards import known_person, who_asks
from quizapp.accounts.own_data import as_html, as_json, own_data
from quizapp.web import clock
from quizapp.web.downloads import attachment
from quizapp.web.edges import cleaned
from quizapp.web.extensions import limiter
from quizapp.web.text_fields import at_most

Page = AnyResponse | str | tuple[str, int]


def _on_one_line(text: str | None) -> str:
    return cleaned(" ".join((text or "").splitlines()))


class DeletionForm(FlaskForm):
    """A wish to be deleted, with a word about it."""

    words = TextAreaField(
        _l("A word to your teacher (may be left empty)"),
        filters=[_on_one_line],
        validators=[at_most(deletion_requests.LONGEST_WORDS)],
        render_kw={"rows": 3},
    )


@bp.get("/account/data")
def view_data() -> str:
    """Say what is kept about oneself, and what can be asked."""
    return _page(DeletionForm())


@bp.get("/account/data.json")
@limiter.limit("60 per hour", key_func=who_asks)
def download_data_as_json() -> Response:
    """Hand out all that is kept about oneself, for programs."""
    return _file(as_json(own_data(known_person().id, clock.now())), "application/json", "json")


@bp.get("/account/data.html")
@limiter.limit("60 per hour", key_func=who_asks)
def download_data_as_html() -> Response:
    """Hand out the same to read: a file that is kept, not a page of the site."""
    body = as_html(own_data(known_person().id, clock.now()))
    return _file(body, "application/octet-stream", "html")


@bp.post("/account/data/deletion")
def ask_deletion() -> Page:
    """Note the wish to be deleted."""
    person, form = known_person(), DeletionForm()
    if not form.validate():
        return _page(form), 422
    deletion_requests.ask_deletion(person.id, form.words.data or "", clock.now())
    flash(_("Your wish is noted. A teacher will see it and carry it out."))
    return redirect(url_for("accounts.view_data"), code=303)


@bp.post("/account/data/deletion/withdraw")
def withdraw_deletion() -> AnyResponse:
    """Take the wish to be deleted back."""
    deletion_requests.withdraw_deletion(known_person().id)
    flash(_("Your wish is taken back. Nothing is deleted."))
    return redirect(url_for("accounts.view_data"), code=303)


def _page(form: DeletionForm) -> str:
    wish = deletion_requests.wish_of(known_person().id)
    if wish is not None and not form.is_submitted():
        form.words.data = wish.words
    return render_template("accounts/data/view_data.html", form=form, wish=wish)


def _file(body: bytes, mimetype: str, end: str) -> Response:
    name = f"my-data-{clock.today().isoformat()}.{end}"
    return attachment(body, mimetype, name)
