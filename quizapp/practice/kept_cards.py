"""Cards of today's session that a device may keep, for the time without a connection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from quizapp.banks.shelf import bank_shelf
from quizapp.banks.versions import words_of
from quizapp.domain.days import start_of_day
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import Ask
from quizapp.memory.plan_items import key_of
from quizapp.practice.session import session_of
from quizapp.practice.showing_cards import ShownCard, may_be_turned, shown_cards

MOST = 100
"""Cards, of a day of many minutes: each weighs some kilobytes on the way to the device."""


@dataclass(frozen=True)
class KeptCard:
    """A card as the device keeps it: as it would be shown now, and why it is asked."""

    shown: ShownCard
    ask: Ask


@dataclass(frozen=True)
class KeptCards:
    """What a device keeps of a learner's day.

    Attributes:
        seconds: How long it may be kept: until the learner's day turns. Tomorrow has a plan of
            its own, and what may be turned today may be set as an assignment by then.
    """

    cards: tuple[KeptCard, ...]
    seconds: int


def kept_cards(user_id: int, moment: Moment) -> KeptCards:
    """Cards that today's plan asks as cards, in its order, and whose backs may be seen now.

    What it asks as a question is left out: a key leaves the server only when it was answered.
    """
    banks = bank_shelf().banks
    session = session_of(user_id, list(banks.values()), moment)
    asks = {key_of(ask.item): ask for ask in session.asks if ask.form is Form.CARD}
    keys = [key for key in asks if may_be_turned(key, banks.get(key.bank_id), session.hidden)]
    words = {bank_id: words_of(bank) for bank_id, bank in banks.items()}
    shown = shown_cards(user_id, banks, keys[:MOST], session.terms, words)
    turns_at = start_of_day(session.terms.today + timedelta(days=1), session.terms.zone)
    return KeptCards(
        tuple(KeptCard(card, asks[key]) for card, key in zip(shown, keys, strict=False)),
        ceil((turns_at - moment.now).total_seconds()),
    )
