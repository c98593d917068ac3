"""The gradebook of a large class beside a bare page: `python -m bench.classroom [FOLDER]`.

Fills the database that QUIZAPP_DATABASE_URL names (default: an SQLite file in FOLDER) if it is
empty; see `bench/filling.py`. Then asks for the gradebook's pages, each beside a bare page that
runs one hand-written query for the same figures. Compare ratios, not times, between machines.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from bench.filling import Filled, filled_app, teacher_of
from bench.measuring import measure
from quizapp.web.extensions import db

COUNTED = """
WITH shares AS (
  SELECT a.user_id, a.assignment_id, s.weight,
    coalesce((SELECT r.score FROM regraded_scores r WHERE r.attempt_id = a.id
              ORDER BY r.id DESC LIMIT 1), a.score) / a.max_score AS share,
    a.finished_at > coalesce(x.due_at, s.due_at) AS is_late, s.counting, a.assignment_number
  FROM attempts a
  JOIN assignments s ON s.id = a.assignment_id
  LEFT JOIN assignment_exceptions x
    ON x.assignment_id = a.assignment_id AND x.user_id = a.user_id
  WHERE s.classroom_id = :room AND a.kind = 'quiz' AND a.finished_at IS NOT NULL
), ranked AS (
  SELECT shares.*, row_number() OVER (
    PARTITION BY assignment_id, user_id
    ORDER BY CASE counting WHEN 'best' THEN -share WHEN 'last' THEN -assignment_number
             ELSE assignment_number END) AS place
  FROM shares
), counted AS MATERIALIZED (
  SELECT user_id, assignment_id, share, CASE WHEN is_late THEN 1 ELSE 0 END AS is_late
  FROM ranked WHERE place = 1
), grid AS MATERIALIZED (
  SELECT user_id, assignment_id, max(share) AS share, max(is_late) AS is_late FROM (
    SELECT * FROM counted
    UNION ALL
    SELECT e.user_id, s.id, NULL, 0 FROM enrolments e
    JOIN assignments s ON s.classroom_id = e.classroom_id
    WHERE e.classroom_id = :room AND e.left_at IS NULL
  ) AS both_kinds GROUP BY user_id, assignment_id
), held AS MATERIALIZED (
  SELECT o.assignment_id, o.user_id, o.share FROM score_overrides o
  WHERE o.id = (SELECT max(n.id) FROM score_overrides n
                WHERE n.assignment_id = o.assignment_id AND n.user_id = o.user_id)
), cells AS (
  SELECT u.id AS user_id, u.display_name, s.id AS assignment_id, s.weight, c.is_late,
    CASE WHEN coalesce(x.is_excused, :no) THEN NULL ELSE coalesce(h.share, c.share) END AS share,
    CASE WHEN coalesce(x.is_excused, :no) THEN NULL ELSE coalesce(h.share, c.share,
      CASE WHEN coalesce(x.closes_at, s.closes_at) <= :now THEN 0.0 END) END AS counts
  FROM grid c
  JOIN users u ON u.id = c.user_id
  JOIN assignments s ON s.id = c.assignment_id
  LEFT JOIN held h ON h.user_id = u.id AND h.assignment_id = s.id
  LEFT JOIN assignment_exceptions x ON x.user_id = u.id AND x.assignment_id = s.id
  WHERE s.classroom_id = :room {who}
)
"""

OF_PAGE = """AND u.id IN (
    SELECT u2.id FROM users u2 JOIN enrolments e2 ON e2.user_id = u2.id
    WHERE e2.classroom_id = :room ORDER BY lower(u2.display_name) LIMIT 50)"""

BY_NAME = (
    COUNTED.format(who=OF_PAGE)
    + """
SELECT user_id, display_name, assignment_id, share, is_late, weight, counts FROM cells
UNION ALL
SELECT NULL, NULL, assignment_id, avg(share), NULL, NULL, NULL FROM counted
GROUP BY assignment_id
"""
)

BY_TOTAL = (
    COUNTED.format(who="")  # noqa: S608  nothing from outside is put into it
    + """
, totals AS (
  SELECT user_id, sum(weight * counts) / sum(CASE WHEN counts IS NULL THEN 0 ELSE weight END)
    AS total FROM cells GROUP BY user_id ORDER BY total DESC LIMIT 50
)
SELECT cells.user_id, display_name, assignment_id, share, is_late, weight, counts
FROM cells JOIN totals ON totals.user_id = cells.user_id
UNION ALL
SELECT NULL, NULL, assignment_id, avg(share), NULL, NULL, NULL FROM cells GROUP BY assignment_id
"""
)


def bare_page(engine: Engine, query: str, room_id: int) -> Callable[[], str]:
    """A page that runs the query and shows its figures as a plain table."""
    now = datetime.now(UTC)
    moment: Any = now.strftime("%Y-%m-%d %H:%M:%S") if engine.dialect.name == "sqlite" else now

    def render() -> str:
        with engine.connect() as connection:
            rows = connection.execute(text(query), {"room": room_id, "no": False, "now": moment})
            lines: dict[str, list[str]] = {}
            totals: dict[str, list[float]] = {}
            for user_id, name, _, share, is_late, weight, counts in rows:
                head = escape(name) if user_id else "Mean"
                cell = "-" if share is None else f"{share:.0%}"
                lines.setdefault(head, []).append(cell + (" late" if is_late else ""))
                if counts is not None:
                    total = totals.setdefault(head, [0.0, 0.0])
                    total[0] += weight * counts
                    total[1] += weight
        return "<table>" + "".join(
            f"<tr><th>{head}<td>{_ratio(totals.get(head))}<td>" + "<td>".join(cells)
            for head, cells in lines.items()
        )

    return render


def _ratio(total: list[float] | None) -> str:
    return f"{total[0] / total[1]:.0%}" if total and total[1] else "-"


def measure_all(data_dir: Path, database_url: str) -> None:
    """Measure and print."""
    app, made = filled_app(data_dir, database_url)
    with app.app_context():
        engine = db.engine
    by_name, by_total = bare_page(engine, BY_NAME, 1), bare_page(engine, BY_TOTAL, 1)
    browser = teacher_of(app)
    for name, address, bare in _pages(made, by_name, by_total):
        print(measure(name, browser, address, bare), flush=True)


def _pages(
    made: Filled, by_name: Callable[[], str], by_total: Callable[[], str]
) -> list[tuple[str, str, Callable[[], str]]]:
    room = f"/teach/classrooms/{made.classroom}"
    book = f"{room}/gradebook"
    return [
        ("Gradebook, by name", book, by_name),
        ("Gradebook, last page", f"{book}?page=20", by_name),
        ("Gradebook, by one assignment", f"{book}?sort={made.assignments[9]}", by_name),
        ("Gradebook, by total", f"{book}?sort=total&order=desc", by_total),
        ("Gradebook, who is missing something", f"{book}?show=missing", by_total),
        ("One assignment", f"{room}/assignments/{made.assignments[9]}/scores", by_name),
        ("One learner", f"{room}/learners/{made.learners[9]}", by_name),
    ]


def main(folder: str | None = None) -> None:
    """Fill what is empty, and measure."""
    url = os.environ.get("QUIZAPP_DATABASE_URL", "")
    if folder:
        measure_all(Path(folder), url)
        return
    with tempfile.TemporaryDirectory() as made:
        measure_all(Path(made), url)


if __name__ == "__main__":
    main(*sys.argv[1:2])
