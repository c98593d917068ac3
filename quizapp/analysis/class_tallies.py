"""A class's attempts at quizzes, as the database has counted them, and which can be put together.

Alpha needs attempts that were asked the same items. So attempts are divided by what decides that:
the bank's revision and the form.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Row, select

from quizapp.domain.item_analysis import Choice, TalliedItem, Tally
from quizapp.domain.item_analysis.item_figures import LONGEST_SECONDS
from quizapp.domain.item_analysis.reasons import Figure
from quizapp.domain.item_analysis.score_figures import alphas_if_deleted
from quizapp.models import ItemRevision
from quizapp.models.item_tallies import Population, item_tallies, score_tallies, time_tallies
from quizapp.web.extensions import db

QuizKey = tuple[str, str]
"""A bank's id and a quiz's."""

Make = tuple[int, str | None]
"""What decides which items an attempt can have asked: the bank's revision, and the form."""

Asked = frozenset[tuple[str, str]]
"""The items of a make, each with the hash of how it is marked."""


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


@dataclass(frozen=True)
class Together:
    """The attempts of a quiz that can be put together, as all were asked the same items.

    Attributes:
        makes: Theirs; all makes where each attempt drew its own items.
        items: The items that they were asked, each with these attempts; none if each drew its own.
    """

    makes: Sequence[Make]
    items: Sequence[TalliedItem]


@dataclass
class QuizTallies:
    """All that was counted of one quiz.

    Attributes:
        title: What it was called when it was taken.
        makes: The attempts of each make.
        items: The attempts by item revision and question, and then by make.
        revisions: The revisions that were asked, by id; of other quizzes as well.
        seconds: By item revision: how often a response took so long; None unless asked for.
    """

    title: str = ""
    makes: dict[Make, MakeCount] = field(default_factory=dict)
    items: dict[tuple[int, int], dict[Make, list[Tally]]] = field(default_factory=dict)
    revisions: Mapping[int, Revision] = field(default_factory=dict)
    seconds: Mapping[int, Counter[int]] | None = None

    @property
    def n(self) -> int:
        """How many attempts."""
        return sum(make.n for make in self.makes.values())

    @cached_property
    def together(self) -> Together:
        """What can be put together: the attempts with the items that most were asked."""
        item_keys = {make: frozenset(key for key, _ in self.asked(make)) for make in self.makes}
        sizes: Counter[frozenset[str]] = Counter()
        for make, keys in item_keys.items():
            sizes[keys] += self.makes[make].n
        most = max(sizes, key=lambda keys: (sizes[keys], sorted(keys)), default=frozenset())
        makes = [make for make, keys in item_keys.items() if keys == most or not most]
        return Together(makes, self.items_in(makes, most))

    @cached_property
    def alphas_without(self) -> Mapping[str, Figure]:
        """By item that can be put together with others: alpha of the others."""
        items = self.together.items
        return {
            item.item_id: alpha for item, alpha in zip(items, alphas_if_deleted(items), strict=True)
        }

    def asked(self, make: Make) -> Asked:
        """What every attempt of the make was asked; nothing if each drew its own."""
        counts: Counter[tuple[str, str]] = Counter()
        for (revision_id, _), by_make in self.items.items():
            revision = self.revisions[revision_id]
            for tally in by_make.get(make, ()):
                counts[revision.item_key, revision.marking_hash] += tally.count
        n = self.makes[make].n
        return frozenset(counts) if all(count == n for count in counts.values()) else frozenset()

    def items_in(self, makes: Sequence[Make], item_keys: Iterable[str]) -> list[TalliedItem]:
        """These items in order of their ids, each with the attempts of these makes."""
        tallies: dict[str, list[Tally]] = {key: [] for key in sorted(item_keys)}
        for (revision_id, _), by_make in self.items.items():
            of_item = tallies.get(self.revisions[revision_id].item_key)
            if of_item is not None:
                for make in makes:
                    of_item += by_make.get(make, ())
        return [TalliedItem(key, of_item) for key, of_item in tallies.items()]


def class_tallies(
    population: Population, quizzes: Collection[QuizKey]
) -> dict[QuizKey, QuizTallies]:
    """What the class made of those of these quizzes that it took: three queries."""
    names = {bank for bank, _ in quizzes}, {quiz for _, quiz in quizzes}
    taken: dict[QuizKey, QuizTallies] = {}
    for row in db.session.execute(score_tallies(population, *names)):
        key = (row.bank_key, row.quiz_key)
        if key in quizzes:
            _add_scores(taken.setdefault(key, QuizTallies()), row)
    for bank, quiz, *rest in db.session.execute(item_tallies(population, *names)):
        if (bank, quiz) in taken:
            _add_item(taken[bank, quiz], *rest)
    revisions = _revisions({item for tallies in taken.values() for item, _ in tallies.items})
    for tallies in taken.values():
        tallies.revisions = revisions
    return taken


def response_times(population: Population, quiz: QuizKey) -> Mapping[int, Counter[int]]:
    """By item revision: how often a response took so many seconds. One query."""
    counts: dict[int, Counter[int]] = {}
    query = time_tallies(population, (quiz[0],), (quiz[1],), LONGEST_SECONDS)
    for revision_id, seconds, count in db.session.execute(query):
        counts.setdefault(revision_id, Counter())[int(seconds)] = count
    return counts


def _add_scores(tallies: QuizTallies, row: Row[*tuple[Any, ...]]) -> None:
    _bank, _quiz, revision, form, score, top, count, title, since, until = row
    make = tallies.makes.setdefault((revision, form), MakeCount(since, until))
    make.scores[float(score), float(top)] += count
    make.since, make.until = min(make.since, since), max(make.until, until)
    tallies.title = max(tallies.title, title)


def _add_item(
    tallies: QuizTallies,
    revision: int,
    form: str | None,
    item: int,
    question: int,
    chosen: str | None,
    mark: float,
    credit: float,
    score: float,
    top: float,
    count: int,
) -> None:
    by_make = tallies.items.setdefault((item, question), {})
    sequence, choice = ((), None) if chosen is None else _chosen(chosen)
    tally = Tally(mark, score, top, count, choice, credit, sequence)
    by_make.setdefault((revision, form), []).append(tally)


def _revisions(ids: Iterable[int]) -> dict[int, Revision]:
    query = select(
        ItemRevision.id, ItemRevision.item_key, ItemRevision.marking_hash, ItemRevision.content
    ).where(ItemRevision.id.in_(sorted(ids)))
    return {row.id: Revision(*row) for row in db.session.execute(query)}


@lru_cache(maxsize=4096)
def _chosen(chosen: str) -> tuple[tuple[str, ...], Choice]:
    """The options in the order in which they were recorded, and as a set."""
    sequence = tuple(json.loads(chosen))
    return sequence, Choice(sequence)
