"""The learner's blueprint, which the modules beside this one add their pages to."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("learner", __name__)
