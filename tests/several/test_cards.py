from __future__ import annotations

from flask import Flask

from tests.support.missed_cards import miss_every_card
from tests.support.pages import form_to
from tests.support.people import Visitor
from tests.support.records import on_sqlite


@on_sqlite
def test_a_part_of_the_second_bank_stays_a_part_of_that_bank(learner: Visitor, app: Flask) -> None:
    miss_every_card(app, learner)

    page = learner.get("/cards?topic=shore&bank=tides")

    rate = form_to(page, "?topic=shore&bank=tides")
    assert rate.fields["bank_id"] == "tides"
