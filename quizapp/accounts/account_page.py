"""The page of one's own account, whichever of its forms was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.forms import NameForm, PasswordForm
from quizapp.accounts.own_classes import classes_of
from quizapp.accounts.own_sessions import OwnSession, own_sessions
from quizapp.accounts.preference_forms import KeysForm, LooksForm, MailForm, MinutesForm
from quizapp.accounts.sessions import Person, session_hash
from quizapp.web import clock

Page = str | Response | tuple[str, int]


@dataclass(frozen=True)
class AccountForms:
    """The forms of the page, one of which may have been sent and refused."""

    password: PasswordForm
    naming: NameForm
    minutes: MinutesForm
    looks: LooksForm
    keys: KeysForm
    mail: MailForm

    @classmethod
    def of(cls, person: Person) -> Self:
        """All of them as they are before anything is sent."""
        return cls(
            PasswordForm(formdata=None),
            NameForm(formdata=None, name=person.name),
            MinutesForm.of(person.minutes_a_day),
            LooksForm(formdata=None, obj=person),
            KeysForm(formdata=None, obj=person),
            MailForm(formdata=None, obj=person),
        )

    @property
    def have_errors(self) -> bool:
        """Whether what was sent is refused."""
        return any(form.errors for form in vars(self).values())


def account_page(person: Person, forms: AccountForms) -> Page:
    """The page with these forms."""
    if person.is_teacher:
        forms.naming.name.description = _("Your learners see it where they join a class.")
    page = render_template(
        "accounts/account.html",
        forms=forms,
        classes=[] if person.is_teacher else classes_of(person.id),
        own_sessions=_own_sessions(person),
        today=clock.today(),
        asks_for_email=_asks_for_email(person),
    )
    return page, 422 if forms.have_errors else 200


def _own_sessions(person: Person) -> list[OwnSession]:
    """Where they are signed in. A guest's one browser is the only way in, so there is no other."""
    return [] if person.is_guest else own_sessions(person.id, session_hash(), clock.now())


def _asks_for_email(person: Person) -> bool:
    """Whether an address is of use: reminders are sent, or one is kept that can be removed."""
    is_learner = person.has_account and not person.is_teacher
    return is_learner and bool(current_app.config["MAIL_SERVER"] or person.email)


def saved(said: str) -> Response:
    """Lead back to the page, which then says what was saved."""
    flash(said)
    return redirect(url_for("accounts.account"), code=303)
