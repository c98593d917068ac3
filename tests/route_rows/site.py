"""The site itself: is it well, logging in, signing up, one's own account."""

from __future__ import annotations

from tests.route_rows import Row, everybody
from tests.support.people import PASSWORD

NOWHERE = "no-such-token"
NEW = {"username": "newcomer", "display_name": "", "password": PASSWORD}
BAD = {"username": "", "display_name": "", "password": ""}

# A route a row, in columns, so that a gap is seen.
# fmt: off
ROWS = (
    Row("home.healthz", "/healthz",             everybody(200)),
    Row("home.metrics", "/metrics",             everybody(404)),
    Row("home.readyz", "/readyz",               everybody(200)),
    Row("home.view_privacy", "/privacy",        everybody(200)),
    Row("home.patterns", "/patterns",           everybody(404)),
    Row("accounts.log_in", "/login",            everybody(200)),
    Row("accounts.sign_up", "/signup",          (200, 200, 303, 303, 303, 303, 303)),
    Row("accounts.account", "/account",         (303, 200, 200, 200, 200, 200, 200)),
    Row("accounts.set_up", "/setup/{token}",    everybody(200)),
    Row("accounts.set_up", f"/setup/{NOWHERE}", everybody(404)),
    Row("accounts.log_in", "/login",            everybody(422), {}),
    Row("accounts.account", "/account",         (303, 200, 422, 422, 422, 422, 422), {}),
    Row("accounts.choose_keys", "/account/keys", everybody(303), {}),
    Row("accounts.choose_email", "/account/email",
        (303, 404, 303, 303, 303, 404, 404), {"email": ""}),
    Row("accounts.choose_minutes", "/account/minutes",
        (303, 422, 422, 422, 422, 422, 422), {}),
    Row("accounts.choose_looks", "/account/looks",
        (303, 422, 422, 422, 422, 422, 422), {}),
    Row("accounts.change_name", "/account/name",
        (303, 422, 422, 422, 422, 422, 422), {}),
    Row("accounts.end_session", "/account/sessions/end", everybody(303), {}),
    Row("accounts.end_other_sessions", "/account/sessions/end-others", everybody(303), {}),
    Row("accounts.sign_up", "/signup",          (422, 422, 303, 303, 303, 303, 303), BAD),
    Row("accounts.set_up", f"/setup/{NOWHERE}", everybody(404), NEW),
    Row("accounts.set_up", "/setup/{token}",    everybody(422), BAD),
)
LAST = (
    Row("accounts.log_out", "/logout", everybody(303), {}),
)
# fmt: on
