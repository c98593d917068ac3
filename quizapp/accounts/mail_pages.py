"""The e-mail address that somebody may leave for reminders. Only they see it."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from quizapp.accounts import preferences
from quizapp.accounts.account_page import AccountForms, Page, account_page, saved
from quizapp.accounts.blueprint import bp
from quizapp.accounts.guards import known_person, who_asks
from quizapp.accounts.preference_forms import MailForm
from quizapp.domain.errors import NotFound
from quizapp.web.extensions import limiter


@bp.post("/account/email")
@limiter.limit("30 per hour", key_func=who_asks)
def choose_email() -> Page:
    """Have reminders sent to an address, or to none."""
    person, form = known_person(), MailForm()
    if not person.has_account or person.is_teacher:
        raise NotFound
    if not form.validate():
        return account_page(person, replace(AccountForms.of(person), mail=form))
    email = form.email.data or None
    preferences.be_reminded_at(person.id, email)
    return saved(
        _("Reminders are sent to %(address)s as well.", address=email)
        if email
        else _("Your address is removed. No e-mail is sent.")
    )
