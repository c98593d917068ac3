"""The blueprint that the page modules beside this one add their pages to."""

from __future__ import annotations

from quizapp.web.late_pages import PagesBlueprint

bp = PagesBlueprint("analysis", __name__, template_folder="templates")
