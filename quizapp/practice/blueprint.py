"""The blueprint that the page modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint

from quizapp.practice.scope_in_url import hand_scope_on

bp = Blueprint("practice", __name__, template_folder="templates")
bp.record_once(lambda state: hand_scope_on(state.app))
