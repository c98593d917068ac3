"""The blueprint that the page modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint

from quizapp.practice.scope_in_url import name_scope, note_scope

bp = Blueprint("practice", __name__, template_folder="templates")
bp.app_url_value_preprocessor(note_scope)
bp.app_url_defaults(name_scope)
