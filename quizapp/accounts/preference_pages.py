"""What people choose for themselves: minutes of practice, how pages look, single keys."""

from __future__ import annotations

from dataclasses import replace

from flask import abort
from flask_babel import gettext as _
from flask_babel import ngettext

from quizapp.accounts import preferences
from quizapp.accounts.account_page import AccountForms, Page, account_page, saved
from quizapp.accounts.blueprint import bp
from quizapp.accounts.guards import known_person
from quizapp.accounts.preference_forms import KeysForm, LooksForm, MinutesForm
from quizapp.models.people import Appearance, TextSize


@bp.post("/account/minutes")
def choose_minutes() -> Page:
    """Practise for so long a day."""
    person, form = known_person(), MinutesForm()
    if not form.validate():
        return account_page(person, replace(AccountForms.of(person), minutes=form))
    preferences.practise_daily(person.id, form.minutes)
    return saved(
        ngettext(
            "Practice now takes %(num)s minute a day.",
            "Practice now takes %(num)s minutes a day.",
            form.minutes,
        )
    )


@bp.post("/account/looks")
def choose_looks() -> Page:
    """Have text larger, or pages light or dark."""
    person, form = known_person(), LooksForm()
    if not form.validate():
        return account_page(person, replace(AccountForms.of(person), looks=form))
    size, appearance = TextSize(form.text_size.data), Appearance(form.appearance.data)
    preferences.look_like(person.id, size, appearance)
    return saved(_("All pages look like this now."))


@bp.post("/account/keys")
def choose_keys() -> Page:
    """Switch the single keys of quizzes and cards on or off."""
    form = KeysForm()
    if not form.validate():
        abort(400)
    preferences.use_keys(known_person().id, are_used=form.uses_keys.data)
    return saved(_("Single keys are on.") if form.uses_keys.data else _("Single keys are off."))
