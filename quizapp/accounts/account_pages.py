"""One's own account: the password and the name."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, url_for
from flask_babel import gettext as _

from quizapp.accounts import display_names, logging_in, sessions
from quizapp.accounts.account_page import AccountForms, Page, account_page, saved
from quizapp.accounts.blueprint import bp
from quizapp.accounts.forms import NameForm, PasswordForm
from quizapp.accounts.guards import known_person, who_asks
from quizapp.domain.errors import NameTaken, WrongPassword
from quizapp.web import clock
from quizapp.web.extensions import limiter


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
            return saved(_("Your password is changed. Other devices have been signed out."))
    return account_page(person, replace(AccountForms.of(person), password=form))


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
            return saved(_("Your name is changed."))
    return account_page(person, replace(AccountForms.of(person), naming=form))
