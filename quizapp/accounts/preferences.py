"""What people have chosen for themselves."""

from __future__ import annotations

from quizapp.models import User
from quizapp.models.people import USUAL_MINUTES, Appearance, TextSize
from quizapp.web.database import write_transaction


def use_keys(user_id: int, *, are_used: bool) -> None:
    """Let single keys choose and rate on this user's pages, or let them do nothing."""
    with write_transaction() as tx:
        tx.get_one(User, user_id).uses_keys = are_used


def practise_daily(user_id: int, minutes: int) -> None:
    """Let a day's practice of this user take so many minutes."""
    with write_transaction() as tx:
        tx.get_one(User, user_id).minutes_a_day = minutes


def look_like(user_id: int, text_size: TextSize, appearance: Appearance) -> None:
    """Show this user's pages in that size, light or dark."""
    with write_transaction() as tx:
        user = tx.get_one(User, user_id)
        user.text_size, user.appearance = text_size, appearance


def be_reminded_at(user_id: int, email: str | None) -> None:
    """Send reminders to this address as well, or to none."""
    with write_transaction() as tx:
        tx.get_one(User, user_id).email = email


def read_in(user_id: int, bank_key: str, version: str | None) -> None:
    """Show a bank to this user in the words of a version, or in its own."""
    with write_transaction() as tx:
        user = tx.get_one(User, user_id)
        user.versions = {**user.versions, bank_key: version or ""}


def forget_preferences(user: User) -> None:
    """Put everything back to what nobody has chosen: a large text may say who somebody was."""
    user.uses_keys = True
    user.versions = {}
    user.minutes_a_day = USUAL_MINUTES
    user.text_size, user.appearance = TextSize.NORMAL, Appearance.AUTO
