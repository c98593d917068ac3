"""One-time codes, by which learners without a password get in."""

from __future__ import annotations

import hmac
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from quizapp.domain.errors import WrongCode
from quizapp.domain.typed_codes import normal_code
from quizapp.models import LoginCode, User
from quizapp.web.database import write_transaction


def use_code(typed: str, now: datetime) -> int:
    """Use the code up; returns the id of the learner it lets in.

    Raises:
        WrongCode: it is unknown, used, or past its days.
    """
    with write_transaction() as tx:
        code = tx.scalar(
            select(LoginCode)
            .join(User, User.id == LoginCode.user_id)
            .where(
                LoginCode.code_hash == code_hash(normal_code(typed)),
                LoginCode.used_at.is_(None),
                LoginCode.expires_at > now,
                User.is_managed,
                User.erased_at.is_(None),
            )
            .with_for_update(of=LoginCode)
        )
        if code is None:
            raise WrongCode
        code.used_at = now
        return code.user_id


def code_hash(code: str) -> str:
    """A hash that only this server can make: all codes could be tried against a plain one."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, b"login code:" + code.encode(), "sha256").hex()
