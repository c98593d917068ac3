"""A learner with very many cards: `python -m bench.many_cards`.

Somebody who has learnt by many articles over the years has 1,000, 10,000 and 100,000 cards. Half of
those whose items are gone are of banks that have left the server, half of items that have left a
bank which is still there. The first page and the page of the next card are asked in turn. What
counts is the growth of the processor's time: exits with 1 where a page takes more than 1.5 times as
much with 100,000 cards as with 1,000.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from bench.bulk import insert
from bench.measuring import counted
from quizapp import create_app
from quizapp.domain.bank import read_bank
from quizapp.domain.days import learning_day
from quizapp.models import Attempt, Card, User
from quizapp.models.base import new_public_id
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up

ROOT = Path(__file__).parent.parent
SIZES = (1_000, 10_000, 100_000)
MOST_GROWTH = 1.5
ROUNDS = 15
PAGES = ("/", "/cards")
ITEMS_OF_A_BANK = 1_000
CARD_COLUMNS = (
    "id user_id bank_key item_key stability difficulty remembered_on asked_on known answer_count "
    "has_hidden_miss review_count last_day reviewed_at created_at"
)
REVIEW_COLUMNS = (
    "id public_id card_id sequence source day reviewed_at rating guess_chance guess_mark "
    "is_key_held is_after_key form seconds known"
)


def main() -> int:
    """Measure, print, and say whether the growth is small enough."""
    with tempfile.TemporaryDirectory() as folder:
        browser = _browser(Path(folder))
        times = {size: _at(browser, size) for size in SIZES}
    grown = False
    for page in PAGES:
        growth = times[SIZES[-1]][page] / times[SIZES[0]][page]
        figures = "  ".join(f"{size:>7,}: {times[size][page] * 1000:6.1f} ms" for size in SIZES)
        print(f"{page:<9} {figures}   x {growth:.2f}")
        grown = grown or growth > MOST_GROWTH
    return int(grown)


def _browser(folder: Path) -> FlaskClient:
    """A guest who has been put a first question, so that the server knows them."""
    app = create_app(
        {
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "BANK": ROOT / "questions.yaml",
            "SECRET_KEY": "b" * 40,
        }
    )
    with app.app_context():
        bring_schema_up()
    browser = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/").text)
    if (
        token is None
        or browser.post("/cards/next", data={"csrf_token": token[1]}).status_code > 303
    ):
        raise SystemExit("the first question was not put")
    return browser


def _at(browser: FlaskClient, size: int) -> dict[str, float]:
    with browser.application.app_context():
        _fill_up_to(size, sorted(_shipped_items()))
        engine = db.engine
    for page in PAGES:
        answer = browser.get(page, follow_redirects=True)
        with counted(engine) as statements:
            browser.get(page)
        print(f"{size:>7,} cards: {page} {answer.status_code}, {len(statements)} queries")
    rounds = [{page: _seconds(browser, page) for page in PAGES} for _ in range(ROUNDS)]
    return {page: median(each[page] for each in rounds) for page in PAGES}


def _seconds(browser: FlaskClient, page: str) -> float:
    """What one request takes of the processor."""
    began = time.process_time()
    browser.get(page)
    return time.process_time() - began


def _shipped_items() -> list[str]:
    reading = read_bank((ROOT / "questions.yaml").read_bytes())
    return list(reading.bank.items) if reading.bank else []


def _fill_up_to(size: int, shipped: list[str]) -> None:
    """Give the one learner cards of this bank first, then of banks that are gone."""
    user_id = db.session.scalar(select(func.min(User.id))) or 1
    there = db.session.scalar(select(func.count(Card.id))) or 0
    first = (db.session.scalar(select(func.max(Card.id))) or 0) + 1
    today = learning_day(datetime.now(UTC), UTC)
    with write_transaction() as tx:  # the first question is answered by now
        tx.execute(update(Attempt).values(finished_at=datetime.now(UTC)))
    numbers = range(there, size)
    rows = [
        _card(first + place, user_id, number, shipped, today)
        for place, number in enumerate(numbers)
    ]
    insert("cards", CARD_COLUMNS, rows)
    insert("reviews", REVIEW_COLUMNS, map(_review, rows))
    db.session.rollback()


def _card(
    card_id: int, user_id: int, number: int, shipped: list[str], today: date
) -> tuple[Any, ...]:
    dice = random.Random(number)
    is_here = number < len(shipped)
    is_of_bank = is_here or number % 2
    bank = "mosul-2017" if is_of_bank else f"gone-{number // ITEMS_OF_A_BANK}"
    item = shipped[number] if is_here else f"item-{number}"
    day = today - timedelta(days=dice.randint(1, 200))
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    stability = dice.uniform(0.5, 60)
    return (
        *(card_id, user_id, bank, item, stability, dice.uniform(1, 10)),
        *(day.isoformat(), day.isoformat(), dice.random(), 1, False, 1, day.isoformat()),
        *(moment, moment),
    )


def _review(card: tuple[Any, ...]) -> tuple[Any, ...]:
    card_id, day, known, moment = card[0], card[6], card[8], card[-1]
    return (
        *(card_id, new_public_id(), card_id, 1, "card", day, moment, 3, 0.0, 0.0),
        *(False, False, "card", 9.0, known),
    )


if __name__ == "__main__":
    sys.exit(main())
