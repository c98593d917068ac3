"""Learners who have met every item before, so that today's session asks cards of them."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from flask import Flask

from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from tests.support.classes import user_named
from tests.support.people import Visitor
from tests.support.playing import Player
from tests.support.remembered import rate

DAYS_AGO = timedelta(days=5)


def meet_all(app: Flask, learner: Visitor) -> None:
    """Let somebody with an account have known every card five days ago."""
    before = clock.now() - DAYS_AGO
    with time_machine.travel(before, tick=False), app.app_context():
        for published in bank_shelf().published:
            player = Player(user_named(learner.name).id, published)
            for item_id in published.bank.items:
                rate(player, item_id)
