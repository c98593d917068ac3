"""One's own account: the password, the name, single keys, and the classes one is in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts import display_names, logging_in, sessions
from quizapp.accounts.blueprint import bp
from quizapp.accounts.forms import KeysForm, NameForm, PasswordForm
from quizapp.accounts.guards import known_person, who_asks
from quizapp.accounts.own_classes import classes_of
from quizapp.accounts.preferences import use_keys
from quizapp.domain.errors import NameTaken, WrongPassword
from quizapp.web import clock
from quizapp.web.extensions import limiter

Page = str | Response | tuple[str, int]


@bp.route("/account", methods=["GET", "POST"])
@limiter.limit("30 per hour", methods=["POST"], key_func=who_asks)
def account() -> Page:
    """Show one's account and change the password."""
    person = sessions.current_person()
    if person is None:
        return redirect(url_for("accounts.log_in", next=url_for("accounts.account")), code=303)
    form = PasswordForm()
    if person.has_account and form.validate_on_submit():
        try:
            logging_in.change_password(
                person.id,
                form.current_password.data or "",
                form.new_password.data or "",
                clock.now(),
            )
        except WrongPassword:
            form.current_password.errors = [_("This is not your current password.")]
        else:
            sessions.open_session(person.id, stays=sessions.session_stays())
            return _saved(_("Your password is changed. Other devices have been signed out."))
    return _account_page(person, form, NameForm(formdata=None, name=person.name))


@bp.post("/account/name")
@limiter.limit("30 per hour", key_func=who_asks)
def change_name() -> Page:
    """Call oneself otherwise."""
    person, form = known_person(), NameForm()
    if form.validate():
        try:
            display_names.change_own_name(person.id, form.name.data or "", clock.now())
        except NameTaken:
            form.name.errors = [
                _(
                    "Somebody in a class of yours is called this. Add what tells you apart, such "
                    "as a second initial."
                )
            ]
        else:
            return _saved(_("Your name is changed."))
    return _account_page(person, PasswordForm(formdata=None), form)


@bp.post("/account/keys")
def choose_keys() -> Response:
    """Switch the single keys of quizzes and cards on or off."""
    form = KeysForm()
    if not form.validate():
        abort(400)
    use_keys(known_person().id, are_used=form.uses_keys.data)
    return _saved(_("Single keys are on.") if form.uses_keys.data else _("Single keys are off."))


def _account_page(person: sessions.Person, form: PasswordForm, naming: NameForm) -> Page:
    if person.is_teacher:
        naming.name.description = _("Your learners see it where they join a class.")
    page = render_template(
        "accounts/account.html",
        form=form,
        naming=naming,
        keys_form=KeysForm(formdata=None, uses_keys=person.uses_keys),
        classes=[] if person.is_teacher else classes_of(person.id),
        today=clock.today(),
    )
    return page, 422 if form.errors or naming.errors else 200


def _saved(said: str) -> Response:
    flash(said)
    return redirect(url_for("accounts.account"), code=303)
