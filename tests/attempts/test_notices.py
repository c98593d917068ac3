"""Notes to learners: who can put one away, and where that leads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.attempts.notices import dismiss, notices_for
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.models import Notice
from quizapp.models.notices import NoticeKind
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, attempt_with, new_player, stored

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def player(published: PublishedBank) -> Player:
    return new_player(published)


def noted(player: Player, attempt_id: str | None) -> str:
    """A note to the player, on this attempt or on none; its public id."""
    about = attempt_with(attempt_id).id if attempt_id else None
    note = Notice(
        user_id=player.user_id,
        attempt_id=about,
        kind=NoticeKind.REGRADED,
        figures={},
        created_at=clock.now(),
    )
    with write_transaction() as tx:
        tx.add(note)
        tx.flush()
        return note.public_id


def dismissed(note: str) -> object:
    return stored(select(Notice).where(Notice.public_id == note))[0].dismissed_at


def test_a_note_that_is_put_away_leads_to_its_attempt_and_is_shown_no_more(player):
    attempt = player.play()
    note = noted(player, attempt)
    now = clock.now()

    assert dismiss(note, player.user_id, now) == attempt
    assert dismiss(note, player.user_id, now + timedelta(days=1)) == attempt

    assert dismissed(note) == now
    assert notices_for(player.user_id, now) == []


def test_a_note_on_no_attempt_is_put_away_and_leads_nowhere(player):
    note = noted(player, None)

    assert dismiss(note, player.user_id, clock.now()) is None

    assert dismissed(note) == clock.now()


def test_nobody_puts_away_a_note_to_somebody_else(player, published):
    note = noted(player, player.play())

    with pytest.raises(NotFound):
        dismiss(note, new_player(published).user_id, clock.now())

    assert dismissed(note) is None
