"""A class's attempts at quizzes, as the database has counted them, sorted for the analysis."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from quizapp.domain.item_analysis import Choice, Tally
from quizapp.domain.item_analysis.item_figures import LONGEST_SECONDS
from quizapp.models import ItemRevision
from quizapp.models.item_tallies import Population, item_tallies, score_tallies, time_tallies
from quizapp.web.extensions import db

QuizKey = tuple[str, str]
"""A bank's id and a quiz's."""

Make = tuple[int, str | None]
"""What decides which items an attempt can have asked: the bank's revision, and the form."""


@dataclass
class MakeCount:
    """The attempts of one make: from when to when, and how many by score and maximum."""

    since: datetime
    until: datetime
    scores: Counter[tuple[float, float]] = field(default_factory=Counter)

    @property
    def n(self) -> int:
        """How many attempts."""
        return self.scores.total()


@dataclass(frozen=True)
class Revision:
    """A revision of an item that attempts asked."""

    id: int
    item_key: str
    marking_hash: str
    content: str


@dataclass
class QuizTallies:
    """All that was counted of one quiz.

    Attributes:
        title: What it was called when it was taken.
        makes: The attempts of each make.
        items: The attempts by item revision and question, and then by make.
    """

    title: str = ""
    makes: dict[Make, MakeCount] = field(default_factory=dict)
    items: dict[tuple[int, int], dict[Make, list[Tally]]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many attempts."""
        return sum(make.n for make in self.makes.values())


def class_tallies(
    population: Population, quizzes: Collection[QuizKey]
) -> tuple[dict[QuizKey, QuizTallies], dict[int, Revision]]:
    """What the class made of these quizzes, and the revisions asked: three queries."""
    names = {bank for bank, _ in quizzes}, {quiz for _, quiz in quizzes}
    found: dict[QuizKey, QuizTallies] = {}
    for row in db.session.execute(score_tallies(population, *names)):
        key = (row.bank_key, row.quiz_key)
        if key in quizzes:
            _add_scores(found.setdefault(key, QuizTallies()), row)
    for (
        bank,
        quiz,
        revision,
        form,
        item,
        question,
        chosen,
        mark,
        score,
        top,
        count,
    ) in db.session.execute(item_tallies(population, *names)):
        if (bank, quiz) in found:
            by_make = found[bank, quiz].items.setdefault((item, question), {})
            tally = Tally(mark, score, top, count, None if chosen is None else _choice(chosen))
            by_make.setdefault((revision, form), []).append(tally)
    return found, _revisions({item for tallies in found.values() for item, _ in tallies.items})


def response_times(population: Population, quiz: QuizKey) -> Mapping[int, Counter[int]]:
    """By item revision: how often a response took so many seconds. One query."""
    found: dict[int, Counter[int]] = {}
    query = time_tallies(population, (quiz[0],), (quiz[1],), LONGEST_SECONDS)
    for revision_id, seconds, count in db.session.execute(query):
        found.setdefault(revision_id, Counter())[int(seconds)] = count
    return found


def _add_scores(tallies: QuizTallies, row: Row[*tuple[Any, ...]]) -> None:
    _bank, _quiz, revision, form, score, top, count, title, since, until = row
    make = tallies.makes.setdefault((revision, form), MakeCount(since, until))
    make.scores[float(score), float(top)] += count
    make.since, make.until = min(make.since, since), max(make.until, until)
    tallies.title = max(tallies.title, title)


def _revisions(ids: Iterable[int]) -> dict[int, Revision]:
    query = select(
        ItemRevision.id, ItemRevision.item_key, ItemRevision.marking_hash, ItemRevision.content
    ).where(ItemRevision.id.in_(sorted(ids)))
    return {row.id: Revision(*row) for row in db.session.execute(query)}


@lru_cache(maxsize=4096)
def _choice(chosen: str) -> Choice:
    return Choice(json.loads(chosen))
