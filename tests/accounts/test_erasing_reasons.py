"""What teachers wrote when they decided marks anew, once a learner of it is forgotten."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from quizapp.accounts.erasing import erase_named
from quizapp.models import Regrade, User
from quizapp.regrades.regrading import Cause
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, all_rows
from tests.support.regrading import FULL, OTHER_KEY, played, regraded


def call(player: Player, name: str) -> str:
    """Give a learner a name that no other word is like; their public id."""
    with write_transaction() as tx:
        tx.execute(update(User).where(User.id == player.user_id).values(display_name=name))
    return next(row.public_id for row in all_rows(User) if row.id == player.user_id)


def texts() -> list[tuple[str, str | None]]:
    return [(row.reason, row.note) for row in all_rows(Regrade)]


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("The key was wrong.", "The key was wrong."),
        ("Ana Lund noticed that the key was wrong.", ""),
        ("Lund noticed it.", ""),
    ],
)
def test_a_reason_goes_where_it_names_the_learner(player, fellow, edited, reason, kept):
    played(player, "The wind")
    played(fellow, "The wind")
    regraded(edited(*OTHER_KEY), cause=Cause(None, reason, f"To all: {reason}"))

    erase_named(call(player, "Ana Lund"), clock.now())

    assert texts() == [(kept, f"To all: {reason}" if kept else None)]
    assert verify_scores().discrepancies == []


def test_what_can_be_about_nobody_else_goes_whatever_it_says(player, published):
    played(player, "The wind")
    regraded(published, rule=FULL, cause=Cause(None, "She was ill.", "Get well."))

    erase_named(call(player, "Ana Lund"), clock.now())

    assert texts() == [("", None)]


def test_a_name_goes_from_a_regrade_of_other_learners_as_a_whole_alone(player, fellow, edited):
    played(fellow, "The wind")
    played(fellow, "The moon")
    regraded(edited(*OTHER_KEY), cause=Cause(None, "Ana Lund noticed it.", "Thank Lund."))

    erase_named(call(player, "Ana Lund"), clock.now())

    assert texts() == [("", "Thank Lund.")]
