"""The map of a large class beside a bare page: `python -m bench.class_map [FOLDER]`.

FOLDER holds a filled database as `bench/filling.py` makes it, or will. QUIZAPP_DATABASE_URL names
an empty or filled PostgreSQL database instead. Compare ratios, not times, between machines.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.filling import filled_app, teacher_of
from bench.measuring import measure
from quizapp.analysis.class_map import When, recall_day
from quizapp.domain.memory.curve import DECAY, FACTOR
from quizapp.web.extensions import db

BANK, PASSAGE, SECTION = "mosul-2017", 2, "victory"
ITEMS = [
    "fighting-length",
    "victory-announcer",
    "years-since-seizure",
    "coalition",
    "assault-before-announcement",
]
ROUNDS = 25

DAYS = {
    "sqlite": "max(0, julianday('{day}') - julianday(c.remembered_on))",
    "postgresql": "greatest(0, '{day}'::date - c.remembered_on)",
}
RECALL = "pow(1 + {factor} * {days} / c.stability, {decay})"
CARDS = """
FROM classrooms r
JOIN enrolments e ON e.classroom_id = r.id
JOIN cards c ON c.user_id = e.user_id
WHERE r.public_id = '{classroom}' AND e.left_at IS NULL AND c.bank_key = '{bank}'
  AND c.stability IS NOT NULL
"""
MAP = "SELECT c.item_key, count(*), sum({recall}) {cards} GROUP BY c.item_key"
MISTAKES = """
SELECT key || CAST(s.chosen AS TEXT), count(*), avg(s.mark) FROM (
  SELECT c.item_key AS key, (
    SELECT v.response_id FROM reviews v
    WHERE v.card_id = c.id AND v.response_id IS NOT NULL AND v.known IS NOT NULL
    ORDER BY v.sequence DESC LIMIT 1) AS response_id
  {cards} AND c.item_key IN ({items})
) last JOIN responses s ON s.id = last.response_id
GROUP BY key || CAST(s.chosen AS TEXT), s.responded_at >= '{moment}'
"""
WEAKEST = """
SELECT c.user_id, count(*), avg({recall}) {cards} AND c.item_key IN ({items})
GROUP BY c.user_id ORDER BY 3 LIMIT 12
"""
FIRST_MARKS = """
SELECT key, count(*), avg(mark) FROM (
  SELECT i.item_key AS key,
         coalesce((SELECT m.mark FROM regraded_marks m WHERE m.attempt_item_id = i.id
                   ORDER BY m.id DESC LIMIT 1), s.mark, 0) AS mark,
         row_number() OVER (PARTITION BY a.user_id, i.item_key ORDER BY a.id) AS place
  FROM attempt_items i
  JOIN attempts a ON a.id = i.attempt_id
  JOIN enrolments e ON e.user_id = a.user_id
  JOIN classrooms r ON r.id = e.classroom_id
  LEFT JOIN responses s ON s.attempt_item_id = i.id
  WHERE r.public_id = '{classroom}' AND e.left_at IS NULL AND a.number = 1 AND a.kind = 'quiz'
    AND a.finished_at IS NOT NULL
    AND i.item_revision_id IN (
      SELECT id FROM item_revisions WHERE bank_key = '{bank}' AND item_key IN ({items}))
) firsts WHERE place = 1 GROUP BY key
"""


def bare_page(*queries: str) -> Callable[[], str]:
    """A page with the rows of queries that were written by hand."""
    engine = db.engine

    def page() -> str:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            rows = [row for query in queries for row in _rows(cursor, query)]
        finally:
            connection.close()
        return "\n".join(" ".join(map(str, row)) for row in rows)

    return page


def _rows(cursor: object, query: str) -> list[tuple[object, ...]]:
    cursor.execute(query)  # type: ignore[attr-defined]  # a cursor of either driver
    return cursor.fetchall()  # type: ignore[attr-defined,no-any-return]  # the same


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    app, made = filled_app(folder, os.environ.get("QUIZAPP_DATABASE_URL", ""))
    with app.app_context():
        at = recall_day(When.TOMORROW, datetime.now(UTC), ZoneInfo("Europe/Berlin"))
        moment = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        days = DAYS[db.engine.dialect.name].format(day=at.day.isoformat())
        parts = {
            "moment": moment,
            "classroom": made.classroom,
            "bank": BANK,
            "items": ", ".join(f"'{item}'" for item in ITEMS),
            "recall": RECALL.format(factor=FACTOR, decay=-DECAY, days=days),
        }
        parts["cards"] = CARDS.format(**parts)
        queries = [query.format(**parts) for query in (MAP, MISTAKES, WEAKEST, FIRST_MARKS)]
        the_map, mistakes, weakest, first_marks = queries
        pages = (
            bare_page(f"{the_map} UNION ALL {mistakes}"),
            bare_page(the_map, weakest, first_marks),
        )
    browser = teacher_of(app)
    here = f"/teach/classrooms/{made.classroom}/map"
    print(measure("Map", browser, here, pages[0], ROUNDS))
    paragraph = f"{here}/{BANK}/{SECTION}/{PASSAGE}"
    print(measure("One paragraph of it", browser, paragraph, pages[1], ROUNDS))


if __name__ == "__main__":
    main()
