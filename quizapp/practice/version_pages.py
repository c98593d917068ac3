"""Choosing in which words to read a bank: its own, another language, an easier version."""

from __future__ import annotations

import re

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField

from quizapp.banks.shelf import published_bank
from quizapp.banks.versions import choose_version, chosen_version, version_names
from quizapp.domain.bank import Bank
from quizapp.practice.blueprint import bp
from quizapp.web.select_choices import SelectChoice

OWN = ""

_OWN_PATH = re.compile(r"/(?!/)[^\\\x00-\x20]*")
"""Browsers take a backslash for a slash, and pass over tabs and line breaks."""


class VersionForm(FlaskForm):
    """The bank's own words, or one of its translations."""

    version = RadioField()

    @classmethod
    def of(cls, bank: Bank) -> VersionForm:
        """The form for a bank, filled in with what was chosen."""
        form = cls(version=chosen_version(bank) or OWN)
        names = version_names(bank)
        form.version.choices = [SelectChoice(key, each.name) for key, each in names.items()]
        return form


@bp.get("/version")
@bp.get("/banks/<bank_key:bank_id>/version")
def list_versions() -> str:
    """Show the versions of a bank to choose from."""
    bank = published_bank().bank
    return _page(bank, VersionForm.of(bank))


@bp.post("/version")
@bp.post("/banks/<bank_key:bank_id>/version")
def choose_words() -> str | Response | tuple[str, int]:
    """Read the bank in other words from now on, and go back to where that was asked for."""
    bank = published_bank().bank
    form = VersionForm.of(bank)
    if not form.validate():
        return _page(bank, form), 422
    choose_version(bank, form.version.data or None)
    chosen = version_names(bank)[form.version.data or OWN]
    flash(_("You read it in these words now: %(name)s.", name=chosen.name))
    return redirect(_way_back(), code=303)


def _page(bank: Bank, form: VersionForm) -> str:
    return render_template(
        "practice/choose_version.html",
        form=form,
        names=version_names(bank),
        way_back=_way_back(),
        own_bank=bank,
    )


def _way_back() -> str:
    """Where the page was opened from: a path of this site, or else the first page."""
    wanted = request.values.get("back", "")
    return wanted if _OWN_PATH.fullmatch(wanted) else url_for("home.home")
