"""What learners made of the items of a bank, for whoever chooses among them."""

from __future__ import annotations

from quizapp.domain.bank import Bank
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.quiz_building import Record
from quizapp.models.item_records import last_asked, mean_first_marks
from quizapp.web.extensions import db


def item_usage(bank: Bank) -> dict[str, Record]:
    """How many learners answered each item at their first attempt, how well, and when last.

    Of all classes, and as the item is marked now: what was answered before another key says
    nothing about this one. Two queries, whatever the bank.
    """
    asked_at = dict(db.session.execute(last_asked(bank.id)).all())
    wanted = {item_id: marking_hash(bank.content_of(item_id)) for item_id in bank.items}
    shares = {
        item_key: (n, mean_mark / MAX_MARK)
        for item_key, marking, n, mean_mark in db.session.execute(mean_first_marks(bank.id))
        if wanted.get(item_key) == marking
    }
    usage: dict[str, Record] = {}
    for item_id in shares.keys() | asked_at.keys():
        n, share = shares.get(item_id, (0, None))
        usage[item_id] = Record(n, share, asked_at.get(item_id))
    return usage
