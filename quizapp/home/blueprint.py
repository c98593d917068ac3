"""The blueprint that the page modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("home", __name__, template_folder="templates")
