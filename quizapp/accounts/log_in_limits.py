"""How often passwords may be tried, so that a class gets in and who guesses does not.

A whole school may sit behind one address, so the address alone is only the widest net. What counts
is the account: at one address, and wrong passwords from all addresses together. The second limit
could keep its owner out, whom anybody can name. So a browser in which the owner has signed up or
logged in before is counted apart.
"""

from __future__ import annotations

import hmac

from flask import Response, current_app, request, session
from flask_limiter.util import get_remote_address

from quizapp.accounts.credentials import normal_user_name
from quizapp.web.extensions import limiter

AT_ONE_ADDRESS = "10 per minute; 60 per hour"
"""Tries for one account at one address."""
FROM_EVERYWHERE = "100 per hour"
"""Wrong passwords for one account."""
WIDE_NET = "300 per minute"
"""Tries at one address: thirty learners who need ten each, at once."""

MOST_KNOWN = 5
_KNOWN = "known"
_WRONG = 422


def note_known(user_name: str) -> None:
    """Have this browser be known for the account that has just been made, or logged in."""
    mark = _mark(normal_user_name(user_name))
    others = [each for each in session.get(_KNOWN, []) if each != mark]
    session[_KNOWN] = [mark, *others][:MOST_KNOWN]


def _name() -> str:
    return normal_user_name(request.form.get("username", ""))[:200]


def _name_and_address() -> str:
    return f"{get_remote_address()} {_name()}"


def _name_alone() -> str:
    is_known = _mark(_name()) in session.get(_KNOWN, [])
    return f"{'known' if is_known else 'unknown'} {_name()}"


def _was_wrong(response: Response) -> bool:
    return response.status_code == _WRONG


def _mark(name: str) -> str:
    """What stands for an account in the cookie: only this server knows whose it is."""
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(secret, b"known account:" + name.encode(), "sha256").hex()[:24]


at_one_address = limiter.limit(AT_ONE_ADDRESS, key_func=_name_and_address, methods=["POST"])
from_everywhere = limiter.limit(
    FROM_EVERYWHERE, key_func=_name_alone, methods=["POST"], deduct_when=_was_wrong
)
wide_net = limiter.limit(WIDE_NET, methods=["POST"])
