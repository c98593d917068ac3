"""The item analysis of a large class beside bare pages: `python -m bench.class_analysis [FOLDER]`.

FOLDER holds a filled database as `bench/filling.py` makes it, or will. QUIZAPP_DATABASE_URL names
an empty or filled PostgreSQL database instead. Compare ratios, not times, between machines.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.filling import filled_app, teacher_of
from bench.measuring import measure
from quizapp.web.extensions import db

BANK, QUIZ, DRAWN = "mosul-2017", "ahead", "check-in"

QUERY = """
WITH counting AS MATERIALIZED (
  SELECT a.id, a.quiz_key, a.max_score, a.started_at,
         coalesce((SELECT s.score FROM regraded_scores s WHERE s.attempt_id = a.id
                   ORDER BY s.id DESC LIMIT 1), a.score) AS score
  FROM attempts a
  JOIN enrolments e ON e.user_id = a.user_id
  JOIN users u ON u.id = a.user_id
  WHERE e.classroom_id = 1 AND u.role = 'learner' AND a.bank_key = 'mosul-2017' {which}
    AND a.kind = 'quiz' AND a.finished_at IS NOT NULL AND a.number = 1),
marks AS (
  SELECT c.quiz_key, i.item_revision_id AS item, i.question, CAST(r.chosen AS TEXT) AS chosen,
         c.score, c.max_score, {taken} AS taken,
         coalesce((SELECT m.mark FROM regraded_marks m WHERE m.attempt_item_id = i.id
                   ORDER BY m.id DESC LIMIT 1), r.mark, 0) AS mark
  FROM counting c
  JOIN attempt_items i ON i.attempt_id = c.id
  LEFT JOIN responses r ON r.attempt_item_id = i.id),
ranked AS (
  SELECT *, (score - mark) / (max_score - 1) AS rest,
         ntile(3) OVER (PARTITION BY quiz_key, item
                        ORDER BY (score - mark) / (max_score - 1)) AS third,
         percent_rank() OVER (PARTITION BY quiz_key, item ORDER BY score / max_score) AS place,
         percent_rank() OVER (PARTITION BY quiz_key, item ORDER BY taken) AS slowness
  FROM marks)
SELECT quiz_key, item, question, chosen, third, count(*), sum(mark), sum(mark * mark),
       sum(rest), sum(rest * rest), sum(mark * rest), sum(score), sum(score * score),
       sum(CASE WHEN place >= 0.73 THEN mark END), sum(CASE WHEN place <= 0.27 THEN mark END),
       max(CASE WHEN slowness <= 0.25 THEN taken END),
       max(CASE WHEN slowness <= 0.5 THEN taken END),
       max(CASE WHEN slowness <= 0.75 THEN taken END)
FROM ranked GROUP BY quiz_key, item, question, chosen, third
"""

MOMENT = {
    "sqlite": "CAST(strftime('%s', {}) AS INTEGER)",
    "postgresql": "CAST(floor(extract(epoch FROM {})) AS BIGINT)",
}


def bare_page(quiz: str | None, dialect: str) -> Callable[[], str]:
    """A page with the same figures of one quiz, or of all without times, by one query."""
    moment = MOMENT[dialect]
    before = f"lag({moment.format('r.responded_at')}) OVER (PARTITION BY c.id ORDER BY r.id)"
    taken = (
        f"{moment.format('r.responded_at')} - coalesce({before}, {moment.format('c.started_at')})"
    )
    which = f"AND a.quiz_key = '{quiz}'" if quiz else ""
    query = QUERY.format(which=which, taken=taken if quiz else "0")
    engine = db.engine

    def page() -> str:
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(query)
            rows = cursor.fetchall()
        finally:
            connection.close()
        return "\n".join(" ".join(map(str, row)) for row in rows)

    return page


def main(folder: str | None = None) -> None:
    """Measure and print."""
    place = Path(folder or tempfile.mkdtemp())
    app, made = filled_app(place, os.environ.get("QUIZAPP_DATABASE_URL", ""))
    browser = teacher_of(app)
    questions = f"/teach/classrooms/{made.classroom}/questions"
    pages = [
        ("All quizzes", questions, None),
        ("One quiz", f"{questions}/{BANK}/{QUIZ}", QUIZ),
        ("A quiz that picks", f"{questions}/{BANK}/{DRAWN}", DRAWN),
        ("One item", f"{questions}/{BANK}/items/townsend-call?quiz={QUIZ}", QUIZ),
    ]
    with app.app_context():
        bares = {quiz: bare_page(quiz, db.engine.dialect.name) for _, _, quiz in pages}
    for name, address, quiz in pages:
        print(measure(name, browser, address, bares[quiz]))


if __name__ == "__main__":
    main(*sys.argv[1:2])
