"""What people have chosen for themselves."""

from __future__ import annotations

from quizapp.models import User
from quizapp.web.database import write_transaction


def use_keys(user_id: int, *, are_used: bool) -> None:
    """Let single keys choose and rate on this user's pages, or let them do nothing."""
    with write_transaction() as tx:
        tx.get_one(User, user_id).uses_keys = are_used
