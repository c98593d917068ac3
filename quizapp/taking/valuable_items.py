"""What a quiz draws that a learner takes of their own accord: what gains them most.

What is set for a class is drawn evenly instead, so that it is fair to all.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import Draw, askable_items
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.beyond_today import most_valuable
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.memory.hidden_items import ItemKey, hidden_of
from quizapp.memory.plan_items import key_of, plan_items, tracks_of
from quizapp.memory.terms import terms_of
from quizapp.web.database import Transaction


def drawn_by_value(tx: Transaction, bank: Bank, user_id: int, moment: Moment) -> Draw:
    """A way to draw from pools of a bank for this learner. Four queries.

    Seconds are the usual ones and not the learner's own: all questions of a quiz take about the
    same. What waits for an assignment or another attempt is drawn only where nothing else is left.
    """
    terms = terms_of(tx, user_id, moment)
    waiting = hidden_of(user_id, [bank], moment.now).waiting
    keys = [ItemKey(bank.id, item_id) for item_id in askable_items(bank)]
    items = plan_items([bank], keys, tracks_of(user_id, keys))
    return _Drawing(
        items={key_of(item).item_id: item for item in items},
        waiting=frozenset(item_id for bank_id, item_id in waiting if bank_id == bank.id),
        asked=[item for item in items if item.last_day == terms.today],
        today=Today(day=terms.today, budget=terms.minutes * 60.0, exam=terms.exam),
    ).drawn


@dataclass(frozen=True)
class _Drawing:
    """One attempt's draws. Each keeps apart from those before what cites the same words.

    Attributes:
        items: By their id in the bank.
        waiting: Those that may not be asked now.
        asked: Those asked today, and those drawn.
        today: What their values depend on besides.
    """

    items: Mapping[str, PlanItem]
    waiting: frozenset[str]
    asked: list[PlanItem]
    today: Today

    def drawn(self, pool: Sequence[str], count: int, rng: random.Random) -> Sequence[str]:
        """So many of a pool: ties by lot, and in an order that tells nothing of their value."""
        shuffled = rng.sample(pool, len(pool))
        free = [self.items[item_id] for item_id in shuffled if item_id not in self.waiting]
        best = most_valuable(free, count, self.asked, self.today)
        self.asked.extend(best)
        waiting = [item_id for item_id in shuffled if item_id in self.waiting]
        ids = [*(key_of(item).item_id for item in best), *waiting][:count]
        return rng.sample(ids, count)
